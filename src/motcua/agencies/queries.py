"""Reading agencies and administrative units, each page's need in one query.

A `day` left out is today: who asks for the past says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from motcua.agencies.models import AdministrativeUnit, Agency, exists_on
from motcua.core.folding import fold
from motcua.core.moments import local_day


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A province, district or commune as a list shows it."""

    code: str
    name: str
    kind: str
    parent: str
    parent_name: str

    @property
    def full_name(self) -> str:
        """`Phường Võ Cường, Tỉnh Bắc Ninh`."""
        return f"{self.name}, {self.parent_name}" if self.parent_name else self.name


def jurisdictions() -> list[str]:
    """Every jurisdiction that an agency points to."""
    return list(
        Agency.objects.order_by("jurisdiction").values_list("jurisdiction", flat=True).distinct()
    )


def units(
    parent: str | None = None, q: str = "", limit: int = 50, *, day: date | None = None
) -> list[Unit]:
    """Units under `parent` whose name, or a former name, has every syllable of `q`.

    With neither, the provinces; with `q` alone, everywhere. Syllables may be half typed. Best
    match first, larger before smaller, then by name.
    """
    words = fold(q)
    found = _in_force(day).filter(_has_syllables(words))
    if parent is not None or not words:
        found = found.filter(parent_code=parent or "")
    return _rows(found.order_by(_fit(words), "-kind", "folded", "code")[:limit], day)


def unit_names(codes: Iterable[str], *, day: date | None = None) -> dict[str, str]:
    """Full names by code, in one query; unknown codes are left out.

    A code that is not in force on `day` gives the name it had last.
    """
    wanted = set(codes) - {""}
    if not wanted:
        return {}
    found = AdministrativeUnit.objects.filter(code__in=wanted)
    holds = Case(When(exists_on(_day(day)), then=Value(1)), default=Value(0))
    best_last = found.order_by(holds, F("valid_to").asc(nulls_first=True))
    return {unit.code: unit.full_name for unit in _rows(best_last, day)}


def unit_and_above(code: str, *, day: date | None = None) -> list[str]:
    """The code itself, then those of the units it lies in, up to the province."""
    above = _in_force(day).filter(code=OuterRef("parent_code")).values("parent_code")[:1]
    row = _in_force(day).filter(code=code).values_list("parent_code", Subquery(above)).first()
    return [code, *(found for found in row or () if found)]


def agency_by_code(code: str) -> Agency | None:
    """The agency of this identifier, whether in force or not."""
    if "\0" in code:  # which no database takes
        return None
    return Agency.objects.filter(code=code).select_related("parent").first()


def agencies_in_force(*, day: date | None = None) -> QuerySet[Agency]:
    """Every agency that exists on this day, by name."""
    return Agency.objects.in_force(_day(day)).order_by("name", "pk")


def children(agency: Agency, *, day: date | None = None) -> QuerySet[Agency]:
    """The agencies right under this one, by name."""
    return agencies_in_force(day=day).filter(parent=agency)


def agencies_of_unit(code: str, *, day: date | None = None) -> QuerySet[Agency]:
    """The agencies that serve exactly this unit."""
    return agencies_in_force(day=day).filter(unit_code=code)


def agencies_serving(code: str, *, day: date | None = None) -> QuerySet[Agency]:
    """The agencies that serve who lives in this unit: its own and those of the units above."""
    return agencies_in_force(day=day).filter(unit_code__in=unit_and_above(code, day=day))


def _day(day: date | None) -> date:
    return day or local_day(timezone.now())


def _in_force(day: date | None) -> QuerySet[AdministrativeUnit]:
    return AdministrativeUnit.objects.in_force(_day(day))


def _has_syllables(words: str) -> Q:
    """Each word begins a syllable of the names; none asks for nothing."""
    condition = Q()
    for word in words.split():
        condition &= Q(folded__startswith=word) | Q(folded__contains=f" {word}")
    return condition


def _fit(words: str) -> Case:
    """0: the name ends with just these words, 1: they stand together in it, 2: apart."""
    return Case(
        When(Q(folded=words) | Q(folded__endswith=f" {words}"), then=Value(0)),
        When(Q(folded__startswith=words) | Q(folded__contains=f" {words}"), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def _rows(found: QuerySet[AdministrativeUnit], day: date | None) -> list[Unit]:
    """With the names of the units they lie in, by a subquery instead of a second query."""
    above = _in_force(day).filter(code=OuterRef("parent_code")).values("name")[:1]
    rows = found.values_list("code", "name", "kind", "parent_code", Subquery(above))
    return [
        Unit(code=code, name=name, kind=kind, parent=parent, parent_name=parent_name or "")
        for code, name, kind, parent, parent_name in rows
    ]
