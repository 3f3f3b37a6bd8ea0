"""Addresses: a commune is found by its code or by the name people write, in one query."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.agencies.models import AdministrativeUnit
from motcua.core.folding import fold
from motcua.eforms import units
from motcua.eforms.description import describe
from motcua.eforms.validation import check
from tests.eforms.drawn import TODAY
from tests.eforms.test_definitions import form_of

pytestmark = pytest.mark.django_db
MERGER = date(2025, 7, 1)
HOME = {"name": "abode", "type": "address", "label": "Nơi ở"}


def unit(code: str, name: str, kind: str, parent: str = "", **more: object) -> None:
    folded = fold(f"{name} {more.get('former_names', '')}")
    AdministrativeUnit.objects.create(
        code=code, name=name, kind=kind, parent_code=parent, folded=folded, **more
    )


@pytest.fixture(autouse=True)
def _country() -> None:
    unit("24", "Tỉnh Bắc Giang", "province", valid_to=MERGER)
    unit("24", "Tỉnh Bắc Ninh", "province", valid_from=MERGER)
    unit("25", "Tỉnh Phú Thọ", "province")
    unit("01", "Thành phố Hà Nội", "province")
    unit("09190", "Phường Võ Cường", "commune", "24", valid_from=MERGER)
    unit("07210", "Xã Tân Lập", "commune", "24", valid_to=MERGER)
    unit("07211", "Xã Tân Tiến", "commune", "24", former_names="Xã Đồng Sơn; Xã Tân Mỹ")
    unit("08001", "Xã Tân Tiến", "commune", "25")
    unit("08002", "Xã Tấn Tiên", "commune", "25")
    unit("08003", "Phường Phú Thọ", "commune", "25")


def found(text: str, day: date = TODAY) -> list[str]:
    return [one.code for one in units.lookup([text], day)[text]]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("09190", ["09190"]),
        ("Phường Võ Cường", ["09190"]),
        ("phuong vo cuong", ["09190"]),
        ("P. Võ Cường", ["09190"]),
        ("  võ  cường ", ["09190"]),
        ("Võ Cường, Bắc Ninh", ["09190"]),
        ("Phường Võ Cường, tỉnh Bắc Ninh", ["09190"]),
        ("Phường Võ Cường, tỉnh Phú Thọ", []),
        ("Xã Võ Cường", []),
        ("Cường", []),
        ("Xã Tân Tiến", ["07211", "08001"]),
        ("xa tan tien", ["07211", "08001", "08002"]),
        ("Xã Tân Tiến, Bắc Ninh", ["07211"]),
        ("xa tan tien, phu tho", ["08001", "08002"]),
        ("Xã Tân Tiến, tỉnh Phú Thọ (08002)", ["08002"]),
        ("Xã Đồng Sơn", ["07211"]),
        ("Tân Lập", []),
        ("07210", []),
        ("99999", []),
        ("Hà Nội", ["01"]),
        ("24", []),
        ("!", []),
        ("%", []),
    ],
)
def test_a_commune_is_found_as_people_write_it(text: str, codes: list[str]) -> None:
    assert found(text) == codes


def test_an_old_name_holds_on_an_old_day() -> None:
    assert found("Tân Lập", date(2025, 6, 30)) == ["07210"]
    [one] = units.lookup(["07210"], date(2025, 6, 30))["07210"]
    assert one.text == "Xã Tân Lập, tỉnh Bắc Giang"


def test_many_addresses_are_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    typed = ["09190"] + [f"Xã số {number}" for number in range(700)]

    with django_assert_num_queries(1):
        answer = units.lookup(typed, TODAY)

    assert len(answer) == 500  # a form has fewer; the database is spared
    with django_assert_num_queries(0):
        assert units.lookup([], TODAY) == {}


def test_a_province_lists_its_communes() -> None:
    assert [one.text for one in units.of_province("24", TODAY)] == [
        "Phường Võ Cường, tỉnh Bắc Ninh",
        "Xã Tân Tiến, tỉnh Bắc Ninh",
    ]


def test_a_name_of_several_communes_is_told_with_the_choices() -> None:
    form = form_of(HOME)

    [error] = check(form, {"abode": {"unit": "Xã Tân Tiến"}}, today=TODAY).errors

    assert error.field == "/abode/unit"
    assert error.message == (
        "Có 2 nơi tên này, ghi thêm tên tỉnh: Xã Tân Tiến, tỉnh Bắc Ninh; Xã Tân Tiến, tỉnh Phú Thọ"
    )


def test_a_client_that_sends_a_name_is_told_the_code() -> None:
    [error] = check(form_of(HOME), {"abode": {"unit": "Võ Cường"}}, today=TODAY).errors

    assert error.message.endswith("Phường Võ Cường, tỉnh Bắc Ninh là 09190")


def test_the_example_of_an_address_is_a_commune_in_force() -> None:
    form = form_of(HOME)

    [_, page] = describe(form, today=TODAY)

    example = page["fields"][0]["example"]
    assert check(form, {"abode": example}, today=TODAY).is_complete


def test_where_no_units_were_imported_a_well_shaped_code_is_believed() -> None:
    AdministrativeUnit.objects.all().delete()
    form = form_of(HOME)
    example = describe(form, today=TODAY)[1]["fields"][0]["example"]

    assert check(form, {"abode": example}, today=TODAY).is_complete
    assert check(form, {"abode": {"unit": "Võ Cường"}}, today=TODAY).errors
