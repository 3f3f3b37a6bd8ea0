"""The inbox of an agency: questions to answer, and steps of dossiers of other jurisdictions.

An index in the jurisdiction of the agency that is waited for, written by the worker from the
dossier as it stands; so an act changes nothing but its own jurisdiction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from motcua.agencies.codes import is_agency_code
from motcua.core.codes import jurisdiction_of
from motcua.core.states import State
from motcua.dossiers.actors import Officer
from motcua.dossiers.consultations import consultations_of
from motcua.dossiers.cursors import cursor_of, position_of
from motcua.dossiers.holding import held_by, process_of, step_of
from motcua.dossiers.models import Dossier, InboxItem, JournalEntry
from motcua.dossiers.queue_counts import MOST

PAGE = 25
HANDLED = (State.ACCEPTED, State.AWAITING_APPLICANT, State.SUSPENDED)
LONGEST = 300


@dataclass(frozen=True, kw_only=True)
class InboxPage:
    """What waits, ordered by `due_at`, and the cursor of the next page."""

    items: list[InboxItem]
    next: str | None


@transaction.atomic
def index(dossier: Dossier, entry: JournalEntry) -> None:
    """Consumer: bring the rows of this dossier up to date in every inbox it may stand in."""
    elsewhere = _other_places(dossier) | _handed_over(entry)
    if dossier.consulted_at is None and not elsewhere:
        return
    # Locked, so that of two workers whoever comes last writes what is newest.
    rows = Dossier.objects.select_for_update(of=("self",)).select_related(
        "agency", "holder_agency", "service__procedure"
    )
    now = rows.get(jurisdiction=dossier.jurisdiction, pk=dossier.pk)
    wanted = list(_wanted(now))
    asked = {one.agency.jurisdiction for one in consultations_of(now)}
    for place in sorted({*elsewhere, *asked}):
        _put(now, place, [one for one in wanted if one["agency"].jurisdiction == place])


def inbox(by: Officer, *, cursor: str = "", limit: int = PAGE) -> InboxPage:
    """What waits at this officer's agencies, the most urgent first. Raises `BadCursor`."""
    after = position_of(cursor)
    rows = _of(by)
    if after is not None:
        rows = rows.filter(Q(due_at__gt=after[0]) | Q(due_at=after[0], id__gt=after[1]))
    found = list(rows.select_related("agency").order_by("due_at", "id")[: limit + 1])
    page = found[:limit]
    more = len(found) > limit
    last = cursor_of(page[-1].due_at, page[-1].pk) if more else None
    return InboxPage(items=page, next=last)


def inbox_count(by: Officer) -> int:
    """How much waits in her inbox, exact up to a thousand."""
    return _of(by)[:MOST].count()


def _of(by: Officer) -> QuerySet[InboxItem]:
    agencies = {posting.agency_id: posting.agency.jurisdiction for posting in by.workplaces}
    return InboxItem.objects.filter(
        jurisdiction__in=set(agencies.values()), agency_id__in=set(agencies)
    )


def _other_places(dossier: Dossier) -> set[str]:
    """Jurisdictions of agencies that do a step, other than the dossier's own."""
    named = {step.agency for step in process_of(dossier).steps if is_agency_code(step.agency)}
    return {jurisdiction_of(code) for code in named} - {dossier.jurisdiction}


def _handed_over(entry: JournalEntry) -> set[str]:
    """Jurisdictions from which and to which a step or a question was handed over."""
    changes = [entry.data.get("step") or {}, *entry.data.get("asked", ())]
    codes = {one.get(side) for one in changes for side in ("from_agency", "to_agency")}
    return {jurisdiction_of(code) for code in codes if code}


def _wanted(dossier: Dossier) -> Iterator[dict[str, Any]]:
    if dossier.state not in HANDLED:
        return
    for one in _latest(dossier):
        yield {
            "agency": one.agency, "kind": InboxItem.Kind.CONSULTATION, "due_at": one.answer_by,
            "sent_at": one.asked_at, "sent_by": one.asked_by.name, "doing": "Trả lời ý kiến",
        }  # fmt: skip
    holder, step = held_by(dossier), step_of(dossier)
    if holder.jurisdiction != dossier.jurisdiction and step and dossier.holder_role:
        yield {
            "agency": holder, "kind": InboxItem.Kind.STEP, "due_at": dossier.due_at,
            "sent_at": dossier.step_since, "sent_by": dossier.agency.name,
            "doing": step.name[:LONGEST],
        }  # fmt: skip


def _latest(dossier: Dossier) -> Iterable[Any]:
    """Of each agency the last question, while it is not answered, even if nobody waits for it."""
    last = {one.agency_id: one for one in consultations_of(dossier)}
    return [one for one in last.values() if one.answered_at is None]


def _put(dossier: Dossier, place: str, wanted: list[dict[str, Any]]) -> None:
    """The rows of this dossier in one jurisdiction: those that are wanted, and no others."""
    here = InboxItem.objects.filter(
        jurisdiction=place, home=dossier.jurisdiction, dossier_id=dossier.pk
    )
    kept = Q()
    for row in wanted:
        kept |= Q(agency=row["agency"], kind=row["kind"])
    (here.exclude(kept) if wanted else here).delete()
    for row in wanted:
        InboxItem.objects.update_or_create(
            jurisdiction=place, agency=row["agency"], code=dossier.code, kind=row["kind"],
            defaults={
                **{name: row[name] for name in ("due_at", "sent_at", "sent_by", "doing")},
                "home": dossier.jurisdiction,
                "dossier_id": dossier.pk,
                "procedure_name": dossier.service.procedure.name[:1000],
            },
        )  # fmt: skip
