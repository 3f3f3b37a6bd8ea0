"""Approved processes by spreadsheet, through the owner's pages."""

from typing import Any

from django.test import Client

from motcua.agencies.models import Agency
from motcua.catalogue.models import Service
from motcua.processes.models import ProcessVersion
from motcua.processes.queries import load
from tests.bulk.conftest import send, take
from tests.cast import Cast
from tests.spreadsheets.books import book

HEAD = (
    "Mã thủ tục",
    "Mã cơ quan",
    "Bước",
    "Việc phải làm",
    "Vai trò",
    "Giờ làm việc",
    "Tổng số giờ",
)
CODE = "9.000001"


def step(number: object, cast: Cast, **other: Any) -> tuple[object, ...]:
    facts = {
        "code": CODE, "agency": cast.ward.code, "number": number, "name": f"Việc {number}",
        "role": "Cán bộ giải quyết", "hours": 8, "total": None,
    }  # fmt: skip
    return tuple((facts | other).values())


def own(cast: Cast) -> list[ProcessVersion]:
    return list(ProcessVersion.objects.filter(agency=cast.ward, procedure_code=CODE))


def test_a_process_holds_for_the_service_from_then_on(studio: Client, cast: Cast) -> None:
    rows = step(2, cast, hours="2,25", role="Lãnh đạo"), step(1, cast, hours=21.75)

    page = take(studio, "processes", book(HEAD, *rows), door="soan-thao")

    assert "Bước 1" in page
    (version,) = own(cast)
    assert [one.name for one in load(version).steps] == ["Việc 1", "Việc 2"]
    assert str(load(version).hours) == "24.00"
    assert Service.objects.get(pk=cast.service.pk).process == version


def test_the_same_steps_again_make_no_new_version(studio: Client, cast: Cast) -> None:
    table = book(HEAD, step(1, cast))
    take(studio, "processes", table, door="soan-thao")

    page = studio.get(send(studio, "processes", table, door="soan-thao")).content.decode()

    assert "Không có gì thay đổi" in page
    assert len(own(cast)) == 1


def test_several_processes_of_one_sheet_and_one_for_all(studio: Client, cast: Cast) -> None:
    common = step(1, cast, agency=""), step(2, cast, agency="")

    take(studio, "processes", book(HEAD, step(1, cast), *common), door="soan-thao")

    assert len(own(cast)) == 1
    newest = ProcessVersion.objects.filter(agency=None, procedure_code=CODE).latest("version")
    assert len(load(newest).steps) == 2
    assert Service.objects.get(pk=cast.service.pk).process == own(cast)[0]


def test_steps_that_do_not_add_up_are_told_and_taken(studio: Client, cast: Cast) -> None:
    page = take(studio, "processes", book(HEAD, step(1, cast, total=40)), door="soan-thao")

    assert "tổng đã ghi 40 giờ" in page
    assert "ngắn hơn thời hạn của thủ tục" in page
    assert len(own(cast)) == 1


def test_what_is_wrong_is_named_and_nothing_is_approved(studio: Client, cast: Cast) -> None:
    Agency.objects.create(code="H01.1", name="Xa", kind="commune", jurisdiction="H01")
    rows = (
        step(1, cast, hours=None),
        step(2, cast, code="9.000002"),
        step(1, cast, agency="H01.1"),
        step(1, cast, code=9.000001),
        step(3, cast, agency=""),
        step(1, cast, name="Lần hai"),
        step("một", cast),
        step(9, cast, role="Quản trị"),
    )

    answer = studio.get(send(studio, "processes", book(HEAD, *rows), door="soan-thao"))

    page = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "dòng 2, cột F (Giờ làm việc)", "Danh mục chưa có thủ tục 9.000002",
        "Ông/bà không quyết định thay Xa", "có thể đã mất số 0", "Thiếu bước 1",
        "Trùng với dòng 2", "dòng 8, cột C (Bước)", "dòng 9, cột E (Vai trò)",
    ):  # fmt: skip
        assert words in page, words
    assert own(cast) == []


def test_operators_are_no_owners(admin: Client) -> None:
    assert admin.get("/soan-thao/nhap-bang/").status_code == 403
    assert admin.get("/quan-tri/nhap-bang/processes/").status_code == 404


def test_queries_do_not_grow_with_steps(
    studio: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    rows = [step(number, cast) for number in range(1, 101)]

    with django_assert_max_num_queries(70):
        take(studio, "processes", book(HEAD, *rows), door="soan-thao")

    assert len(load(own(cast)[0]).steps) == 100
