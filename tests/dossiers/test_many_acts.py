"""Many acts in one transaction: the same as one by one, whole or not at all, told to nobody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.core.refusals import WrongState
from motcua.core.states import Outcome, State
from motcua.dossiers import acts, journal, verification
from motcua.dossiers.many_acts import many_acts
from motcua.dossiers.models import Dossier, JournalEntry, OutboxRow
from tests.cast import ANSWERS, Cast


def _live(cast: Cast) -> Dossier:
    """From the counter to the result, with a look back at nothing."""
    dossier = acts.receive(cast.service, by=cast.desk, at=cast.at, answers=ANSWERS)
    dossier = acts.advance(dossier, by=cast.handling, at=cast.at)
    dossier = acts.decide(dossier, by=cast.head, at=cast.at, outcome=Outcome.GRANTED)
    return acts.return_result(dossier, by=cast.desk, at=cast.at, way="counter")


def _kinds(dossier: Dossier) -> list[str]:
    rows = JournalEntry.objects.filter(jurisdiction="H05", dossier_id=dossier.pk)
    return list(rows.order_by("number").values_list("kind", flat=True))


def test_dossiers_and_journals_are_as_if_the_acts_had_come_one_by_one(cast: Cast) -> None:
    alone = _live(cast)
    with many_acts():
        together = [_live(cast) for _ in range(3)]

    for dossier in together:
        now = Dossier.objects.get(jurisdiction="H05", pk=dossier.pk)
        assert now.state == State.RETURNED
        assert journal.seal(now) == journal.seal(dossier)
        assert _kinds(now) == _kinds(alone)
    assert list(verification.faults("H05")) == []


def test_a_refusal_undoes_all(cast: Cast) -> None:
    with pytest.raises(WrongState), many_acts():
        dossier = _live(cast)
        acts.return_result(dossier, by=cast.desk, at=cast.at, way="counter")

    assert not Dossier.objects.filter(jurisdiction="H05").exists()
    assert not JournalEntry.objects.filter(jurisdiction="H05").exists()


def test_nothing_goes_to_the_outbox_and_afterwards_it_does_again(cast: Cast) -> None:
    with many_acts():
        _live(cast)
    assert not OutboxRow.objects.filter(jurisdiction="H05").exists()

    _live(cast)
    assert OutboxRow.objects.filter(jurisdiction="H05").count() == 4


def test_what_the_transaction_has_written_is_not_read_again(cast: Cast) -> None:
    dossier = cast.submitted()
    with CaptureQueriesContext(connection) as asked, many_acts():
        dossier = acts.accept(dossier, by=cast.desk, at=cast.at)
        dossier = acts.assign(dossier, by=cast.handling, at=cast.at)
        acts.advance(dossier, by=cast.handling, at=cast.at)

    locks = [
        one for one in asked if one["sql"].startswith("SELECT") and "dossiers_dossier" in one["sql"]
    ]
    entries = [one for one in asked if one["sql"].startswith("INSERT")]
    savepoints = [one for one in asked if "SAVEPOINT" in one["sql"]]
    assert len(locks) == 1
    assert len(entries) <= 3
    assert len(savepoints) <= 2  # the whole, inside the test's own transaction


def test_another_hand_s_act_in_between_transactions_is_seen(cast: Cast) -> None:
    stale = cast.accepted()
    acts.assign(stale, by=cast.handling, at=cast.at)
    with many_acts():
        dossier = acts.advance(stale, by=cast.handling, at=cast.at)

    assert dossier.version == stale.version + 2
