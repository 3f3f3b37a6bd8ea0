"""What narrows a search: place, agency, field, level; which services and procedures are left."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.query import QuerySet

from motcua.agencies.models import AdministrativeUnit, Agency
from motcua.catalogue.models import OFFERED, Procedure, Service


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows a search. `level` means earned at least so; `place` a unit's or agency's code.

    `offered=True` leaves out procedures that no agency offers online.
    """

    place: str | None = None
    agency: str | None = None
    field: str | None = None
    level: int | None = None
    declared: int | None = None
    offered: bool = False

    @property
    def leave_all(self) -> bool:
        """Do they leave every procedure?"""
        return not self.field and not self.need_a_service

    @property
    def need_a_service(self) -> bool:
        """Do they speak about services, so that a procedure without one falls out?"""
        return self.offered or any((self.place, self.agency, self.level, self.declared))


def services_left(filters: Filters, day: date) -> Q:
    """Which services the filters leave: offered now, by agencies in force on this day."""
    not_there = Agency.objects.filter(Q(valid_from__gt=day) | Q(valid_to__lte=day))
    found = OFFERED & ~Q(agency__in=not_there)
    if filters.agency:
        found &= Q(agency__in=Agency.objects.filter(code=_plain(filters.agency)))
    if filters.place:
        found &= Q(agency__in=Agency.objects.filter(_serves(_plain(filters.place), day)))
    if filters.level:
        found &= Q(earned_level__gte=filters.level)
    if filters.declared:
        found &= Q(declared_level=filters.declared)
    return found


def procedures_left(filters: Filters, services: Q) -> QuerySet[Procedure]:
    """Procedures in force that the filters leave; `services` are those of `services_left`."""
    found = Procedure.objects.filter(current__isnull=False).order_by()
    if filters.field:
        found = found.filter(field=_plain(filters.field))
    if filters.need_a_service:
        found = found.filter(Exists(Service.objects.filter(services, procedure=OuterRef("pk"))))
    return found


def _serves(place: str, day: date) -> Q:
    """Agencies for who lives there: of the unit itself, of its province, of the units in it."""
    own = Agency.objects.filter(code=place).values_list("unit_code", flat=True).first()
    if own == "":
        return Q(code=place)
    unit = own or place
    around = AdministrativeUnit.objects.in_force(day).filter(Q(code=unit) | Q(parent_code=unit))
    codes = {code for pair in around.values_list("code", "parent_code") for code in pair if code}
    return Q(unit_code__in={unit, *codes})


def _plain(text: str) -> str:
    """Without the sign that no database takes."""
    return text.replace("\x00", "")
