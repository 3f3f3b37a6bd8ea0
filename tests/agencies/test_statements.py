"""Saving a row of a split table: what goes in comes out, whatever it is, and nothing else moves."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from motcua.core.ids import new_id
from motcua.dossiers.models import Counter, OutboxRow
from tests import cast as people

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def row_of(dossier_id: int) -> OutboxRow:
    return OutboxRow(
        jurisdiction="H05",
        dossier_id=dossier_id,
        entry_number=7,
        kind="dossier.accepted",
        created_at=AT,
        next_at=AT,
        done=["thư “đã nhận”", {"lần": 1}, None],
    )


def test_texts_moments_json_and_nothing_come_back_as_they_went() -> None:
    row = row_of(people.make().submitted().pk)

    row.save()

    again = OutboxRow.objects.get(jurisdiction="H05", pk=row.pk)
    assert (again.created_at, again.done, again.done_at) == (AT, row.done, None)
    assert not row._state.adding


def test_an_update_changes_the_named_columns_of_one_row() -> None:
    dossier = people.make().submitted().pk
    rows = [row_of(dossier), row_of(dossier)]
    for row in rows:
        row.save()
    rows[0].attempts, rows[0].done, rows[0].last_error = 2, [], "Timeout"

    rows[0].save(update_fields=["attempts", "done"])

    first, second = (OutboxRow.objects.get(jurisdiction="H05", pk=row.pk) for row in rows)
    assert (first.attempts, first.done, first.last_error) == (2, [], "")
    assert (second.attempts, second.done) == (0, row_of(dossier).done)


def test_a_column_may_be_reckoned_by_the_database() -> None:
    counter = Counter.objects.create(jurisdiction="H05", series="a", value=3)
    counter.value = F("value") + 1

    counter.save()

    assert Counter.objects.get(jurisdiction="H05", pk=counter.pk).value == 4


def test_a_row_that_breaks_a_constraint_is_refused_by_the_database() -> None:
    Counter.objects.create(jurisdiction="H05", series="a", value=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        Counter(jurisdiction="H05", series="a", value=1).save()


def test_a_row_gives_way_to_one_with_the_same_key_and_says_so() -> None:
    first, second, elsewhere = (
        Counter(jurisdiction=place, series="a", value=value)
        for place, value in (("H05", 1), ("H05", 2), ("H06", 3))
    )

    assert [one.insert_unless_there() for one in (first, second, elsewhere)] == [True, False, True]

    first.value = 5
    first.save(update_fields=["value"])
    assert Counter.objects.get(jurisdiction="H05", series="a").value == 5


def test_a_row_that_is_not_there_is_inserted_by_save() -> None:
    counter = Counter(id=new_id(), jurisdiction="H05", series="b", value=1)
    counter._state.adding = False

    counter.save()

    assert Counter.objects.filter(jurisdiction="H05", pk=counter.pk).exists()
