"""Published processes as decisions print them: read whole, remarks where they are unclear."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.people.roles import OFFICERS, Role
from motcua.processes.definitions import BadProcess, process_from_json, process_to_json
from motcua.processes.models import PublishedProcess
from motcua.processes.published import read
from motcua.processes.published_imports import import_published
from motcua.processes.queries import published_processes
from motcua.processes.role_words import role_of

AT = datetime(2026, 11, 25, tzinfo=UTC)


def step(name: str, role: str, hours: Any, **more: Any) -> dict[str, Any]:
    return {"name": name, "role": role, "hours": hours, **more}


LAND: dict[str, Any] = {
    "procedure": "Đăng ký biến động đất đai",
    "codes": ["9.000001"],
    "agency": "Tỉnh thử",
    "source": "Quyết định thử",
    "total": 10.0,
    "steps": [
        step("Tiếp nhận", "Bộ phận một cửa", 2, phase="giai đoạn 1"),
        step("Thẩm định", "Chi nhánh Văn phòng đăng ký", 2.25, phase="giai đoạn 1"),
        step("Ký giấy", "Lãnh đạo Sở", 5.75, phase="giai đoạn 2"),
        step("Trả kết quả", "Bộ phận một cửa", 0, phase="giai đoạn 2"),
    ],
}


def lines(*records: Any) -> list[tuple[int, bytes]]:
    return [
        (number, record if isinstance(record, bytes) else json.dumps(record).encode())
        for number, record in enumerate(records, 1)
    ]


def test_quarters_of_an_hour_phases_and_words_of_the_decision_are_kept() -> None:
    found = read(LAND)

    assert [one.hours for one in found.process.steps] == [2, Decimal("2.25"), Decimal("5.75"), None]
    assert [one.role for one in found.process.steps] == [
        Role.DESK_OFFICER, Role.HANDLING_OFFICER, Role.HEAD, Role.DESK_OFFICER,
    ]  # fmt: skip
    assert found.process.steps[1].unit == "Chi nhánh Văn phòng đăng ký"
    assert found.process.steps[2].phase == "giai đoạn 2"
    assert process_from_json(process_to_json(found.process)) == found.process


def test_two_phases_are_told_and_a_right_total_is_not() -> None:
    remarks = " ".join(read(LAND).remarks)

    assert "2 giai đoạn" in remarks
    assert "cộng lại" not in remarks


def test_steps_that_do_not_add_up_are_a_remark_with_both_figures() -> None:
    remarks = " ".join(read({**LAND, "total": 12}).remarks)

    assert "Các bước cộng lại 10 giờ làm việc, công bố tổng 12 giờ." in remarks


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ([], "không phải một quy trình"),
        ({"steps": [step("a", "b", 1)]}, "Thiếu tên"),
        ({"procedure": "a"}, "Thiếu các bước"),
        ({"procedure": "a", "steps": ["b"]}, "Bước 1 không đọc được"),
        ({"procedure": "a", "steps": [step("b", "c", "ba")]}, "đang ghi “ba”"),
        ({"procedure": "a", "steps": [step("b", "c", -1)]}, "từ 0 trở lên"),
    ],
)
def test_what_is_no_process_says_what_is_wrong(record: Any, words: str) -> None:
    with pytest.raises(BadProcess, match=words):
        read(record)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Lãnh đạo Phòng Bảo trợ xã hội", Role.HANDLING_OFFICER),
        ("Lãnh đạo Sở Y tế", Role.HEAD),
        ("Chủ tịch UBND cấp xã", Role.HEAD),
        ("Chuyên viên thụ lý", Role.HANDLING_OFFICER),
        ("Bộ phận Văn thư", Role.HANDLING_OFFICER),
        ("Công chức Trung tâm Phục vụ hành chính công", Role.DESK_OFFICER),
    ],
)
def test_words_of_decisions_mean_our_roles(words: str, role: Role) -> None:
    assert role_of(words) == (role, True)


@given(st.text(max_size=40))
def test_whatever_the_words_some_officer_does_the_step(words: str) -> None:
    assert role_of(words)[0] in OFFICERS


@pytest.mark.django_db
def test_alternatives_of_one_decision_are_all_kept_and_again_nothing_changes() -> None:
    other = {**LAND, "steps": LAND["steps"][:3]}

    first = import_published(lines(LAND, other), at=AT)
    again = import_published(lines(LAND, other), at=AT)

    assert (first.added, again.added, again.unchanged) == (2, 0, 2)
    assert PublishedProcess.objects.count() == 2


@pytest.mark.django_db
def test_a_broken_line_is_named_and_the_others_go_on() -> None:
    report = import_published(lines(b"{", LAND, {"procedure": "a"}), at=AT)

    assert report.added == 1
    assert [line.split(":")[0] for line in report.broken] == ["Dòng 1", "Dòng 3"]


@pytest.mark.django_db
def test_a_corrected_time_changes_the_one_that_is_there() -> None:
    import_published(lines(LAND), at=AT)

    report = import_published(lines({**LAND, "total": 12}), at=AT)

    assert report.changed == 1
    assert PublishedProcess.objects.get().total == 12


@pytest.mark.django_db
def test_they_are_found_by_words_without_accents_and_by_code() -> None:
    import_published(lines(LAND), at=AT)

    assert published_processes("dat dai bien dong")
    assert published_processes("9.000001")
    assert not published_processes("khai sinh")
