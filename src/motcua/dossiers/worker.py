"""The worker: drains the outbox, and does what time itself asks for.

At least once: a row is claimed for a while, its consumers run one after another, each is noted
when done. A failure comes back later, each time after a longer pause; after the last attempt the
row is dead and waits for the operator.
"""

import random
import threading
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from motcua.agencies.models import Agency
from motcua.core.refusals import Refusal
from motcua.core.states import State
from motcua.dossiers import drafts
from motcua.dossiers.actors import CLOCK
from motcua.dossiers.acts.expire import expire
from motcua.dossiers.models import Dossier, JournalEntry, OutboxRow
from motcua.dossiers.outbox import consumers

log = structlog.get_logger()
BATCH = 50
CLAIM = timedelta(minutes=5)
FIRST_PAUSE = timedelta(seconds=10)
LAST_ATTEMPT = 8  # after about twenty minutes


def run(*, stop: threading.Event, idle_seconds: float = 1.0) -> None:
    """Work until `stop` is set."""
    while not stop.is_set():
        if not work_once(at=timezone.now()):
            stop.wait(idle_seconds)


def work_once(*, at: datetime) -> int:
    """One round over all jurisdictions; how many rows and timers were handled."""
    return sum(drain(j, at=at) + run_timers(j, at=at) for j in jurisdictions())


def jurisdictions() -> list[str]:
    """Every jurisdiction that an agency points to."""
    return list(
        Agency.objects.order_by("jurisdiction").values_list("jurisdiction", flat=True).distinct()
    )


def drain(jurisdiction: str, *, at: datetime) -> int:
    """Handle one batch of what waits; how many rows were handled."""
    rows = _claim(jurisdiction, at)
    for row in rows:
        _handle(row, at)
    return len(rows)


def run_timers(jurisdiction: str, *, at: datetime) -> int:
    """Expire supplements that never came, forget drafts whose time is over."""
    late = Dossier.objects.filter(
        jurisdiction=jurisdiction,
        state=State.AWAITING_APPLICANT,
        closed_at=None,
        due_at__lt=at,
    )
    expired = 0
    for dossier in late[:BATCH]:
        try:
            expire(dossier, by=CLOCK, at=at)
            expired += 1
        except Refusal as refusal:  # answered or withdrawn in this very moment
            log.info("not_expired", dossier=dossier.pk, why=refusal.code)
    return expired + min(drafts.delete_expired(jurisdiction, at=at), 1)


def dead_letters(jurisdiction: str) -> list[OutboxRow]:
    """What was given up, oldest first."""
    rows = OutboxRow.objects.filter(jurisdiction=jurisdiction, dead_at__isnull=False)
    return list(rows.order_by("dead_at")[:200])


def retry(row: OutboxRow, *, at: datetime) -> None:
    """Let a dead row be tried again from the start of its attempts."""
    row.dead_at, row.attempts, row.next_at = None, 0, at
    row.save(update_fields=["dead_at", "attempts", "next_at"])


@transaction.atomic
def _claim(jurisdiction: str, at: datetime) -> list[OutboxRow]:
    """Take a batch for a while; another worker takes others."""
    waiting = OutboxRow.objects.select_for_update(skip_locked=True).filter(
        jurisdiction=jurisdiction, done_at=None, dead_at=None, next_at__lte=at
    )
    rows = list(waiting.order_by("next_at", "id")[:BATCH])
    ids = [row.pk for row in rows]
    OutboxRow.objects.filter(jurisdiction=jurisdiction, pk__in=ids).update(next_at=at + CLAIM)
    return rows


def _handle(row: OutboxRow, at: datetime) -> None:
    dossier, entry = _subject(row)
    try:
        for name, consumer in consumers.items():
            if name not in row.done:
                consumer(dossier, entry)
                row.done.append(name)
    except (
        Exception
    ) as error:  # any fault of any consumer: noted, tried again, seen by the operator
        _note_failure(row, error, at)
    else:
        row.done_at = at
    row.save(update_fields=["done", "done_at", "attempts", "next_at", "dead_at", "last_error"])


def _subject(row: OutboxRow) -> tuple[Dossier, JournalEntry]:
    dossiers = Dossier.objects.select_related(
        "agency", "service__procedure", "applicant", "form_version", "process_version",
        "procedure_version",
    )  # fmt: skip
    dossier = dossiers.get(jurisdiction=row.jurisdiction, pk=row.dossier_id)
    entry = JournalEntry.objects.get(
        jurisdiction=row.jurisdiction, dossier_id=row.dossier_id, number=row.entry_number
    )
    return dossier, entry


def _note_failure(row: OutboxRow, error: Exception, at: datetime) -> None:
    """Back-off doubles, with jitter; the class of the error is kept, never its text."""
    row.attempts += 1
    row.last_error = type(error).__name__
    log.warning("outbox_failed", row=row.pk, kind=row.kind, error=row.last_error)
    if row.attempts >= LAST_ATTEMPT:
        row.dead_at = at
    row.next_at = at + FIRST_PAUSE * 2 ** (row.attempts - 1) * random.uniform(0.8, 1.2)
