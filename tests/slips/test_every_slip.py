"""Slips 01 to 05 of both circulars: who asks for them, what they say, and that they verify."""

from datetime import datetime, timedelta
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from django.test import Client

from motcua.core.moments import VIETNAM
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.slips.models import Slip
from tests.cast import Cast
from tests.slips.conftest import asked, slips_after
from tests.slips.reading import bytes_of, text_of

OLD = datetime(2025, 9, 8, 9, 0, tzinfo=VIETNAM)  # a Monday, a week before the second circular
NEW = datetime(2025, 9, 15, 9, 0, tzinfo=VIETNAM)
REASON = "Thiếu giấy tờ chứng minh nơi cư trú"
HEAD = (
    "ỦY BAN NHÂN DÂN PHƯỜNG VÕ CƯỜNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
)


def accepted(cast: Cast, at: datetime) -> Dossier:
    return acts.accept(cast.submitted(at=at), by=cast.desk, at=at)


def with_supplement(cast: Cast, at: datetime) -> Dossier:
    return asked(cast.submitted(at=at), by=cast.desk, at=at)


def refused(cast: Cast, at: datetime) -> Dossier:
    return acts.refuse(cast.submitted(at=at), by=cast.desk, at=at, reason=REASON)


def apologised(cast: Cast, at: datetime) -> Dossier:
    later = at + timedelta(days=14)
    dossier = accepted(cast, at)
    return acts.apologise(dossier, by=cast.head, at=at, new_appointment=later, reason=REASON)


def withdrawn(cast: Cast, at: datetime) -> Dossier:
    dossier = accepted(cast, at)
    return acts.withdraw(dossier, by=cast.applicant, at=at + timedelta(hours=1))


LIVES = {
    "receipt": accepted,
    "supplement": with_supplement,
    "refusal": refused,
    "apology": apologised,
    "stopping": withdrawn,
}
OF_2018 = {
    "receipt": ["Số: 01/TNHS", "Mẫu số 01, Thông tư 01/2018/TT-VPCP", "Người tiếp nhận hồ sơ"],
    "supplement": [
        "Số: 01/HDHS", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "1. Việc cần làm: Ghi rõ hơn",
        "liên hệ với Trần Thị Lan", "Người hướng dẫn",
    ],
    "refusal": [
        "Số: 01", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        f"Lý do không tiếp nhận, giải quyết: {REASON}", "Người nộp hồ sơ",
    ],
    "apology": [
        "Số: 01/PXL", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        "Kính gửi: Nguyễn Thị Hoa", "Ngày 08 tháng 09 năm 2025, Ủy ban nhân dân phường Võ Cường",
        f"Lý do: {REASON}", "Ngày hẹn lại trả kết quả: 9 giờ, thứ Hai 22/09/2025",
        "Thủ trưởng cơ quan, đơn vị Phạm Văn Sơn",
    ],
}  # fmt: skip
OF_2025 = {
    "receipt": ["Số: 01/TNHS-BPTNTKQ", "Mẫu số 01, Thông tư 03/2025/TT-VPCP", "quyển số 2025, Thử"],
    "supplement": ["Số: 01/PBS-BPTNTKQ", "1. Việc cần làm: Ghi rõ hơn"],
    "refusal": ["Số: 01/PTC-BPTNTKQ", f"Lý do cụ thể: {REASON}", "Số định danh cá nhân/tổ chức"],
    "apology": [
        "Số: 01/PXL", "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Thời gian trả kết quả mới: 9 giờ, thứ Hai 29/09/2025",
    ],
    "stopping": [
        "Số: 01", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Kính gửi: Nguyễn Thị Hoa",
        "Lý do: Theo đề nghị của người nộp hồ sơ.", "Bộ phận tiếp nhận và trả kết quả",
        "Mẫu số 05, Thông tư 03/2025/TT-VPCP",
    ],
}  # fmt: skip
EVERY = [
    *((kind, OLD, words) for kind, words in OF_2018.items()),
    *((kind, NEW, words) for kind, words in OF_2025.items()),
]


@pytest.mark.parametrize(("kind", "at", "words"), EVERY)
def test_each_slip_says_what_its_circular_asks_for(
    cast: Cast, kind: str, at: datetime, words: list[str]
) -> None:
    slip = slips_after(LIVES[kind](cast, at))[kind]

    text = text_of(bytes_of(slip))
    for expected in (*HEAD, slip.content["code"], "Đăng ký thử", *words):
        assert expected in text


@pytest.mark.parametrize(("kind", "at"), [(kind, at) for kind, at, _ in EVERY])
def test_each_slip_is_one_a5_page_and_its_code_read_by_a_scanner_opens_the_same_facts(
    cast: Cast, client: Client, kind: str, at: datetime
) -> None:
    slip = slips_after(LIVES[kind](cast, at))[kind]
    made = bytes_of(slip)

    with pikepdf.open(BytesIO(made)) as document:
        edges = [round(float(edge) * 25.4 / 72) for edge in document.pages[0].mediabox[2:]]
        assert (edges, len(document.pages)) == ([148, 210], 1)
    page = client.get(scanned(made))
    told = page.content.decode()
    assert page.status_code == 200
    assert "đang có hiệu lực" in told
    for fact in ("name", "instrument", "number", "code", "agency"):
        assert slip.content[fact] in told
    for _, value in slip.content["shown"]:
        assert value in told and " ".join(value.split()) in text_of(made)
    assert "Nguyễn Thị Hoa" not in told


def scanned(made: bytes) -> str:
    """The address that a scanner reads off the last page, without the site in front."""
    with pypdfium2.PdfDocument(made) as document:
        picture = document[len(document) - 1].render(scale=150 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    return "/" + found.text.split("/", 3)[3]


def test_in_2018_a_withdrawal_has_no_notice(cast: Cast) -> None:
    assert "stopping" not in slips_after(withdrawn(cast, OLD))


def test_a_withdrawal_before_acceptance_has_no_notice(cast: Cast) -> None:
    dossier = acts.withdraw(cast.submitted(), by=cast.applicant, at=cast.at)

    assert "stopping" not in slips_after(dossier)


def test_numbers_run_without_a_gap_per_agency_kind_and_year(cast: Cast) -> None:
    first = slips_after(accepted(cast, NEW))["receipt"]
    draft = cast.draft(at=NEW)
    other = acts.submit(draft, by=cast.applicant, at=NEW, key="second")
    second = slips_after(acts.accept(other, by=cast.desk, at=NEW))["receipt"]
    third = acts.submit(cast.draft(), by=cast.applicant, at=cast.at, key="third")
    of_2026 = slips_after(acts.accept(third, by=cast.desk, at=cast.at))["receipt"]

    numbers = [slip.content["number"] for slip in (first, second, of_2026)]
    assert numbers == ["Số: 01/TNHS-BPTNTKQ", "Số: 02/TNHS-BPTNTKQ", "Số: 01/TNHS-BPTNTKQ"]


def test_an_attempt_that_broke_off_before_the_page_was_set_loses_no_number(cast: Cast) -> None:
    dossier = accepted(cast, NEW)
    slip = slips_after(dossier)["receipt"]
    Slip.objects.filter(jurisdiction="H05", pk=slip.pk).update(file=None)

    again = slips_after(dossier)["receipt"]

    assert (again.pk, again.content["number"]) == (slip.pk, "Số: 01/TNHS-BPTNTKQ")
    assert bytes_of(again) == bytes_of(slip)
