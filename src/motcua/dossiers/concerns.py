"""Reading what the watchdog found, and proof that no open dossier is silent."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from motcua.agencies import calendars
from motcua.agencies.queries import agencies_in_force
from motcua.core.states import State, possible
from motcua.core.worktime import worked_between
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Concern, Consultation, Dossier

MOST = 1000
HEADS_AFTER = timedelta(hours=4)
"""Working time that the holder has before the head is told."""


def concerns_at(by: Officer, *, after: int = 0, most: int = 50) -> list[Concern]:
    """What is open at the agencies where this officer works, the oldest first, with the dossier.

    `after` is the id of the last one shown.
    """
    rows = _open_at(by).filter(pk__gt=after) if after else _open_at(by)
    shown = rows.select_related(
        "dossier__service__procedure",
        "dossier__agency",
        "dossier__holder_agency",
        "dossier__holder_officer",
        "dossier__awaited_agency",
    )
    return list(shown.order_by("id")[:most])


def count_at(by: Officer) -> int:
    """How many are open where this officer works; 1,000 means at least so many."""
    return len(_open_at(by).values_list("pk")[:MOST])


def concerns_of(dossier: Dossier) -> list[Concern]:
    """What is open on one dossier."""
    rows = Concern.objects.filter(jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk)
    return list(rows.filter(cleared_at=None).order_by("since", "id"))


def untold(jurisdiction: str, *, at: datetime) -> list[Concern]:
    """What no head was told yet and its holder had time to mend, by agency."""
    legal = calendars.legal_calendar()
    rows = Concern.objects.filter(
        jurisdiction=jurisdiction,
        dossier__jurisdiction=jurisdiction,
        cleared_at=None,
        told_at=None,
        found_at__lte=at - HEADS_AFTER,
    )
    waited = rows.select_related("dossier", "agency").order_by("agency_id", "since", "id")
    return [one for one in waited if worked_between(legal, one.found_at, at) >= HEADS_AFTER]


def told_since(jurisdiction: str, moment: datetime) -> set[int]:
    """The agencies whose heads were told something since this moment."""
    rows = Concern.objects.filter(jurisdiction=jurisdiction, told_at__gte=moment)
    return set(rows.values_list("agency", flat=True))


def note_told(concerns: Iterable[Concern], *, at: datetime) -> None:
    """The head was told of these."""
    for one in concerns:
        one.told_at = at
        one.save(update_fields=["told_at"])


def silent(jurisdiction: str) -> tuple[list[str], int]:
    """Codes of open dossiers without holder, next act or time (there are none), of how many."""
    rows = Dossier.objects.filter(jurisdiction=jurisdiction, closed_at=None)
    dead_ends = [state for state in State if not state.is_closed and not possible(state)]
    with_applicant = Q(state=State.AWAITING_APPLICANT)
    faults = Q(holder_agency=None) | Q(due_at=None) | Q(state__in=dead_ends)
    faults |= Q(holder_role="") & ~with_applicant
    return list(rows.filter(faults).values_list("code", flat=True)[:MOST]), rows.count()


def unheard(jurisdiction: str, *, day: date) -> tuple[list[str], int]:
    """Codes of open dossiers that wait for an agency that nobody can be, of how many that wait.

    The agency has ended or never was; an upkeep passes such a question on within the hour.
    """
    rows = Consultation.objects.filter(
        jurisdiction=jurisdiction, answered_at=None, lapsed_at=None,
        dossier__jurisdiction=jurisdiction, dossier__closed_at=None,
    )  # fmt: skip
    lost = rows.exclude(agency__in=agencies_in_force(day=day))
    return list(lost.values_list("dossier__code", flat=True)[:MOST]), rows.count()


def _open_at(by: Officer) -> QuerySet[Concern]:
    places = {posting.agency_id: posting.agency.jurisdiction for posting in by.workplaces}
    jurisdictions = list(set(places.values()))
    return Concern.objects.filter(
        jurisdiction__in=jurisdictions,
        dossier__jurisdiction__in=jurisdictions,
        agency__in=list(places),
        cleared_at=None,
    )
