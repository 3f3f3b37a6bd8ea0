"""The figures of a place and period told apart: by agency, by service, by month.

Each line counts what its drill-down shows: the figures of that agency, service or month alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from motcua.agencies.models import Agency
from motcua.catalogue.models import Procedure
from motcua.insight.asking import Wanted
from motcua.insight.figures import Figures, figures
from motcua.insight.models import Cell
from motcua.insight.queries import A_DAY, add, months_before, sums_by
from motcua.insight.targets import targets_on

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One agency, service or month: `code` leads there, `figures` are made when somebody looks."""

    code: str
    name: str
    counts: Counts
    day: date

    @property
    def received(self) -> int:
        """How many dossiers came in."""
        return sum(one["received"] for one in self.counts.values())

    @cached_property
    def figures(self) -> Figures:
        """Its figures, held to the targets of the day."""
        return _figures(self.counts, self.day)


def by_agency(wanted: Wanted) -> list[Line]:
    """The agencies right below, each with all that is below it; those with the most dossiers first.

    An agency's own dossiers stand in a line of their own. Without dossiers and drafts: no line.
    Where all belong to one agency, as in a province, it is the agencies below that one.
    """
    known = {one.pk: one for one in Agency.objects.only("code", "name", "parent_id")}
    found: dict[Agency, Counts] = {}
    for place, agencies in wanted.scope.agencies.items():
        cells = Cell.objects.filter(jurisdiction=place, procedure=wanted.procedure)
        cells = cells.filter(agency__in=agencies) if agencies else cells.exclude(agency=None)
        for (pk, channel), counts in _sums(wanted, cells, "agency_id"):
            add(found.setdefault(known[pk], {}), channel, counts)
    lines = _grouped(found, known, wanted.scope.top)
    while len(lines) == 1 and (one := next(iter(lines))) not in found:
        lines = _grouped(found, known, one.pk)
    return _lines({(one.code, one.name): counts for one, counts in lines.items()}, wanted.last)


def by_procedure(wanted: Wanted) -> list[Line]:
    """The services in which something came in, those with the most dossiers first."""
    found: dict[int, Counts] = {}
    for place, agencies in wanted.scope.agencies.items():
        cells = Cell.objects.filter(jurisdiction=place).exclude(procedure=None)
        cells = cells.filter(agency__in=agencies) if agencies else cells.filter(agency=None)
        for (pk, channel), counts in _sums(wanted, cells, "procedure_id"):
            add(found.setdefault(pk, {}), channel, counts)
    named = Procedure.objects.in_bulk(found)
    return _lines(
        {(named[pk].code, named[pk].name): counts for pk, counts in found.items()}, wanted.last
    )


def by_month(wanted: Wanted, *, months: int = 12) -> list[tuple[date, Figures]]:
    """So many whole months until that of the last day, oldest first, each by its first day."""
    found: dict[date, Counts] = {months_before(wanted.last, n): {} for n in reversed(range(months))}
    for place, agencies in wanted.scope.agencies.items():
        cells = Cell.objects.filter(jurisdiction=place, procedure=wanted.procedure)
        cells = cells.filter(agency__in=agencies) if agencies else cells.filter(agency=None)
        first, after = min(found), months_before(wanted.last, -1)
        for (month, channel), counts in sums_by(
            cells, first, after - A_DAY, "first_day", "channel"
        ):
            add(found[month], channel, counts)
    return [(month, _figures(counts, wanted.last)) for month, counts in found.items()]


def _sums(
    wanted: Wanted, cells: "QuerySet[Cell]", by: str
) -> Iterator[tuple[tuple[Any, ...], dict[str, int]]]:
    return sums_by(cells, wanted.first, wanted.last, by, "channel")


def _grouped(
    found: Mapping[Agency, Counts], known: Mapping[int, Agency], top: int | None
) -> dict[Agency, Counts]:
    grouped: dict[Agency, Counts] = {}
    for agency, by_channel in found.items():
        above = grouped.setdefault(_below(agency, known, top), {})
        for channel, counts in by_channel.items():
            add(above, channel, counts)
    return grouped


def _below(agency: Agency, known: Mapping[int, Agency], top: int | None) -> Agency:
    """The one right below the top that this one belongs to, or the top itself."""
    if agency.pk == top or agency.parent_id is None or agency.parent_id == top:
        return agency
    return _below(known[agency.parent_id], known, top)


def _lines(found: Mapping[tuple[str, str], Counts], day: date) -> list[Line]:
    lines = [
        Line(code=code, name=name, counts=counts, day=day) for (code, name), counts in found.items()
    ]
    return sorted(lines, key=lambda one: (-one.received, one.name))


def _figures(counts: Counts, day: date) -> Figures:
    return figures(counts, coverage=None, targets=targets_on(day))
