"""How procedures stand among the services: how much used, who offers them, at which levels."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Max, Min, Q, Sum

from motcua.catalogue.models import Service


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Of one procedure: `uses` of all its services; the rest of those that a search leaves.

    `only` is one of these services, which says something where it is the only one.
    """

    uses: int = 0
    offered_by: int = 0
    earned: int | None = None
    declared: int | None = None
    only: int | None = None


_NOWHERE = Standing()


def standings(procedures: Collection[int], services: Q) -> dict[int, Standing]:
    """By procedure, in one query."""
    found = dict.fromkeys(procedures, _NOWHERE)
    for number, left, uses, *offers in _rows(procedures, services):
        stand = found[number]
        total = stand.uses + uses
        found[number] = _offered(total, *offers) if left else replace(stand, uses=total)
    return found


def _offered(uses: int, offered_by: int, earned: int, declared: int | None, only: int) -> Standing:
    return Standing(uses=uses, offered_by=offered_by, earned=earned, declared=declared, only=only)


def _rows(procedures: Collection[int], services: Q) -> Iterable[tuple[Any, ...]]:
    """Two for each procedure at most: of the services that are left, and of the others."""
    left = ExpressionWrapper(services, output_field=BooleanField())
    grouped = Service.objects.filter(procedure__in=procedures).order_by()
    return grouped.values_list("procedure", left).annotate(
        Sum("uses"), Count("pk"), Max("earned_level"), Max("declared_level"), Min("pk")
    )
