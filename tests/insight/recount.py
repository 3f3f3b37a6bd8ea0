"""A second count, by another way: one dossier after another, from its journal and nothing quicker.

It shares no code with the room but the calendar's arithmetic: what a dossier is, is read off its
entries; agencies, days and channels are compared one by one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from motcua.agencies.calendars import legal_calendar
from motcua.core.worktime import add_time, worked_between
from motcua.dossiers.models import Dossier, Draft, JournalEntry
from motcua.feedback.models import Rating

EIGHT_HOURS = timedelta(hours=8)
FINAL = {
    "dossier.refused": "refused",
    "dossier.withdrawn": "withdrawn",
    "dossier.expired": "expired",
}


@dataclass
class Life:
    """What a dossier's journal tells of it."""

    came: datetime
    kinds: list[str] = field(default_factory=list)
    promised: datetime | None = None
    decided: datetime | None = None
    waits: bool = False
    answered: datetime | None = None
    asked_again: datetime | None = None


def recount(
    jurisdiction: str,
    *,
    first: date,
    last: date,
    at: datetime,
    agencies: Iterable[int] | None = None,
    procedure: int | None = None,
) -> dict[str, Any]:
    """Received, settled, open, ended, funnel and ratings of the period."""
    found: dict[str, Any] = {
        "received": dict.fromkeys(("online", "assisted", "counter", "post"), 0),
        "settled": dict.fromkeys(("early", "on_time", "late", "total"), 0),
        "open": {"in_time": 0, "overdue": 0},
        "ended": dict.fromkeys(("refused", "withdrawn", "expired"), 0),
        "n": 0, "satisfied": 0, "to_answer": 0, "answered_in_time": 0,
    }  # fmt: skip
    wanted = None if agencies is None else set(agencies)
    for dossier in Dossier.objects.filter(jurisdiction=jurisdiction).select_related("service"):
        if not first <= _day(dossier.submitted_at) <= last:
            continue
        if wanted is not None and dossier.agency_id not in wanted:
            continue
        if procedure is not None and dossier.service.procedure_id != procedure:
            continue
        _count(found, dossier, at)
    found["funnel"] = _funnel(jurisdiction, first, last, wanted, procedure)
    return found


def _count(found: dict[str, Any], dossier: Dossier, at: datetime) -> None:
    life = life_of(dossier)
    found["received"][dossier.channel] += 1
    ending = next((FINAL[kind] for kind in life.kinds if kind in FINAL), None)
    if life.decided:
        found["settled"][_how(life)] += 1
        found["settled"]["total"] += 1
    elif ending:
        found["ended"][ending] += 1
    else:
        limit = life.promised or life.asked_again
        late = not life.waits and limit is not None and limit < at
        found["open"]["overdue" if late else "in_time"] += 1
    if dossier.channel in ("online", "assisted"):
        _answer(found, life, ending, at)
    for rating in Rating.objects.filter(jurisdiction=dossier.jurisdiction, dossier=dossier):
        found["n"] += 1
        given = [rating.ease, rating.time, rating.conduct]
        found["satisfied"] += "not_yet_satisfied" not in given


def _answer(found: dict[str, Any], life: Life, ending: str | None, at: datetime) -> None:
    limit = add_time(legal_calendar(), life.came, EIGHT_HOURS)
    if life.answered:
        found["to_answer"] += 1
        found["answered_in_time"] += life.answered <= limit
    elif not ending and limit < at:
        found["to_answer"] += 1


def _how(life: Life) -> str:
    if life.promised is None:
        return "on_time"
    assert life.decided
    if life.decided > life.promised:
        return "late"
    left = worked_between(legal_calendar(), life.decided, life.promised)
    return "early" if left >= EIGHT_HOURS else "on_time"


def life_of(dossier: Dossier) -> Life:
    """The dossier as its entries tell it."""
    life = Life(came=dossier.submitted_at)
    entries = JournalEntry.objects.filter(jurisdiction=dossier.jurisdiction, dossier=dossier)
    handled = False
    for entry in entries.order_by("number"):
        name, data = entry.kind.removeprefix("dossier."), entry.data
        life.kinds.append(entry.kind)
        if name == "submitted":
            life.asked_again = add_time(legal_calendar(), entry.at, EIGHT_HOURS)
        if name in ("accepted", "received"):
            life.promised, life.asked_again, handled = _moment(data["appointment"]), None, True
        if name in ("accepted", "refused", "supplement_requested") and entry.number == 2:
            life.answered = entry.at
        if name == "supplement_requested":
            life.waits = True
        if name == "supplemented":
            life.waits = False
            if handled:
                life.promised = _moment(data["appointment"])
            else:
                life.asked_again = add_time(legal_calendar(), entry.at, EIGHT_HOURS)
        if name == "apologised":
            life.promised = _moment(data["new_appointment"])
        if name == "suspended":
            life.waits = True
        if name == "resumed":
            life.waits, life.promised = False, _moment(data["appointment"])
        if name == "decided":
            life.decided = entry.at
    return life


def _funnel(
    jurisdiction: str, first: date, last: date, wanted: set[int] | None, procedure: int | None
) -> dict[str, int]:
    found = dict.fromkeys(("starts", "submitted", "accepted", "settled", "rated"), 0)
    for draft in Draft.objects.filter(jurisdiction=jurisdiction).select_related("service"):
        if not first <= _day(draft.created_at) <= last:
            continue
        if wanted is not None and draft.agency_id not in wanted:
            continue
        if procedure is not None and draft.service.procedure_id != procedure:
            continue
        found["starts"] += 1
        if draft.dossier_id is None:
            continue
        found["submitted"] += 1
        dossier = Dossier.objects.get(jurisdiction=jurisdiction, pk=draft.dossier_id)
        kinds = life_of(dossier).kinds
        found["accepted"] += "dossier.accepted" in kinds
        found["settled"] += "dossier.decided" in kinds
        rated = Rating.objects.filter(jurisdiction=jurisdiction, dossier=dossier)
        found["rated"] += rated.exists()
    return found


def _day(moment: datetime) -> date:
    return (moment + timedelta(hours=7 - (moment.utcoffset() or timedelta()).seconds / 3600)).date()


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
