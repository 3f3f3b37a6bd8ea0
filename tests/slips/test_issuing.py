"""Slips: made once per entry that calls for one, with what the law asks for, as it stood then."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import IntegrityError

from motcua.agencies.models import AdministrativeUnit, Agency
from motcua.catalogue import offers
from motcua.catalogue.content import Channel, Method, ProcedureContent, Requirement
from motcua.catalogue.models import Service
from motcua.catalogue.publishing import publish
from motcua.core.deadlines import TimeLimit, TimeUnit
from motcua.core.sayings import say_moment
from motcua.dossiers import acts, drafts
from motcua.dossiers.models import Dossier
from motcua.dossiers.suspensions import Cause
from motcua.slips import issuing, printing
from motcua.slips.models import Slip
from motcua.slips.queries import newest_receipt, slips_of
from tests.cast import Cast
from tests.documents.samples import picture
from tests.slips.conftest import asked, last_entry, supplemented
from tests.slips.reading import bytes_of, links_of, text_of

IDENTIFIER = "024190000017"
ANSWERS = {
    "applicant.name": "Nguyễn Thị Ngọc Ước",
    "applicant.personal_number": IDENTIFIER,
    "applicant.phone": "0912345678",
    "applicant.email": "uoc@example.com",
    "applicant.address": {"unit": "09187", "detail": "Số 12, đường Lý Thái Tổ"},
    "request": "Đề nghị giải quyết",
    "return_method": "counter",
}


@pytest.fixture
def service(cast: Cast) -> Service:
    """A procedure with its standard form, at a ward whose place and province are known."""
    province = Agency.objects.create(
        code="H05", name="Ủy ban nhân dân tỉnh Bắc Ninh", kind="province", jurisdiction="H05"
    )
    Agency.objects.filter(pk=cast.ward.pk).update(parent=province, unit_code="09187")
    cast.ward.refresh_from_db()
    for code, name, kind, above in (
        ("24", "Tỉnh Bắc Ninh", "province", ""),
        ("09187", "Phường Võ Cường", "commune", "24"),
    ):
        AdministrativeUnit.objects.create(
            code=code, name=name, folded=name.lower(), kind=kind, parent_code=above
        )
    content = ProcedureContent(
        code="9.000002",
        name="Đăng ký khai sinh",
        applicants=("Công dân Việt Nam",),
        methods=(
            Method(channel=Channel.COUNTER, limit=TimeLimit(Decimal(3), TimeUnit.WORKING_DAY)),
        ),
        documents=(Requirement(id="d1", name="Giấy chứng sinh", originals=1),),
    )
    procedure = publish(content, at=cast.at).procedure
    return offers.offer(procedure, agency=cast.ward, at=cast.at)


def received(cast: Cast, service: Service) -> Dossier:
    return acts.receive(service, by=cast.desk, at=cast.at, answers=ANSWERS)


def issue(dossier: Dossier) -> list[Slip]:
    """The receipts there are after the worker has come to the last entry."""
    issuing.issue(dossier, last_entry(dossier))
    return [slip for slip in slips_of(dossier) if slip.kind == "receipt"]


def test_an_accepted_dossier_gets_its_receipt(cast: Cast) -> None:
    dossier = cast.accepted()

    (slip,) = issue(dossier)

    text = text_of(bytes_of(slip))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN PHƯỜNG VÕ CƯỜNG",
        "Số: 01/TNHS-BPTNTKQ",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        f"Mã hồ sơ: {dossier.code}",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Hoa",
        "Nội dung yêu cầu giải quyết: Đăng ký thử",
        "Thành phần hồ sơ nộp: 1. Giấy tờ",
        "Thời gian giải quyết theo quy định: 3 ngày làm việc",
        "Thời gian nhận hồ sơ: 9 giờ, thứ Hai 23/11/2026",
        "Thời gian trả kết quả: 9 giờ, thứ Năm 26/11/2026",
        "(nộp trực tuyến, không phải ký)",
        "Trần Thị Lan",
        "Mẫu số 01, Thông tư 03/2025/TT-VPCP",
    ):
        assert words in text
    assert links_of(bytes_of(slip)) == {printing.verify_url(slip.public_id, slip.key)}
    assert (slip.kind, slip.form, slip.number, slip.issued_at) == ("receipt", "01", 1, cast.at)
    assert slip.file is not None
    assert slip.file.content_type == "application/pdf"


def test_at_the_counter_it_tells_person_place_and_that_papers_are_paper(
    cast: Cast, service: Service
) -> None:
    (slip,) = issue(received(cast, service))

    text = text_of(bytes_of(slip))
    for words in (
        "ỦY BAN NHÂN DÂN TỈNH BẮC NINH",
        "Võ Cường, ngày 23 tháng 11 năm 2026",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Ngọc Ước",
        f"Số định danh cá nhân/tổ chức: {IDENTIFIER}",
        "Địa chỉ: Số 12, đường Lý Thái Tổ, Phường Võ Cường, Tỉnh Bắc Ninh",
        "Email: uoc@example.com",
        "Thành phần hồ sơ nộp: 1. Giấy chứng sinh (bản giấy)",
        "Đăng ký nhận kết quả tại: Đến nhận tại bộ phận một cửa",
        "(ký, ghi rõ họ tên)",
    ):
        assert words in text


def test_several_files_for_one_paper_are_one_line_with_their_number(cast: Cast) -> None:
    draft = cast.draft()
    drafts.add_document(draft, "paper", BytesIO(picture()), filename="mặt sau.jpg", at=cast.at)
    dossier = acts.submit(draft, by=cast.applicant, at=cast.at, key="k")
    dossier = acts.accept(dossier, by=cast.desk, at=cast.at)

    (slip,) = issue(dossier)

    assert "1. Giấy tờ (2\u00a0tệp)" in text_of(bytes_of(slip)).replace(" tệp", "\u00a0tệp")


def test_asked_again_it_is_the_same_receipt(cast: Cast) -> None:
    dossier = cast.accepted()

    first, again = issue(dossier), issue(dossier)

    assert [slip.pk for slip in first] == [slip.pk for slip in again]
    assert first[0].file_id == again[0].file_id


def test_only_acceptance_calls_for_a_receipt(cast: Cast) -> None:
    assert issue(cast.submitted()) == []


def test_a_supplement_answered_in_handling_gives_a_second_receipt_with_the_new_day(
    cast: Cast,
) -> None:
    dossier = cast.accepted()
    issue(dossier)
    dossier = asked(dossier, by=cast.handling, at=cast.at)
    assert len(issue(dossier)) == 1
    dossier = supplemented(dossier, cast, at=cast.at + timedelta(days=1))

    first, second = issue(dossier)

    assert (first.number, second.number) == (1, 2)
    assert newest_receipt(dossier) == second
    assert "Thời gian trả kết quả: 9 giờ, thứ Sáu 27/11/2026" in text_of(bytes_of(second))
    assert "Trần Thị Lan" in text_of(bytes_of(second)), "the desk officer signs, not the applicant"


def test_the_end_of_a_suspension_gives_a_second_receipt_with_the_new_day(cast: Cast) -> None:
    dossier = cast.accepted()
    issue(dossier)
    dossier = acts.suspend(
        dossier, by=cast.handling, at=cast.at, cause=Cause.COURT, reason="Chờ bản án."
    )
    assert len(issue(dossier)) == 1
    dossier = acts.resume(dossier, by=cast.handling, at=cast.at + timedelta(days=7))

    second = issue(dossier)[1]

    assert dossier.appointment is not None
    assert say_moment(dossier.appointment).replace("\u00a0", " ") in text_of(bytes_of(second))


def test_a_supplement_before_acceptance_gives_none(cast: Cast) -> None:
    dossier = asked(cast.submitted(), by=cast.desk, at=cast.at)
    dossier = supplemented(dossier, cast, at=cast.at + timedelta(hours=1))

    assert issue(dossier) == []


def test_made_late_it_still_tells_the_appointment_of_its_day(cast: Cast) -> None:
    dossier = cast.accepted()
    entry = last_entry(dossier)
    dossier.appointment = cast.at + timedelta(days=30)

    issuing.issue(dossier, entry)

    (slip,) = [one for one in slips_of(dossier) if one.kind == "receipt"]
    assert slip.content["shown"] == [["Thời gian trả kết quả", "9\u00a0giờ, thứ Năm 26/11/2026"]]


def test_the_database_keeps_one_slip_per_form_and_number(cast: Cast) -> None:
    dossier = cast.accepted()
    (slip,) = issue(dossier)

    with pytest.raises(IntegrityError):
        Slip.objects.create(
            jurisdiction="H05", dossier=dossier, kind="receipt", form="01", number=1, content={},
            file=slip.file, key="k", issued_at=cast.at,
        )  # fmt: skip
