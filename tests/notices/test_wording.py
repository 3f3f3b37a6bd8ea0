"""What a notice says: what happened, what next, until when, one link; nothing of the person."""

from datetime import timedelta

import pytest

from motcua.catalogue.models import ProcedureVersion
from motcua.core.states import Outcome
from motcua.dossiers import acts
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.journal import KINDS
from motcua.dossiers.models import Dossier
from motcua.notices.wording import TEMPLATES, Message, message
from tests.cast import ANSWERS, Cast
from tests.notices.conftest import last_entry

NBSP = "\u00a0"


def about(dossier: Dossier) -> Message:
    return message(dossier, last_entry(dossier))


def asked(cast: Cast) -> Dossier:
    items = [
        SupplementItem(kind="field", id="subject", message="Ghi rõ hơn"),
        SupplementItem(kind="document", id="paper", message="Ảnh mờ"),
    ]
    return acts.request_supplement(cast.submitted(), by=cast.desk, at=cast.at, items=items)


def decided(cast: Cast) -> Dossier:
    return acts.decide(
        cast.at_signing(),
        by=cast.head,
        at=cast.at,
        outcome=Outcome.REJECTED,
        reason="Không đủ điều kiện",
    )


def test_submitted_tells_until_when_the_desk_answers(cast: Cast) -> None:
    dossier = cast.submitted()

    told = about(dossier)

    assert told.subject == f"Đã nộp hồ sơ {dossier.code}"
    assert told.body == (
        "Kính gửi ông/bà,\n\n"
        f"Hồ sơ “Đăng ký thử” đã nộp lúc 9{NBSP}giờ, thứ Hai 23/11/2026.\n\n"
        f"Mã hồ sơ: {dossier.code}\n"
        "Nơi nhận: Ủy ban nhân dân phường Võ Cường\n\n"
        "Tiếp theo: cơ quan kiểm tra và trả lời có nhận hồ sơ hay không, "
        f"trước 9{NBSP}giờ, thứ Ba 24/11/2026.\n\n"
        "Xem hồ sơ đang ở đâu, đến khi nào:\n"
        f"http://127.0.0.1:8000/tra-cuu/{dossier.code}/?k={dossier.secret}\n\n"
        "Ai có liên kết này xem được cả hồ sơ: không chuyển thư này cho người khác.\n\n"
        "Ủy ban nhân dân phường Võ Cường\n"
        "Thư gửi tự động, không cần trả lời.\n"
    )


def test_accepted_tells_the_appointment(cast: Cast) -> None:
    told = about(cast.accepted())

    assert told.subject.startswith("Đã tiếp nhận hồ sơ ")
    assert f"Hẹn trả kết quả: 9{NBSP}giờ, thứ Năm 26/11/2026\n" in told.body


def test_received_at_the_counter_is_told_like_accepted(cast: Cast) -> None:
    dossier = acts.receive(cast.service, by=cast.desk, at=cast.at, answers=ANSWERS)

    assert about(dossier).subject == f"Đã tiếp nhận hồ sơ {dossier.code}"


def test_a_supplement_tells_how_many_points_and_the_last_day_but_not_the_points(
    cast: Cast,
) -> None:
    told = about(asked(cast))

    assert "cần bổ sung 2 điều, gửi đến hết thứ " in told.body
    assert "Ghi rõ hơn" not in told.body


def test_a_result_is_told_without_its_content(cast: Cast) -> None:
    told = about(decided(cast))

    assert "đã có kết quả" in told.body
    assert "không chấp thuận" not in told.body.lower()
    assert "Không đủ điều kiện" not in told.body


def test_no_notice_names_the_person_or_her_answers(cast: Cast) -> None:
    for dossier in (cast.submitted(), asked(cast), decided(cast)):
        told = about(dossier)
        whole = told.subject + told.body

        assert "Hoa" not in whole and "0912" not in whole and "hoa@" not in whole
        assert len(told.body) < 900
        assert "!" not in whole and "thành công" not in whole and "bạn" not in whole


def test_the_telephone_of_the_agency_is_told_where_it_has_one(cast: Cast) -> None:
    dossier = cast.submitted()
    dossier.agency.phone = "0222 3822 400"

    assert "\nĐiện thoại: 0222 3822 400\n" in about(dossier).body


@pytest.mark.parametrize("name", ["A & B <b>“C”</b>", "Dòng một\r\nBcc: kẻ gian\n\nDòng hai"])
def test_names_come_out_as_they_are_and_on_one_line(cast: Cast, name: str) -> None:
    dossier = cast.submitted()
    dossier.procedure_version = ProcedureVersion(content={"name": name})

    told = about(dossier)

    assert f"Hồ sơ “{' '.join(name.split())}” đã nộp" in told.body
    assert "\n" not in told.subject


def test_every_kind_that_is_told_exists_and_late_workers_still_tell_the_first_facts(
    cast: Cast,
) -> None:
    assert TEMPLATES.keys() <= KINDS.keys()
    dossier = cast.accepted()
    entry = last_entry(dossier)
    dossier.appointment = cast.at + timedelta(days=90)

    assert f"Hẹn trả kết quả: 9{NBSP}giờ, thứ Năm 26/11/2026" in message(dossier, entry).body


def test_a_refusal_is_told_without_its_reason_and_with_the_right_to_complain(cast: Cast) -> None:
    dossier = acts.refuse(cast.submitted(), by=cast.desk, at=cast.at, reason="Nợ tiền nhà")

    told = about(dossier)

    assert told.subject == f"Chưa tiếp nhận được hồ sơ {dossier.code}"
    assert "khiếu nại" in told.body
    assert "Nợ" not in told.body
