"""What all acts share: lock the dossier, ask whether it can be, write, journal, outbox.

Every act is one transaction on one jurisdiction. `locked` opens it, `record` ends it.
"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from motcua.agencies.prepared import prepared
from motcua.core import states
from motcua.core.refusals import Conflict
from motcua.core.states import Act, Phase, State
from motcua.dossiers import journal, outbox, presenters
from motcua.dossiers.actors import Standing
from motcua.dossiers.models import Dossier, JournalEntry


def locked(dossier: Dossier, *, version: int | None = None) -> Dossier:
    """The dossier as it is now, locked until the transaction ends.

    `version` is what the person saw; if somebody acted since, raises `Conflict` with who and what.
    """
    found = _locked(dossier.jurisdiction, dossier.pk)
    if not found:
        raise Dossier.DoesNotExist
    check_version(found[0], version)
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
    phase = Phase(dossier.resume_to) if dossier.resume_to else None
    return states.step(State(dossier.state), act, resume_to=phase)


def change(dossier: Dossier, state: State, *, at: datetime, **columns: Any) -> None:
    """Set the new state and columns; a closed dossier is held by nobody and has no limit."""
    dossier.state, dossier.version = state, dossier.version + 1
    if state.is_closed:
        columns = {
            "holder_agency": None, "holder_role": "", "holder_officer": None, "due_at": None,
            "answer_by": None, "step_by": None, "closed_at": at, **columns,
        }  # fmt: skip
    for name, value in columns.items():
        setattr(dossier, name, value)


def record(dossier: Dossier, entry: journal.Entry, *, by: Standing, at: datetime) -> Dossier:
    """Save the dossier, its journal entry and its outbox row."""
    row = journal.append(dossier, entry, by=by, at=at)
    dossier.save(force_insert=dossier._state.adding)
    row.save(force_insert=True)
    outbox.put(row).save(force_insert=True)
    return dossier


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
