"""Counting again: a day from the rows, a month from its days; never inside an act.

Every few minutes the last 35 days and those on which something changed since, all days at night.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.db.models import Sum
from django.db.transaction import atomic

from motcua.agencies.calendars import legal_calendar
from motcua.core.ids import new_id
from motcua.core.moments import local, local_day
from motcua.insight import rows
from motcua.insight.models import COUNTS, Cell, Counted, Grain

LATELY = timedelta(days=35)
NIGHT = range(5)  # hours in which nobody waits for a page
A_NIGHT = timedelta(hours=20)
MARGIN = 600_000 << 22  # identifiers of ten minutes: what was being written then is counted again
BATCH = 500
Key = tuple[int | None, int | None, str]
"""Agency, procedure, channel; None stands for all."""


def refresh(
    jurisdiction: str, *, at: datetime, progress: Callable[[int], None] | None = None
) -> int:
    """Count what may have changed since the last time, or all when it is night or was never done.

    How many days were counted.
    """
    state = _state(jurisdiction)
    if _is_due(state, at):
        return recount_all(jurisdiction, at=at, progress=progress)
    newest = new_id()
    today = local_day(at)
    lately = {today - timedelta(days=n) for n in range(LATELY.days)}
    days = lately | rows.days_since(jurisdiction, state.seen - MARGIN)
    recount(jurisdiction, days, at=at, progress=progress)
    _note(jurisdiction, counted_at=at, seen=newest)
    return len(days)


def recount_all(
    jurisdiction: str, *, at: datetime, progress: Callable[[int], None] | None = None
) -> int:
    """Forget every number of the jurisdiction and count all its days; how many they were."""
    newest = new_id()
    days = list(rows.busy_days(jurisdiction, until=local_day(at)))
    kept = {*days, *(day.replace(day=1) for day in days)}
    known = Cell.objects.filter(jurisdiction=jurisdiction)
    stale = set(known.values_list("first_day", flat=True).distinct()) - kept
    for day in stale:
        known.filter(first_day=day).delete()
    recount(jurisdiction, days, at=at, progress=progress)
    _note(jurisdiction, counted_at=at, all_counted_at=at, seen=newest)
    return len(days)


def recount(
    jurisdiction: str,
    days: Iterable[date],
    *,
    at: datetime,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Count these days again, then the months they lie in."""
    wanted = sorted(days)
    _state(jurisdiction)
    for number, day in enumerate(wanted, start=1):
        _count_day(jurisdiction, day, at)
        if progress:
            progress(number)
    for month in sorted({day.replace(day=1) for day in wanted}):
        _add_up_month(jurisdiction, month)


@atomic
def _count_day(jurisdiction: str, day: date, at: datetime) -> None:
    _hold(jurisdiction)
    cells = Cell.objects.filter(jurisdiction=jurisdiction, grain=Grain.DAY, first_day=day)
    cells.delete()
    found = counts_of(jurisdiction, day, at=at)
    Cell.objects.bulk_create(
        [
            Cell(
                jurisdiction=jurisdiction,
                grain=Grain.DAY,
                first_day=day,
                agency_id=agency,
                procedure_id=procedure,
                channel=channel,
                **numbers,
            )
            for (agency, procedure, channel), numbers in found.items()
        ],
        batch_size=BATCH,
    )


def counts_of(jurisdiction: str, day: date, *, at: datetime) -> dict[Key, Counter[str]]:
    """The counts of one day, from the rows: by agency and procedure, by each alone, and of all."""
    legal, found = legal_calendar(), dict[Key, Counter[str]]()
    for place, dossier in rows.dossiers_of(jurisdiction, day):
        _add(found, place, dossier.channel, list(dossier.counts(at, legal)))
    for place, draft in rows.drafts_of(jurisdiction, day):
        _add(found, place, "", list(draft.counts()))
    return found


def _add(found: dict[Key, Counter[str]], place: rows.Place, channel: str, names: list[str]) -> None:
    for agency in (place[0], None):
        for procedure in (place[1], None):
            found.setdefault((agency, procedure, channel), Counter()).update(names)


@atomic
def _add_up_month(jurisdiction: str, month: date) -> None:
    _hold(jurisdiction)
    following = (month + timedelta(days=32)).replace(day=1)
    cells = Cell.objects.filter(jurisdiction=jurisdiction)
    cells.filter(grain=Grain.MONTH, first_day=month).delete()
    days = cells.filter(grain=Grain.DAY, first_day__gte=month, first_day__lt=following)
    sums = days.values("agency_id", "procedure_id", "channel").annotate(
        **{f"sum_{name}": Sum(name) for name in COUNTS}
    )
    Cell.objects.bulk_create(
        [
            Cell(
                jurisdiction=jurisdiction,
                grain=Grain.MONTH,
                first_day=month,
                agency_id=row["agency_id"],
                procedure_id=row["procedure_id"],
                channel=row["channel"],
                **{name: row[f"sum_{name}"] for name in COUNTS},
            )
            for row in sums.order_by()
        ],
        batch_size=BATCH,
    )


def _is_due(state: Counted, at: datetime) -> bool:
    if state.all_counted_at is None:
        return True
    return local(at).hour in NIGHT and state.all_counted_at <= at - A_NIGHT


def _state(jurisdiction: str) -> Counted:
    """The row of the jurisdiction; made where there is none yet."""
    found = Counted.objects.filter(jurisdiction=jurisdiction).first()
    if found is None:
        Counted(jurisdiction=jurisdiction).insert_unless_there()
        found = Counted.objects.get(jurisdiction=jurisdiction)
    return found


def _hold(jurisdiction: str) -> None:
    """Nobody else counts this jurisdiction until the transaction ends."""
    list(Counted.objects.select_for_update().filter(jurisdiction=jurisdiction))


def _note(jurisdiction: str, **columns: datetime | int) -> None:
    Counted.objects.filter(jurisdiction=jurisdiction).update(**columns)
