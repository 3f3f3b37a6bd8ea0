"""Agencies from CSV: idempotent, in any order, and a broken line stops no other."""

from pathlib import Path

import pytest

from motcua.agencies.import_report import ImportRefused, Report
from motcua.agencies.imports import import_agencies
from motcua.agencies.models import Agency

HEADER = (
    "code,name,kind,parent,jurisdiction,unit_code,address,phone,opening_hours,valid_from,valid_to"
)
PROVINCE = "000.00.00.H05,Ủy ban nhân dân tỉnh,province,,H05,24,,,,,"
CENTRE = '000.00.01.H05,Trung tâm hành chính công,province,000.00.00.H05,,24,"Số 1, phố A",,,,'
WARD = "H05.12,Phường Kinh Bắc,commune,000.00.00.H05,,09163,,,T2–T6 7:30–11:30,2025-07-01,"

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(tmp_path: Path) -> "Take":
    return Take(tmp_path / "agencies.csv")


class Take:
    """Write the lines to a file and import it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, *lines: str, header: str = HEADER) -> Report:
        self.path.write_text("\n".join([header, *lines]), encoding="utf-8-sig")
        return import_agencies(self.path)


def test_agencies_come_in_with_all_they_have(take: Take) -> None:
    report = take(PROVINCE, CENTRE, WARD)

    ward = Agency.objects.get(code="H05.12")
    assert (report.added, report.problems) == (3, [])
    assert ward.parent == Agency.objects.get(code="000.00.00.H05")
    assert ward.jurisdiction == "H05"
    assert ward.opening_hours["fri"] == [["07:30", "11:30"]]
    assert str(ward.valid_from) == "2025-07-01"
    assert Agency.objects.get(code="000.00.01.H05").address == "Số 1, phố A"


def test_a_child_may_stand_before_its_parent(take: Take) -> None:
    report = take(WARD, CENTRE, PROVINCE)

    assert (report.added, report.problems) == (3, [])
    assert Agency.objects.filter(parent__code="000.00.00.H05").count() == 2


def test_the_same_file_again_changes_nothing(take: Take) -> None:
    take(PROVINCE, WARD)

    report = take(PROVINCE, WARD)

    assert (report.added, report.changed, report.unchanged) == (0, 0, 2)
    assert Agency.objects.count() == 2


def test_a_changed_line_changes_its_agency_alone(take: Take) -> None:
    take(PROVINCE, WARD)

    report = take(PROVINCE, WARD.replace("Phường Kinh Bắc", "Phường Vũ Ninh"))

    assert (report.changed, report.unchanged) == (1, 1)
    assert Agency.objects.get(code="H05.12").name == "Phường Vũ Ninh"


def test_what_is_not_in_the_file_stays(take: Take) -> None:
    take(PROVINCE, WARD)

    report = take(CENTRE)

    assert report.added == 1
    assert Agency.objects.count() == 3


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (",Không mã,commune,,,,,,,,", "“code”"),
        ("H05.13,,commune,,,,,,,,", "“name”"),
        ("H05.13,Xã,,,,,,,,,", "“kind”"),
        ("H05.13,Xã,làng,,,,,,,,", "cấp “làng”"),
        ("xã-13,Xã,commune,,,,,,,,", "chưa đúng dạng"),
        ("H05." + "1." * 20 + "1,Xã,commune,,,,,,,,", "chưa đúng dạng"),
        ("H05.13,Xã,commune,,G01,,,,,,", "khác với sổ trong mã"),
        ("H05.13,Xã,commune,H05.99,,,,,,,", "H05.99"),
        ("H05.13,Xã,commune,,,,,,mở suốt,,", "Không hiểu"),
        ("H05.13,Xã,commune,,,,,,,01/07/2025,", "01/07/2025"),
        ("H05.13,Xã,commune,,,,,,,2025-07-01,2025-07-01", "valid_to"),
        ("H05.13," + "x" * 201 + ",commune,,,,,,,,", "dài quá 200"),
        ("H05.13,Xã,commune,,,,Số 1, phố A,,,,", "nhiều ô hơn"),
        (PROVINCE, "đã có ở dòng 2"),
    ],
)
def test_a_broken_line_is_told_with_its_number_and_the_others_go_on(
    take: Take, line: str, words: str
) -> None:
    report = take(PROVINCE, line, WARD)

    (problem,) = report.problems
    assert problem.line == 3
    assert words in problem.what
    assert problem.mend
    assert set(Agency.objects.values_list("code", flat=True)) == {"000.00.00.H05", "H05.12"}
    assert report.total == 3


def test_the_children_of_a_broken_line_are_left_out_and_told(take: Take) -> None:
    report = take(PROVINCE.replace("province", "king"), WARD, "H05.12.1,Tổ,commune,H05.12,,,,,,,")

    assert [problem.line for problem in report.problems] == [2, 3, 4]
    assert not Agency.objects.exists()


def test_a_circle_of_parents_is_refused_and_the_rest_taken(take: Take) -> None:
    report = take(
        "H05.1,Một,commune,H05.3,,,,,,,",
        "H05.2,Hai,commune,H05.1,,,,,,,",
        "H05.3,Ba,commune,H05.2,,,,,,,",
        PROVINCE,
        "H05.4,Bốn,commune,H05.4,,,,,,,",
    )

    assert [problem.line for problem in report.problems] == [2, 3, 4, 6]
    assert "nằm dưới chính nó" in report.problems[0].what
    assert Agency.objects.get().code == "000.00.00.H05"


def test_a_circle_with_agencies_already_there_is_refused(take: Take) -> None:
    take(PROVINCE, WARD)

    report = take(PROVINCE.replace("province,,", "province,H05.12,"))

    assert len(report.problems) == 1
    assert Agency.objects.get(code="000.00.00.H05").parent is None


def test_parent_and_child_may_change_places(take: Take) -> None:
    take("H05.1,Trên,commune,,,,,,,,", "H05.2,Dưới,commune,H05.1,,,,,,,")

    report = take("H05.1,Trên,commune,H05.2,,,,,,,", "H05.2,Dưới,commune,,,,,,,,")

    assert (report.changed, report.problems) == (2, [])
    assert Agency.objects.get(code="H05.1").parent == Agency.objects.get(code="H05.2")


def test_a_file_without_the_columns_is_refused_whole(take: Take) -> None:
    with pytest.raises(ImportRefused) as refused:
        take("H05.1,Một", header="code,name")

    assert "kind" in refused.value.sentence


def test_a_file_that_is_not_there_or_not_utf8_is_refused_whole(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes("code,name,kind\nH05.1,Xã,commune".encode("utf-16"))

    for path in (tmp_path / "none.csv", wrong):
        with pytest.raises(ImportRefused) as refused:
            import_agencies(path)
        assert path.name in refused.value.sentence


def test_the_report_can_be_said_in_a_line(take: Take) -> None:
    report = take(PROVINCE, "xã,Xã,commune,,,,,,,,")

    assert report.sentence == "2 dòng: thêm 1, sửa 0, giữ 0, bỏ qua 1."
    assert str(report.problems[0]).startswith("Dòng 3: Mã “xã” chưa đúng dạng.")
