"""One dossier the whole way, and the proof of it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from motcua.core.refusals import Conflict
from motcua.core.states import Outcome, State
from motcua.dossiers import acts, verification, worker
from motcua.dossiers.models import JournalEntry, OutboxRow
from motcua.dossiers.timeline import entries_of, timeline
from tests.cast import Cast


def test_a_dossier_goes_from_draft_to_returned_result(cast: Cast) -> None:
    at = cast.at
    dossier = cast.submitted()
    assert dossier.code == "000.23.24.H05-261123-0001"
    assert dossier.state == State.SUBMITTED
    assert dossier.answer_by == at + timedelta(hours=25, minutes=-60)

    dossier = acts.accept(dossier, by=cast.desk, at=at)
    dossier = acts.assign(dossier, by=cast.handling, at=at)
    dossier = acts.advance(dossier, by=cast.handling, at=at)
    dossier = acts.decide(dossier, by=cast.head, at=at, outcome=Outcome.GRANTED)
    dossier = acts.return_result(dossier, by=cast.desk, at=at, way="counter")

    assert dossier.state == State.RETURNED
    assert dossier.closed_at == at
    assert [entry.kind for entry in entries_of(dossier)] == [
        "dossier.submitted",
        "dossier.accepted",
        "dossier.assigned",
        "dossier.advanced",
        "dossier.decided",
        "dossier.result_returned",
    ]
    assert list(verification.faults("H05")) == []
    assert [item.state for item in timeline(dossier, entries_of(dossier))] == ["done"] * 6


def test_every_act_leaves_one_entry_and_one_outbox_row(cast: Cast) -> None:
    dossier = cast.at_signing()

    entries = entries_of(dossier)
    rows = OutboxRow.objects.filter(jurisdiction="H05").order_by("entry_number")

    assert [row.entry_number for row in rows] == [entry.number for entry in entries] == [1, 2, 3]


def test_the_database_refuses_to_change_the_journal(cast: Cast) -> None:
    dossier = cast.submitted()
    entries = JournalEntry.objects.filter(jurisdiction="H05", dossier=dossier)

    with pytest.raises(DatabaseError), transaction.atomic():
        entries.update(actor_name="Người khác")
    with pytest.raises(DatabaseError), transaction.atomic():
        entries.delete()


def test_the_second_of_two_officers_is_told_what_changed(cast: Cast) -> None:
    dossier = cast.submitted()
    seen = dossier.version
    acts.accept(dossier, by=cast.desk, at=cast.at, version=seen)

    with pytest.raises(Conflict) as refused:
        acts.refuse(dossier, by=cast.head, at=cast.at, reason="Trùng", version=seen)

    assert "Trần Thị Lan" in refused.value.sentence
    assert refused.value.facts["changes"] == ["dossier.accepted"]


def test_verify_finds_an_altered_answer(cast: Cast) -> None:
    dossier = cast.submitted()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE dossiers_answerrevision SET answers = %s WHERE jurisdiction = %s",
            ['{"subject": "khác"}', "H05"],
        )

    found = list(verification.faults("H05"))

    assert [fault.place for fault in found] == [dossier.code]


def test_the_worker_does_each_row_once(cast: Cast) -> None:
    cast.submitted()

    assert worker.drain("H05", at=cast.at) == 1
    assert worker.drain("H05", at=cast.at) == 0
