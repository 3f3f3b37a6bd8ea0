"""One altered byte, anywhere, past all acts: the proof is red, or the database refuses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from motcua.agencies.sharding import Sharded
from motcua.core import chain
from motcua.core.states import Outcome
from motcua.documents import storage
from motcua.dossiers import acts, journal, verification
from motcua.dossiers.models import (
    AnswerRevision,
    Dossier,
    DossierDocument,
    JournalEntry,
    SupplementRequest,
)
from motcua.dossiers.papers import papers_of
from motcua.dossiers.timeline import entries_of
from tests.cast import Cast
from tests.dossiers import scenes

# What is no fact of the row: where it lies, and what the chain and the salt are checked by.
KEYS = {"id", "jurisdiction", "dossier"}


@pytest.fixture
def decided(cast: Cast) -> Dossier:
    """A dossier with two revisions, a replaced paper and a decision."""
    at = cast.at
    dossier = scenes.ask(cast.accepted(), cast.handling, at)
    scenes.mend(dossier, at)
    dossier = acts.supplement(dossier, by=cast.applicant, at=at)
    dossier = acts.advance(dossier, by=cast.handling, at=at)
    return acts.decide(dossier, by=cast.head, at=at, outcome=Outcome.PARTLY, reason=scenes.REASON)


@pytest.fixture
def returned(cast: Cast, decided: Dossier) -> Dossier:
    """The same, closed."""
    return acts.return_result(decided, by=cast.desk, at=cast.at, way="post")


def faults() -> list[str]:
    """What the proof says."""
    return [fault.what for fault in verification.faults("H05")]


@contextmanager
def without_trigger() -> Iterator[None]:
    """As whoever owns the database can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_no_update")
            cursor.execute("DROP TRIGGER journal_no_delete")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE dossiers_journalentry DISABLE TRIGGER journal_no_change")
    yield


