"""Every value of a closed list is in the glossary, under the Vietnamese words the product uses."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from motcua.agencies.models import Agency, CalendarDay
from motcua.catalogue import content
from motcua.core.deadlines import Settlement, TimeUnit
from motcua.core.spans import Party
from motcua.core.states import Act, Holder, Outcome, Phase, State
from motcua.dossiers.journal import KINDS
from motcua.dossiers.models import Channel
from motcua.dossiers.suspensions import Cause
from motcua.eforms.fields import FieldType
from motcua.feedback.grades import Aspect, Grade
from motcua.insight.meeting import Meeting
from motcua.people.models import User
from motcua.people.roles import Role
from motcua.people.scopes import Scope
from motcua.processes.definitions import AfterSupplement

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"
ROWS = [line.lower() for line in PAGE.read_text().splitlines() if line.startswith("| ")]

LISTS: list[Iterable[str]] = [
    *(Party, Cause, State, Act, Holder, Phase, Outcome, Role, Scope, FieldType),
    *(Channel, content.Channel, TimeUnit, Settlement, AfterSupplement),
    *(Grade, Aspect, Meeting),
    *(Agency.Kind, CalendarDay.Kind, User.Kind, KINDS),
]
LABELLED: list[Iterable[State | Role | Scope | TimeUnit]] = [State, Role, Scope, TimeUnit]


@pytest.mark.parametrize("values", LISTS, ids=lambda values: getattr(values, "__name__", "KINDS"))
def test_every_value_has_its_row(values: Iterable[str]) -> None:
    missing = [str(value) for value in values if not any(f"`{value}`" in row for row in ROWS)]

    assert missing == []


@pytest.mark.parametrize("values", LABELLED, ids=lambda values: getattr(values, "__name__", ""))
def test_the_row_has_the_words_that_people_read(
    values: Iterable[State | Role | Scope | TimeUnit],
) -> None:
    wrong = [
        value.value
        for value in values
        if not any(f"`{value}`" in row and f"| {value.label.lower()} |" in row for row in ROWS)
    ]

    assert wrong == []


def test_one_term_has_one_name_within_a_table() -> None:
    for table in PAGE.read_text().split("\n## ")[1:]:
        terms = [line.split("|")[1].strip() for line in table.splitlines() if line.startswith("| ")]
        assert len(terms) == len(set(terms)), table.splitlines()[0]
