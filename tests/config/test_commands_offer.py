"""Offering from the command line: one procedure, a whole field, and whatever does not exist."""

import json

import pytest

from motcua.agencies.models import Agency
from motcua.catalogue.content import ProcedureContent
from motcua.catalogue.models import Service
from motcua.catalogue.publishing import publish
from tests import cast as people
from tests.config.line import motcua

pytestmark = pytest.mark.django_db
WARD = "000.18.22.H05"


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    Agency.objects.create(code=WARD, name="Phường Kinh Bắc", kind="commune", jurisdiction="H05")
    for code, field, level in (
        ("1.001193", "Hộ tịch", "commune"),
        ("1.000893", "Hộ tịch", "province"),
        ("1.001612", "Hộ kinh doanh", "commune"),
    ):
        content = ProcedureContent(code=code, name=f"Thủ tục {code}", field=field, levels=(level,))
        publish(content, at=people.MONDAY)


def offered() -> set[str]:
    """The codes that are offered now."""
    return set(Service.objects.offered().values_list("procedure__code", flat=True))


def test_one_procedure_gets_its_level_and_what_is_missing_for_the_next() -> None:
    done = motcua("offer", "1.001193", "--agency", WARD)

    assert done.code == 0
    assert "mức độ 3" in done.out
    assert "còn thiếu" in done.out
    assert offered() == {"1.001193"}


def test_a_field_is_offered_without_what_other_levels_perform() -> None:
    done = motcua("offer", "--all-of", "ho tich", "--agency", WARD, "--json")

    rows = {row["procedure"]: row for row in json.loads(done.out)}
    assert done.code == 0
    assert rows["1.001193"]["level"] == 3
    assert "cấp tỉnh" in rows["1.000893"]["passed_over"]
    assert offered() == {"1.001193"}


def test_a_procedure_of_another_level_is_offered_with_a_caution_when_it_is_meant() -> None:
    done = motcua("offer", "1.000893", "--agency", WARD)

    assert done.code == 0
    assert "lưu ý" in done.out
    assert offered() == {"1.000893"}


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["1.001193", "--agency", "000.18.22.H50"], WARD),
        (["1.001194", "--agency", WARD], "1.001193"),
        (["--all-of", "Hộ tịc", "--agency", WARD], "Hộ tịch"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_comes_close(
    arguments: list[str], near: str
) -> None:
    done = motcua("offer", *arguments)

    assert done.code == 1
    assert done.err.startswith("motcua: Không có")
    assert near in done.err


@pytest.mark.parametrize("which", [[], ["1.001193", "--all-of", "Hộ tịch"]])
def test_neither_or_both_of_procedure_and_field_is_a_wrong_call(which: list[str]) -> None:
    assert motcua("offer", *which, "--agency", WARD).code == 2


def test_a_counter_receives_what_stays_offline() -> None:
    done = motcua("offer", "1.001193", "--agency", WARD, "--at-counter", "--json")

    (row,) = json.loads(done.out)
    assert done.code == 0
    assert row["level"] < 3
    assert offered() == set()
    assert Service.objects.received().count() == 1


def test_a_whole_field_is_not_taken_at_the_counter_by_one_command() -> None:
    done = motcua("offer", "--all-of", "Hộ tịch", "--agency", WARD, "--at-counter")

    assert done.code == 1
    assert "--at-counter" in done.err
