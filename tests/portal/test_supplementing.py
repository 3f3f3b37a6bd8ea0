"""Answering a request for a supplement: just what was asked, and nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.catalogue import offers
from motcua.core.states import State
from motcua.dossiers import acts, drafts, queries, supplements
from motcua.dossiers.actors import CLOCK
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import latest_answers, papers_of
from motcua.eforms import versions
from motcua.eforms.definitions import form_from_json
from tests.cast import Cast
from tests.documents.test_photos import bands, small
from tests.portal.conftest import pdf


def _when(name: str, label: str, where: str) -> dict[str, Any]:
    """A field that is asked for one answer to `where`."""
    condition = {"field": "where", "op": "eq", "value": where}
    return {"name": name, "type": "text", "label": label, "required": True, "when": condition}


@pytest.fixture
def asked(cast: Cast, client: Client) -> Dossier:
    """A dossier whose subject and paper are to be mended; its applicant is logged in."""
    client.force_login(cast.citizen)
    items = [
        SupplementItem(kind="document", id="paper", message="Ảnh mờ, chụp lại."),
        SupplementItem(kind="field", id="subject", message="Ghi rõ việc gì."),
    ]
    return acts.request_supplement(cast.submitted(), by=cast.desk, at=cast.at, items=items)


def _address(dossier: Dossier) -> str:
    return f"/tra-cuu/{dossier.code}/bo-sung/"


def _now(dossier: Dossier) -> Dossier:
    found = queries.tracked(dossier.code)
    assert found is not None
    return found


def test_tracking_opens_with_what_the_applicant_must_do(client: Client, asked: Dossier) -> None:
    page = client.get(f"/tra-cuu/{asked.code}/").content.decode()

    assert "Cần bổ sung 2 điều" in page
    assert "Ảnh mờ, chụp lại." in page
    assert _address(asked) in page
    assert "tạm dừng tính giờ" in page


def test_page_asks_just_what_the_officer_asked(client: Client, asked: Dossier) -> None:
    page = client.get(_address(asked)).content.decode()

    assert "“Ghi rõ việc gì.”" in page
    assert "“Ảnh mờ, chụp lại.”" in page
    assert 'name="subject"' in page
    assert 'value="Xin đăng ký"' in page
    assert 'name="tep.paper"' in page
    assert "applicant.name" not in page


def test_field_and_file_are_handed_in_together(client: Client, asked: Dossier) -> None:
    answer = client.post(
        _address(asked), {"subject": "Xin cấp lại", "tep.paper": pdf("mới.pdf")}, follow=True
    )

    dossier = _now(asked)
    assert dossier.state == State.SUBMITTED
    assert latest_answers(dossier).answers["subject"] == "Xin cấp lại"
    assert [paper.filename for paper in papers_of(dossier)] == ["mới.pdf"]
    assert "Đã gửi bổ sung." in answer.content.decode()


def test_sending_a_file_keeps_what_was_typed_beside_it(client: Client, asked: Dossier) -> None:
    answer = client.post(
        _address(asked), {"subject": "Xin cấp lại", "tep.paper": pdf("mới.pdf"), "gui": "paper"}
    )

    page = client.get(answer["Location"]).content.decode()
    assert answer["Location"] == _address(asked)
    assert 'value="Xin cấp lại"' in page
    assert "mới.pdf" in page
    assert _now(asked).state == State.AWAITING_APPLICANT


def test_staged_file_is_looked_at_and_taken_away(client: Client, asked: Dossier) -> None:
    client.post(_address(asked), {"tep.paper": pdf("mới.pdf"), "gui": "paper"})
    waiting = supplements.open_request(asked)
    staged = supplements.staged_documents(waiting)[0]

    download = client.get(f"{_address(asked)}tep/{staged.public_id}/")
    assert b"".join(download).startswith(b"%PDF")
    client.post(_address(asked), {"subject": "Vẫn còn", "bo": staged.public_id})

    assert not supplements.staged_documents(waiting)
    assert supplements.open_request(asked).staged == {"subject": "Vẫn còn"}


def test_part_of_it_is_kept_and_the_rest_is_asked_again(client: Client, asked: Dossier) -> None:
    answer = client.post(_address(asked), {"subject": "Xin cấp lại"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#tep-paper"' in page
    assert 'value="Xin cấp lại"' in page
    assert _now(asked).state == State.AWAITING_APPLICANT


def test_refused_file_is_told_at_its_paper_and_costs_nothing_typed(
    client: Client, asked: Dossier
) -> None:
    bad = SimpleUploadedFile("chạy.pdf", b"MZ" + b"\0" * 100)

    answer = client.post(_address(asked), {"subject": "Xin cấp lại", "tep.paper": bad})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tệp mang tên .pdf nhưng" in page
    assert 'value="Xin cấp lại"' in page


def test_button_pressed_without_a_file_says_what_to_do(client: Client, asked: Dossier) -> None:
    answer = client.post(_address(asked), {"subject": "Xin cấp lại", "gui": "paper"})

    assert answer.status_code == 422
    assert "Chưa chọn tệp" in answer.content.decode()
    assert supplements.open_request(asked).staged == {"subject": "Xin cấp lại"}


def test_typing_is_saved_by_the_script(client: Client, asked: Dossier) -> None:
    answer = client.post(f"{_address(asked)}luu/", {"subject": "Xin c"})

    assert answer.status_code == 204
    assert supplements.open_request(asked).staged == {"subject": "Xin c"}


def test_field_that_was_not_asked_is_left_alone(client: Client, asked: Dossier) -> None:
    client.post(
        _address(asked),
        {"subject": "Xin cấp lại", "tep.paper": pdf(), "applicant.name": "Người khác"},
    )

    assert latest_answers(_now(asked)).answers["applicant.name"] == "Nguyễn Thị Hoa"


def test_dossier_that_waits_for_nothing_leads_back(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    client.force_login(cast.citizen)

    assert client.get(_address(dossier))["Location"] == f"/tra-cuu/{dossier.code}/"
    answer = client.post(_address(dossier), {"subject": "x"})
    assert answer.status_code == 409
    assert "Hồ sơ này không chờ bổ sung." in answer.content.decode()


def test_time_that_is_over_closes_the_dossier_and_says_so(
    cast: Cast, client: Client, asked: Dossier
) -> None:
    late = supplements.open_request(asked).answer_by + timedelta(minutes=1)
    acts.expire(_now(asked), by=CLOCK, at=late)

    assert (
        "Hồ sơ đã đóng vì hết hạn bổ sung" in client.get(f"/tra-cuu/{asked.code}/").content.decode()
    )


BRANCHING = {
    "key": "branching",
    "title": "Rẽ nhánh",
    "pages": [
        {
            "key": "nguoi-nop",
            "title": "Người nộp",
            "fields": [
                {"name": "applicant.name", "type": "text", "label": "Họ tên", "required": True}
            ],
        },
        {
            "key": "noi",
            "title": "Nơi",
            "fields": [
                {
                    "name": "where",
                    "type": "choice",
                    "label": "Ở đâu",
                    "required": True,
                    "options": [
                        {"value": "home", "label": "Ở nhà"},
                        {"value": "away", "label": "Nơi khác"},
                    ],
                },
                _when("house", "Số nhà", "home"),
                _when("country", "Nước", "away"),
            ],
        },
    ],
}


@pytest.fixture
def branching(cast: Cast, client: Client) -> Dossier:
    """A dossier whose branch and what depends on it are to be mended."""
    version = versions.publish(form_from_json(BRANCHING), at=cast.at)
    offers.use_form(cast.service.procedure, version, at=cast.at)
    cast.service.refresh_from_db()
    draft = drafts.start(cast.service, by=cast.citizen, at=cast.at)
    answers = {"applicant.name": "Nguyễn Thị Hoa", "where": "home", "house": "12"}
    drafts.save(draft, answers, at=cast.at)
    dossier = acts.submit(draft, by=cast.applicant, at=cast.at, key="first")
    client.force_login(cast.citizen)
    items = [
        SupplementItem(kind="field", id="where", message="Chọn lại."),
        SupplementItem(kind="field", id="house", message="Ghi rõ."),
    ]
    return acts.request_supplement(dossier, by=cast.desk, at=cast.at, items=items)


def test_field_that_a_new_answer_brings_in_is_asked_with_it(
    client: Client, branching: Dossier
) -> None:
    answer = client.post(
        _address(branching), {"where": "away", "house": "12", "__shown": ["where"]}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'name="country"' in page
    assert "Cho biết nước" in page
    assert "Cần thêm mục này vì câu trả lời vừa sửa." in page
    assert 'name="house"' not in page

    client.post(_address(branching), {"where": "away", "country": "Lào", "__shown": ["where"]})

    dossier = _now(branching)
    assert dossier.state == State.SUBMITTED
    assert latest_answers(dossier).answers == {
        "applicant.name": "Nguyễn Thị Hoa",
        "where": "away",
        "country": "Lào",
    }


def test_scripts_learn_the_answers_that_conditions_ask_about(
    client: Client, branching: Dossier
) -> None:
    page = client.get(_address(branching))

    assert page.context["others"] == "{}"
    assert 'value="12"' in page.content.decode()


def test_photos_of_a_supplement_become_one_pdf(client: Client, asked: Dossier) -> None:
    shots = [SimpleUploadedFile(f"{mark}.jpg", small(mark)) for mark in ("red", "green")]
    address = _address(asked)

    client.post(address, {"tep.paper": shots[:1], "gui": "paper", "subject": ""})
    client.post(address, {"tep.paper": shots[1:], "gui": "paper", "subject": ""})
    (paper,) = supplements.staged_documents(supplements.open_request(asked))
    points = client.get(address).context["points"]
    (lines,) = [point.paper.files[0].photos for point in points if point.paper]

    assert bands(paper.file) == ["red", "green"]
    assert [client.get(one.image_url)["Content-Type"] for one in lines] == ["image/jpeg"] * 2
