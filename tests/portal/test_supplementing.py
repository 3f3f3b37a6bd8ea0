"""Answering a request for a supplement: just what was asked, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.core.states import State
from motcua.dossiers import acts, queries, supplements
from motcua.dossiers.actors import CLOCK
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import latest_answers, papers_of
from tests.cast import Cast
from tests.portal.conftest import pdf


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
