"""Imports from the command line: what was taken, which line was not, and what a program reads."""

import json
from pathlib import Path

import pytest

from tests.config.line import motcua

pytestmark = pytest.mark.django_db
HEADER = "code,name,kind,parent\n"


def record(code: str, **more: object) -> str:
    """One procedure as a line of the national portal's file."""
    return json.dumps(
        {"code": code, "name": f"Thủ tục {code}", "field": "Thử", "levels": ["commune"], **more}
    )


def test_procedures_are_counted_and_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f"{record('9.000001')}\n{record('9.000002')}\n")

    first, again = (motcua("import-procedures", str(file)) for _ in range(2))

    assert first.code == again.code == 0
    assert "2 thủ tục mới" in first.out
    assert "0 thủ tục mới" in again.out
    assert "2 không đổi" in again.out


def test_a_broken_line_is_named_the_others_go_on_and_the_exit_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f"{record('9.000001')}\n{{\n{record('9.000002')}\n")

    done = motcua("import-procedures", str(file))

    assert done.code == 1
    assert "2 thủ tục mới" in done.out
    assert "Dòng 2: " in done.out


def test_what_was_not_understood_is_for_programs_in_full_and_people_are_told_where(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(record("9.000001", methods=[{"channel": "online", "time": 3, "unit": None}]))

    said = motcua("import-procedures", str(file))
    read = motcua("import-procedures", str(file), "--json")

    assert "--json" in said.out
    assert json.loads(read.out)["remarks"]["9.000001"]
    assert read.err == ""


IMPORTS = ["import-procedures", "import-agencies", "import-units", "import-calendar"]


@pytest.mark.parametrize("command", IMPORTS)
def test_a_file_that_is_not_there_is_said_in_a_sentence(command: str, tmp_path: Path) -> None:
    done = motcua(command, str(tmp_path / "khong-co"), "--json")

    assert done.code == 1
    assert done.out == ""
    assert done.err.startswith("motcua: Không có tệp")
    assert "Errno" not in done.err


def test_agencies_are_taken_and_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEADER}000.18.22.H05,Phường Kinh Bắc,commune,\nABC,Sai mã,commune,\n")

    done = motcua("import-agencies", str(file))
    read = motcua("import-agencies", str(file), "--json")

    assert done.code == read.code == 1
    assert "thêm 1" in done.out
    assert "Dòng 3: " in done.out
    assert [problem["line"] for problem in json.loads(read.out)["problems"]] == [3]


@pytest.mark.parametrize(
    ("command", "good", "bad"),
    [
        ("import-units", "code,name,kind\n24,Tỉnh Bắc Ninh,tỉnh\n", ",,\n25,Tỉnh,làng\n"),
        (
            "import-calendar",
            "date,name,kind\n2026-09-02,Quốc khánh,holiday\n",
            "2026-09-31,Không có,holiday\n",
        ),
    ],
)
def test_units_and_days_off_are_taken_once(
    command: str, good: str, bad: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(good)
    assert "thêm 1" in motcua(command, str(file)).out
    file.write_text(good + bad)

    again = motcua(command, str(file), "--json")

    report = json.loads(again.out)
    assert again.code == 1
    assert (report["added"], report["unchanged"], len(report["problems"])) == (0, 1, 1)
