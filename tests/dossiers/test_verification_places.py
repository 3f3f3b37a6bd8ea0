"""Where the proof points: to the dossier, its entry or its paper, whatever befell the bytes."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from motcua.documents import storage
from motcua.dossiers import acts, chains, verification
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.dossiers.papers import papers_of
from tests.cast import PDF, Cast

GARBAGE = {"sqlite": "2026-13-45 00:00:00", "postgresql": "infinity"}  # moments nobody can read


@pytest.fixture
def _unguarded(db: None) -> None:
    """The journal without its trigger, as somebody who has the disk could have it."""
    guard = import_module("motcua.dossiers.migrations.0002_journal_is_final")
    with connection.cursor() as cursor:
        guard.backwards(apps, SimpleNamespace(connection=connection, execute=cursor.execute))


def found() -> list[tuple[str, str]]:
    return [(fault.place, fault.what) for fault in verification.faults("H05")]


def suspects() -> list[int]:
    return list(chains.suspects("H05"))


@pytest.mark.usefixtures("_unguarded")
@pytest.mark.parametrize(
    ("number", "change"),
    [
        (1, {"previous": "1" * 64}),
        (2, {"actor_name": "Ai đó"}),
        (2, {"data": "chữ"}),
        (2, {"sha256": "0" * 64}),
        (3, {"number": 4}),
    ],
)
def test_the_quick_walk_suspects_just_the_altered_journal(
    cast: Cast, number: int, change: dict[str, str]
) -> None:
    cast.accepted()
    dossier = acts.advance(
        acts.accept(
            acts.submit(cast.draft(), by=cast.applicant, at=cast.at, key="second"),
            by=cast.desk,
            at=cast.at + timedelta(microseconds=120),
        ),
        by=cast.handling,
        at=cast.at + timedelta(minutes=1),
        note="Đã xem",
    )
    assert suspects() == []
    entry = JournalEntry.objects.filter(jurisdiction="H05", dossier_id=dossier.pk, number=number)

    entry.update(**change)

    assert suspects() == [dossier.pk]
    [fault] = verification.broken_chains("H05")
    assert fault.place == dossier.code


@pytest.mark.usefixtures("_unguarded")
def test_the_quick_walk_finds_a_journal_that_was_cut(cast: Cast) -> None:
    dossier = cast.accepted()

    JournalEntry.objects.filter(jurisdiction="H05", dossier_id=dossier.pk, number=2).delete()

    assert suspects() == [dossier.pk]
    assert [fault.what for fault in verification.broken_chains("H05")] == ["nhật ký bị cắt ở cuối"]


def test_spoilt_bytes_are_named_by_dossier_and_file(cast: Cast) -> None:
    dossier = cast.accepted()
    [paper] = papers_of(dossier)
    path = storage.path(paper.file.sha256)
    path.chmod(0o644)
    path.write_bytes(PDF[:-1] + b"!")

    assert found() == [(dossier.code, "tệp “giấy.pdf” (paper) bị mất hoặc đã bị sửa")]


@pytest.mark.usefixtures("_unguarded")
def test_an_altered_entry_is_named_by_its_number(cast: Cast) -> None:
    dossier = cast.accepted()
    entry = JournalEntry.objects.filter(jurisdiction="H05", dossier_id=dossier.pk, number=2)
    entry.update(actor_name="Ai đó")

    assert found() == [(dossier.code, "mục 2 của nhật ký đã bị sửa: nội dung không khớp mã băm")]


@pytest.mark.usefixtures("_unguarded")
def test_data_that_is_no_data_any_more_is_a_fault_of_its_dossier(cast: Cast) -> None:
    dossier = cast.accepted()
    entry = JournalEntry.objects.filter(jurisdiction="H05", dossier_id=dossier.pk, number=2)
    entry.update(data="chữ")

    assert {place for place, _ in found()} == {dossier.code}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE dossiers_dossier SET step_since = %s WHERE jurisdiction = %s",
        "UPDATE dossiers_answerrevision SET created_at = %s WHERE jurisdiction = %s",
    ],
)
def test_bytes_that_nobody_can_read_are_a_fault_of_that_dossier_alone(cast: Cast, sql: str) -> None:
    spoilt = cast.submitted()
    with connection.cursor() as cursor:
        cursor.execute(sql, [GARBAGE[connection.vendor], "H05"])
    sound = acts.submit(cast.draft(subject="Khác"), by=cast.applicant, at=cast.at, key="second")

    assert {place for place, _ in found()} == {spoilt.code}
    assert sound.code != spoilt.code


def test_what_an_act_changes_while_one_looks_is_no_fault(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, looked = cast.submitted(), verification.faults_of
    waiting = [dossier]

    def act_comes_between(row: Dossier) -> object:
        if waiting:
            acts.accept(waiting.pop(), by=cast.desk, at=cast.at)
        return looked(row)

    monkeypatch.setattr(verification, "faults_of", act_comes_between)

    assert found() == []
