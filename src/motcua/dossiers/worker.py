"""The worker: drains the outbox, and does what time itself asks for.

At least once: a row is claimed for a while, its consumers run one after another, each is noted
when done; one that fails keeps no other from its turn. A failure comes back later, each time
after a longer pause; after the last attempt the row is dead and waits for the operator.
"""

import random
import threading
import time
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta

import structlog
from django.db import Error, close_old_connections, connection
from django.db.transaction import atomic
from django.utils import timezone

from motcua.agencies.queries import jurisdictions
from motcua.core.refusals import Refusal
from motcua.core.states import State
from motcua.dossiers import calendar_changes, draft_lives, idempotency, upkeep, watchdog
from motcua.dossiers.actors import CLOCK
from motcua.dossiers.acts.expire import expire
from motcua.dossiers.models import Dossier, JournalEntry, OutboxRow
from motcua.dossiers.outbox import consumers

log = structlog.get_logger()
BATCH = 50
CLAIM = timedelta(minutes=5)
FIRST_PAUSE = timedelta(seconds=10)
LAST_ATTEMPT = 8  # after about twenty minutes
TIMERS_EVERY = 60.0  # seconds
WATCH_EVERY = 300.0
UPKEEP_EVERY = 3600.0
ROUNDS_EVERY = 300.0


def run(*, stop: threading.Event, idle_seconds: float = 1.0) -> None:
    """Work until `stop` is set; the row at hand is finished first.

    A database that is lost, or that refuses something, ends one round and not the worker.
    """
    timers_at = watch_at = upkeep_at = rounds_at = time.monotonic()
    while not stop.is_set():
        try:
            close_old_connections()
            done = sum(drain(j, at=timezone.now(), stop=stop) for j in jurisdictions())
            if time.monotonic() >= timers_at:
                done += sum(run_timers(j, at=timezone.now()) for j in jurisdictions())
                timers_at = time.monotonic() + TIMERS_EVERY
            if time.monotonic() >= watch_at and not done:
                watch_all(at=timezone.now())
                watch_at = time.monotonic() + WATCH_EVERY
            if time.monotonic() >= upkeep_at and not done:
                _keep_up(timezone.now())
                upkeep_at = time.monotonic() + UPKEEP_EVERY
            if time.monotonic() >= rounds_at and not done:
                _make_rounds(timezone.now())
                rounds_at = time.monotonic() + ROUNDS_EVERY
        except Error as error:
            log.warning("round_broken", error=type(error).__name__)
            connection.close()
            done = 0
        if not done:
            stop.wait(idle_seconds)


def _keep_up(at: datetime) -> None:
    for jurisdiction in jurisdictions():
        upkeep.keep_up(jurisdiction, at=at)
    upkeep.keep_up_shared(at=at)


def watch_all(*, at: datetime) -> int:
    """Let the watchdog go round all jurisdictions; how much changed."""
    return sum(watchdog.watch(jurisdiction, at=at) for jurisdiction in jurisdictions())


def _make_rounds(at: datetime) -> None:
    for jurisdiction in jurisdictions():
        upkeep.make_rounds(jurisdiction, at=at)


def work_once(*, at: datetime) -> int:
    """One round over all jurisdictions; how many rows and timers were handled."""
    return sum(drain(j, at=at) + run_timers(j, at=at) for j in jurisdictions())


def drain(jurisdiction: str, *, at: datetime, stop: threading.Event | None = None) -> int:
    """Handle one batch of what waits; how many rows were handled before `stop` was set."""
    rows = _claim(jurisdiction, at)
    for number, row in enumerate(rows):
        if stop is not None and stop.is_set():
            _give_back(jurisdiction, rows[number:], at)
            return number
        _handle(row, at)
    return len(rows)


def run_timers(jurisdiction: str, *, at: datetime) -> int:
    """Follow a changed calendar, expire supplements that never came, forget what is over."""
    forgotten = draft_lives.delete_expired(jurisdiction, at=at)
    forgotten += idempotency.forget_old(jurisdiction, at=at)
    moved = calendar_changes.keep_in_step(jurisdiction, at=at)
    return moved + _expire_late(jurisdiction, at) + forgotten


