"""Reading the figures of a place and a period, from a few rows of the rollups."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Sum

from motcua.agencies.models import Agency, exists_on
from motcua.agencies.queries import jurisdictions
from motcua.catalogue.models import Procedure, Service
from motcua.core.moments import end_of_day
from motcua.insight.figures import Figures, figures, share
from motcua.insight.models import COUNTS, Cell, Counted, Grain
from motcua.insight.targets import targets_on

A_DAY = timedelta(days=1)
PRACTICE = "X00"
"""The pseudo-jurisdiction of practice and sandbox; out of all figures by construction."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Whose dossiers: whole registries, and agencies by registry where not all are meant."""

    name: str
    agencies: dict[str, list[int] | None]
    """By jurisdiction: the agencies, or None for all that it has."""
    top: int | None = None
    """The agency that stands above all others of them, where one was asked for."""

    @property
    def jurisdictions(self) -> list[str]:
        """Every registry that is looked into."""
        return sorted(self.agencies)


def everywhere() -> Scope:
    """All agencies of all registries but that of practice."""
    return Scope(
        name="Tất cả cơ quan",
        agencies={place: None for place in jurisdictions() if place != PRACTICE},
    )


def scope_of(code: str) -> Scope | None:
    """The agency of this identifier with all below it, or a whole registry (`H05`); else None."""
    if code in jurisdictions():
        return Scope(name=f"Sổ hồ sơ {code}", agencies={code: None})
    if "\0" in code:
        return None
    agency = Agency.objects.filter(code=code).first()
    return below(agency) if agency else None


def below(agency: Agency) -> Scope:
    """The agency with its children and theirs, in force or not: old dossiers count too."""
    rows = list(Agency.objects.values_list("pk", "parent_id", "jurisdiction"))
    children: dict[int | None, list[int]] = {}
    for pk, parent, _ in rows:
        children.setdefault(parent, []).append(pk)
    found, waiting = set[int](), [agency.pk]
    while waiting:
        found.add(one := waiting.pop())
        waiting += [child for child in children.get(one, []) if child not in found]
    places: dict[str, list[int] | None] = {}
    for place in sorted({where for pk, _, where in rows if pk in found} - {PRACTICE}):
        mine = [pk for pk, _, where in rows if where == place]
        places[place] = None if found.issuperset(mine) else [pk for pk in mine if pk in found]
    return Scope(name=agency.name, agencies=places, top=agency.pk)


def statistics(
    scope: Scope, *, procedure: Procedure | None = None, first: date, last: date
) -> Figures:
    """The figures of the dossiers that came in from `first` to `last`, both included."""
    by_channel: dict[str, dict[str, int]] = {}
    for place, agencies in scope.agencies.items():
        cells = Cell.objects.filter(jurisdiction=place, procedure=procedure)
        cells = cells.filter(agency=None) if agencies is None else cells.filter(agency__in=agencies)
        for (channel,), counts in sums_by(cells, first, last, "channel"):
            add(by_channel, channel, counts)
    return figures(
        by_channel,
        coverage=coverage(scope, procedure=procedure, day=last),
        targets=targets_on(last),
    )


def coverage(scope: Scope, *, procedure: Procedure | None, day: date) -> float | None:
    """Services at earned level 3 and above among all, at the agencies in force on the day."""
    moment = end_of_day(day)
    there = Q(published_at__isnull=True) | Q(published_at__lte=moment)
    services = Service.objects.filter(there)
    if procedure is not None:
        services = services.filter(procedure=procedure)
    online = Q(earned_level__gte=3, published_at__isnull=False) & (
        Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=moment)
    )
    whole, part = 0, 0
    in_force = Agency.objects.filter(exists_on(day))
    for place, agencies in scope.agencies.items():
        offering = in_force.filter(jurisdiction=place)
        if agencies is not None:
            offering = offering.filter(pk__in=agencies)
        mine = services.filter(agency__in=offering)
        whole += mine.count()
        part += mine.filter(online).count()
    return share(part, whole)


def counted_at(scope: Scope) -> datetime | None:
    """As of when the figures are: the oldest count of the registries; None if one has none."""
    rows = Counted.objects.filter(jurisdiction__in=scope.jurisdictions)
    moments = dict(rows.values_list("jurisdiction", "counted_at"))
    found = [moments.get(place) for place in scope.jurisdictions]
    known = [one for one in found if one is not None]
    return min(known) if known and len(known) == len(found) else None


def sums_by(
    cells: "QuerySet[Cell]", first: date, last: date, *by: str
) -> Iterator[tuple[tuple[Any, ...], dict[str, int]]]:
    """The counts of these days added up, by the values of these columns; a key may come twice.

    One query for each grain: no index answers for months or days at once.
    """
    sums = {f"sum_{name}": Sum(name) for name in COUNTS}
    for grain, begins, ends in _periods(first, last):
        there = cells.filter(grain=grain, first_day__range=(begins, ends))
        for row in there.values(*by).annotate(**sums).order_by():
            key = tuple(row[column] for column in by)
            yield key, {name: row[f"sum_{name}"] for name in COUNTS}


def add(found: dict[str, dict[str, int]], channel: str, more: dict[str, int]) -> None:
    """Add counts to those of the channel."""
    counts = found.setdefault(channel, dict.fromkeys(COUNTS, 0))
    for name in COUNTS:
        counts[name] += more[name]


def months_before(day: date, months: int) -> date:
    """The first day of the month so many months earlier."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _periods(first: date, last: date) -> Iterator[tuple[Grain, date, date]]:
    """Whole months by the month, what is left at both ends by the day."""
    opens = first if first.day == 1 else _next_month(first)
    closes = last.replace(day=1) if (last + A_DAY).day > 1 else _next_month(last)
    if opens >= closes:
        yield Grain.DAY, first, last
        return
    yield Grain.MONTH, opens, closes - A_DAY
    if first < opens:
        yield Grain.DAY, first, opens - A_DAY
    if closes <= last:
        yield Grain.DAY, closes, last


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
