"""What all acts share: lock the dossier, ask whether it can be, write, journal, outbox.

Every act is one transaction on one jurisdiction. `locked` opens it, `record` ends it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from motcua.agencies.prepared import prepared
from motcua.agencies.sharding import add_all
from motcua.core import states
from motcua.core.refusals import Conflict, WrongState
from motcua.core.states import Act, Phase, State
from motcua.dossiers import journal, outbox, presenters
from motcua.dossiers.actors import Standing
from motcua.dossiers.models import Dossier, JournalEntry

# Written when the dossier comes in, and never by an act after that: the seal would tell.
FIXED = frozenset({
    "id", "jurisdiction", "code", "channel", "service", "procedure_version",
    "form_version", "process_version", "secret", "salt", "submitted_at", "reason_for_counter",
    "applicant_name", "applicant_phone", "applicant_email", "return_way", "return_address",
})  # fmt: skip
TOGETHER = 500  # entries added at once
CHANGING = [one.name for one in Dossier._meta.local_concrete_fields if one.name not in FIXED]

NOT_WHILE_AWAITED = frozenset({
    Act.ADVANCE, Act.SEND_BACK, Act.DECIDE, Act.REQUEST_SUPPLEMENT, Act.SUSPEND,
})  # fmt: skip
"""What needs the answer of whoever was asked, or its silence beyond the time it had."""


@dataclass
class _Held:
    """What one transaction has locked and written, and the entries that it has yet to add."""

    dossiers: dict[int, Dossier] = field(default_factory=dict)
    entries: list[JournalEntry] = field(default_factory=list)

    def add(self) -> None:
        """Add the entries that wait."""
        add_all(self.entries)
        self.entries.clear()


_held: ContextVar[_Held | None] = ContextVar("held", default=None)


@contextmanager
def holding() -> Iterator[None]:
    """Within one transaction: what it has locked and written is not read a second time.

    Entries of journals, which no act reads, are added many at once, and the outbox hears nothing.
    """
    held = _Held()
    token = _held.set(held)
    try:
        yield
        held.add()
    finally:
        _held.reset(token)


def locked(dossier: Dossier, *, version: int | None = None) -> Dossier:
    """The dossier as it is now, locked until the transaction ends.

    `version` is what the person saw; if somebody acted since, raises `Conflict` with who and what.
    """
    held = _held.get()
    now = held.dossiers.get(dossier.pk) if held else None
    now = now or _read_locked(dossier)
    check_version(now, version)
    return now


def _read_locked(dossier: Dossier) -> Dossier:
    found = _locked(dossier.jurisdiction, dossier.pk)
    if not found:
        raise Dossier.DoesNotExist
    return found[0]


@prepared
def _locked(jurisdiction: str, number: int) -> QuerySet[Dossier]:
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("agency")
    return rows.filter(jurisdiction=jurisdiction, pk=number)


def check_version(dossier: Dossier, version: int | None) -> None:
    """Raises `Conflict` with who did what, when somebody acted since this version."""
    if version is not None and version != dossier.version:
        raise _changed_since(dossier, version)


def check_can(act: Act, dossier: Dossier) -> State:
    """The state after the act; raises `WrongState` with the acts that are possible instead."""
    if dossier.awaited_agency is not None and act in NOT_WHILE_AWAITED:
        raise _awaited(dossier.awaited_agency.name)
    phase = Phase(dossier.resume_to) if dossier.resume_to else None
    return states.step(State(dossier.state), act, resume_to=phase)


def change(dossier: Dossier, state: State, *, at: datetime, **columns: Any) -> None:
    """Set the new state and columns; a closed dossier is held by nobody and has no limit."""
    dossier.state, dossier.version = state, dossier.version + 1
    if state.is_closed:
        columns = {
            "holder_agency": None, "holder_role": "", "holder_officer": None, "due_at": None,
            "answer_by": None, "step_by": None, "awaited_agency": None, "closed_at": at, **columns,
        }  # fmt: skip
    for name, value in columns.items():
        setattr(dossier, name, value)


def record(
    dossier: Dossier,
    entry: journal.Entry,
    *,
    by: Standing,
    at: datetime,
    also: Iterable[str] = (),
) -> Dossier:
    """Save the dossier, its journal entry and its outbox row.

    `also` are columns that are `FIXED` for all acts but this one.
    """
    row = journal.append(dossier, entry, by=by, at=at)
    if dossier._state.adding:
        dossier.save(force_insert=True)
    else:
        dossier.save(update_fields=[*CHANGING, *also])
    held = _held.get()
    if held is None:
        row.save(force_insert=True)
        outbox.put(row).save(force_insert=True)
    else:
        _hold(held, dossier, row)
    return dossier


def _hold(held: _Held, dossier: Dossier, entry: JournalEntry) -> None:
    held.dossiers[dossier.pk] = dossier
    held.entries.append(entry)
    if len(held.entries) >= TOGETHER:
        held.add()


def _awaited(name: str) -> WrongState:
    return WrongState(
        f"Đang chờ ý kiến của {name}.",
        why="Đã hỏi ý kiến thì chờ trả lời, hoặc chờ hết hạn trả lời.",
        mend="Có trả lời thì làm tiếp; quá hạn thì chọn “Làm tiếp không chờ ý kiến”.",
    )


def _changed_since(dossier: Dossier, version: int) -> Conflict:
    since = JournalEntry.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk, number__gt=version
    ).order_by("-number")
    entries = list(since[:5])
    who = presenters.who(entries[0]) if entries else "Người khác"
    return Conflict(
        f"{who} vừa thay đổi hồ sơ này.",
        why=f"Hồ sơ nay ở trạng thái “{State(dossier.state).label}”.",
        mend="Xem lại rồi làm tiếp.",
        version=dossier.version,
        changes=[entry.kind for entry in entries],
    )