def columns(model: type[models.Model]) -> list[str]:
    """The columns that say something of themselves; what they refer to is theirs to say."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in KEYS and not isinstance(field, models.ForeignKey)
    ]


def altered(value: Any, field: "models.Field[Any, Any]") -> Any:
    """The value with one thing other than before."""
    match value:
        case None if isinstance(field, models.DateTimeField):
            return datetime.fromisoformat("2026-11-23T09:00:00+07:00")
        case None | int():
            return (value or 0) + 1
        case datetime():
            return value + timedelta(microseconds=1)
        case str():
            return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"
        case list():
            return [*value, 1]
        case _:
            return {**value, next(iter(value), "x"): "altered"}


def unseen(row: Sharded, *names: str) -> list[str]:
    """Of the columns, those in which the database takes a change that no proof finds."""
    return [name for name in names if _alters(row, name) and not _found(row, name)]


def _found(row: Sharded, name: str) -> list[str]:
    """The faults while the column is altered; afterwards it is as it was."""
    with transaction.atomic():
        alter(row, name)
        found = faults()
        transaction.set_rollback(True)
    return found


def _alters(row: Sharded, name: str) -> bool:
    with transaction.atomic():
        taken = alter(row, name)
        transaction.set_rollback(True)
    return taken


def alter(row: Sharded, name: str) -> bool:
    """Change one column of one row; False when the database refuses that."""
    field = row._meta.get_field(name)
    assert isinstance(field, models.Field)
    value = altered(getattr(row, name), field)
    rows = type(row)._default_manager.filter(jurisdiction=row.jurisdiction, pk=row.pk)
    try:
        with transaction.atomic():
            return bool(rows.update(**{name: value}))
    except IntegrityError:
        return False


def test_what_acts_made_is_sound(returned: Dossier) -> None:
    assert faults() == []


def test_every_column_of_an_open_dossier(decided: Dossier) -> None:
    assert unseen(scenes.now(decided), *columns(Dossier)) == []


def test_every_column_of_a_closed_dossier(returned: Dossier) -> None:
    assert unseen(scenes.now(returned), *columns(Dossier)) == []


@pytest.mark.parametrize("name", ["agency", "holder_agency"])
def test_the_agency_of_a_dossier(cast: Cast, decided: Dossier, name: str) -> None:
    rows = Dossier.objects.filter(jurisdiction="H05", pk=decided.pk)
    rows.update(**{name: cast.next_door})

    assert faults()


@pytest.mark.parametrize("place", [0, 3, -1])
def test_every_column_of_an_entry(decided: Dossier, place: int) -> None:
    with without_trigger():
        assert unseen(entries_of(decided)[place], *columns(JournalEntry)) == []


@pytest.mark.parametrize("place", [0, 3, -1])
def test_an_entry_that_was_taken_away(decided: Dossier, place: int) -> None:
    with without_trigger():
        entry = entries_of(decided)[place]
        JournalEntry.objects.filter(jurisdiction="H05", pk=entry.pk).delete()

    assert faults()


def test_a_chain_that_was_made_anew_after_a_change(decided: Dossier) -> None:
    last = entries_of(decided)[-1]
    with without_trigger():
        last.data = {**last.data, "reason": "khác"}
        forged = chain.entry_hash(last.previous, journal.facts_of(last))
        rows = JournalEntry.objects.filter(jurisdiction="H05", pk=last.pk)
        rows.update(data=last.data, sha256=forged)

    assert faults()


@pytest.mark.parametrize("number", [1, 2])
def test_the_answers(decided: Dossier, number: int) -> None:
    revision = AnswerRevision.objects.get(jurisdiction="H05", dossier=decided, number=number)

    assert unseen(revision, *columns(AnswerRevision)) == []


def test_answers_that_were_taken_away(decided: Dossier) -> None:
    AnswerRevision.objects.filter(jurisdiction="H05", dossier=decided, number=1).delete()

    assert faults()


def test_what_was_asked(decided: Dossier) -> None:
    request = SupplementRequest.objects.get(jurisdiction="H05", dossier=decided)

    assert unseen(request, "items", "phase", "asked_at", "answer_by") == []


@pytest.mark.parametrize("number", [0, 1])
def test_the_list_of_papers(decided: Dossier, number: int) -> None:
    papers = DossierDocument.objects.filter(jurisdiction="H05", dossier=decided)
    paper = papers.order_by("id")[number]

    assert unseen(paper, *columns(DossierDocument)) == []


def test_a_paper_that_was_taken_away_or_added(decided: Dossier) -> None:
    (paper,) = papers_of(decided)
    DossierDocument.objects.filter(jurisdiction="H05", pk=paper.pk).delete()
    taken_away = faults()
    DossierDocument.objects.bulk_create([paper, _twin(paper)])

    assert taken_away
    assert faults()


def _twin(paper: DossierDocument) -> DossierDocument:
    return DossierDocument(
        jurisdiction="H05", dossier_id=paper.dossier_id, kind=paper.kind, file_id=paper.file_id,
        requirement=paper.requirement, filename=paper.filename, added_at=paper.added_at,
    )  # fmt: skip


def test_one_bit_of_a_file_on_the_disk(decided: Dossier) -> None:
    place = storage.path(papers_of(decided)[0].file.sha256)
    place.chmod(0o600)
    whole = place.read_bytes()
    place.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    altered_bit = faults()
    place.write_bytes(whole)
    mended = faults()
    place.unlink()

    assert altered_bit
    assert mended == []
    assert faults()


def test_the_file_that_a_paper_names(cast: Cast, decided: Dossier) -> None:
    papers = DossierDocument.objects.filter(jurisdiction="H05", dossier=decided)
    first, second = papers.order_by("id")
    papers.filter(pk=first.pk).update(file_id=second.file_id)

    assert faults()


def test_answers_and_salt_may_be_erased(returned: Dossier) -> None:
    AnswerRevision.objects.filter(jurisdiction="H05", dossier=returned).update(answers={})
    Dossier.objects.filter(jurisdiction="H05", pk=returned.pk).update(salt="")

    assert faults() == []


def test_a_salt_alone_may_not(returned: Dossier) -> None:
    Dossier.objects.filter(jurisdiction="H05", pk=returned.pk).update(salt="")

    assert faults()


def test_a_dossier_that_nobody_touched_is_not_blamed(cast: Cast, decided: Dossier) -> None:
    untouched = cast.submitted()
    Dossier.objects.filter(jurisdiction="H05", pk=decided.pk).update(applicant_name="Khác")

    assert {fault.place for fault in verification.faults("H05")} == {decided.code}
    assert untouched.code != decided.code
    assert verification.count("H05") == 2