def dead_letters(jurisdiction: str) -> list[OutboxRow]:
    """What was given up, oldest first."""
    rows = OutboxRow.objects.filter(jurisdiction=jurisdiction, dead_at__isnull=False)
    return list(rows.order_by("dead_at")[:200])


def retry(row: OutboxRow, *, at: datetime) -> None:
    """Let a dead row be tried again from the start of its attempts."""
    row.dead_at, row.attempts, row.next_at = None, 0, at
    row.save(update_fields=["dead_at", "attempts", "next_at"])


@atomic
def _claim(jurisdiction: str, at: datetime) -> list[OutboxRow]:
    """Take a batch for a while; another worker takes others."""
    waiting = OutboxRow.objects.select_for_update(skip_locked=True).filter(
        jurisdiction=jurisdiction, done_at=None, dead_at=None, next_at__lte=at
    )
    rows = list(waiting.order_by("next_at", "id")[:BATCH])
    _come_back(jurisdiction, rows, at + CLAIM)
    return rows


def _give_back(jurisdiction: str, rows: list[OutboxRow], at: datetime) -> None:
    """The worker stops: another, or the next, may have them at once."""
    _come_back(jurisdiction, rows, at)


def _come_back(jurisdiction: str, rows: list[OutboxRow], at: datetime) -> None:
    ids = [row.pk for row in rows]
    OutboxRow.objects.filter(jurisdiction=jurisdiction, pk__in=ids).update(next_at=at)


def _handle(row: OutboxRow, at: datetime) -> None:
    """Let every consumer that has not had the row yet have it."""
    failed = _consume(row)
    if failed:
        _note_failure(row, failed, at)
    else:
        row.done_at = at
    row.save(update_fields=["done", "done_at", "attempts", "next_at", "dead_at", "last_error"])


def _consume(row: OutboxRow) -> list[str]:
    """Who failed, and by which class of error; its text may name persons and is not kept."""
    failed = []
    for name, consumer in consumers.items():
        if name in row.done:
            continue
        try:
            with _undone_alone():
                consumer(*_subject(row))
            row.done.append(name)
        except Exception as error:  # of any kind: noted, tried again, seen by the operator
            failed.append(f"{name}: {type(error).__name__}")
    return failed


def _undone_alone() -> AbstractContextManager[object]:
    """Inside a transaction, a consumer's fault must not spoil it for the others.

    Outside of one each statement stands by itself: a slow consumer may not hold SQLite's one
    lock for writing, and does again what it left half done.
    """
    return atomic() if connection.in_atomic_block else nullcontext()


def _subject(row: OutboxRow) -> tuple[Dossier, JournalEntry]:
    """Read anew for each consumer: it may write to what it gets."""
    dossiers = Dossier.objects.select_related("agency", "service__procedure", "applicant")
    dossier = dossiers.get(jurisdiction=row.jurisdiction, pk=row.dossier_id)
    entry = JournalEntry.objects.get(
        jurisdiction=row.jurisdiction, dossier_id=row.dossier_id, number=row.entry_number
    )
    return dossier, entry


def _note_failure(row: OutboxRow, failed: list[str], at: datetime) -> None:
    """Back-off doubles, with jitter."""
    row.attempts += 1
    row.last_error = ", ".join(failed)[:300]
    log.warning("outbox_failed", row=row.pk, kind=row.kind, error=row.last_error)
    if row.attempts >= LAST_ATTEMPT:
        row.dead_at = at
    row.next_at = at + FIRST_PAUSE * 2 ** (row.attempts - 1) * random.uniform(0.8, 1.2)


def _expire_late(jurisdiction: str, at: datetime) -> int:
    late = Dossier.objects.filter(
        jurisdiction=jurisdiction, state=State.AWAITING_APPLICANT, due_at__lt=at
    )
    expired = 0
    for dossier in late.order_by("due_at")[:BATCH]:
        try:
            expire(dossier, by=CLOCK, at=at)
            expired += 1
        except Refusal as refusal:  # answered or withdrawn in this very moment
            log.info("not_expired", dossier=dossier.pk, why=refusal.code)
    return expired
