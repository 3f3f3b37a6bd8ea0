"""Reads of the catalogue, each in a fixed number of queries. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum

from motcua.agencies.models import Agency
from motcua.agencies.prepared import prepared
from motcua.catalogue.content import Channel, ProcedureContent
from motcua.catalogue.fee_tables import lines_of
from motcua.catalogue.fees import fee
from motcua.catalogue.models import Procedure, Service
from motcua.core.deadlines import TimeLimit, TimeUnit

__all__ = [
    "FieldRow",
    "agencies_offering",
    "content_of",
    "fee",
    "fields",
    "methods_by_channel",
    "most_used",
    "procedure_or_none",
    "received_or_none",
    "service_or_none",
    "services_at",
    "services_at_any",
    "services_of",
    "time_limit",
    "time_limits",
]

_WITH = ("procedure__current", "agency", "form", "process")


@dataclass(frozen=True, kw_only=True)
class FieldRow:
    """A field (lĩnh vực) with how many procedures it has, and how many of them are offered."""

    name: str
    procedures: int
    offered: int


def procedure_or_none(code: str) -> Procedure | None:
    """The procedure of this code; one query. No code holds a NUL, which no database takes."""
    return None if "\0" in code else next(iter(_procedure(code)), None)


@prepared
def _procedure(code: str) -> QuerySet[Procedure]:
    return Procedure.objects.filter(code=code)


def content_of(procedure: Procedure) -> ProcedureContent:
    """What is published about the procedure, and its fee table. Raises `ValueError`.

    Load it with `current`.
    """
    if procedure.current is None:
        raise ValueError(f"procedure {procedure.code} has no published version")
    content = ProcedureContent.from_json(procedure.current.content)
    table = procedure.fee_table
    return replace(content, fee_table=lines_of(table)) if table else content


def service_or_none(procedure_code: str, agency_code: str) -> Service | None:
    """The service that is offered now, with procedure and agency; one query."""
    if "\0" in procedure_code + agency_code:
        return None
    return next(iter(_service(procedure_code, agency_code)), None)


@prepared
def _service(procedure: str, agency: str) -> QuerySet[Service]:
    found = Service.objects.offered().filter(procedure__code=procedure, agency__code=agency)
    return found.select_related("procedure", "agency")


def received_or_none(procedure_code: str, agency_code: str) -> Service | None:
    """The service that this counter receives now, online or not; one query."""
    if "\0" in procedure_code + agency_code:
        return None
    return next(iter(_received(procedure_code, agency_code)), None)


@prepared
def _received(procedure: str, agency: str) -> QuerySet[Service]:
    found = Service.objects.received().filter(procedure__code=procedure, agency__code=agency)
    return found.select_related("procedure", "agency")


def services_of(procedure: Procedure) -> list[Service]:
    """Where the procedure is offered now, by the agency's name; one query."""
    return _services(procedure.pk)


@prepared
def _services(procedure: int) -> QuerySet[Service]:
    return (
        Service.objects.offered()
        .filter(procedure=procedure)
        .select_related(*_WITH)
        .order_by("agency__name", "agency__code")
    )


def agencies_offering(procedure: Procedure, day: date) -> list[Agency]:
    """The agencies in force on this day that offer the procedure now; one query."""
    offering = Service.objects.offered().filter(procedure=procedure).values("agency")
    return list(Agency.objects.in_force(day).filter(pk__in=offering).order_by("name", "code"))


def services_at(agency: Agency) -> list[Service]:
    """What the agency offers now, by the procedure's name; one query."""
    return list(
        Service.objects.offered()
        .filter(agency=agency)
        .select_related(*_WITH)
        .order_by("procedure__name", "procedure__code")
    )


def services_at_any(agencies: Iterable[Agency]) -> list[Service]:
    """What the counters of these agencies receive now, the most used first; one query."""
    return list(
        Service.objects.received()
        .filter(agency__in=[agency.pk for agency in agencies])
        .select_related(*_WITH)
        .order_by("-uses", "procedure__name", "procedure__code", "agency__name")
    )


def fields() -> list[FieldRow]:
    """Every field, those with most offered procedures first; one query."""
    rows = (
        Procedure.objects.exclude(field="")
        .values("field")
        .annotate(
            procedures=Count("pk", distinct=True),
            offered=Count("pk", distinct=True, filter=_offered("services__")),
        )
        .order_by("-offered", "-procedures", "field")
    )
    return [
        FieldRow(name=row["field"], procedures=row["procedures"], offered=row["offered"])
        for row in rows
    ]


def most_used(limit: int) -> list[Procedure]:
    """The offered procedures with most dossiers, each with its version and offered services.

    `uses` on each is the sum over its services; `offered_services` is the list. Two queries.
    """
    offered = Service.objects.offered().select_related("agency").order_by("-uses", "pk")
    return list(
        Procedure.objects.filter(_offered("services__"))
        .annotate(uses=Sum("services__uses"))
        .select_related("current")
        .prefetch_related(Prefetch("services", queryset=offered, to_attr="offered_services"))
        .order_by(F("uses").desc(), "name", "code")[:limit]
    )


def time_limits(
    content: ProcedureContent, channel: Channel | str | None = None
) -> tuple[TimeLimit, ...]:
    """The distinct time limits by this channel; by any where it has none of its own."""
    own = [m for m in content.methods if m.limit and channel in (None, m.channel)]
    chosen = own or [method for method in content.methods if method.limit]
    return tuple(dict.fromkeys(method.limit for method in chosen if method.limit))


def time_limit(content: ProcedureContent, channel: Channel | str | None = None) -> TimeLimit | None:
    """The time limit by this channel, None where none is published.

    Of several the longest: they belong to cases, and nobody is promised what only some get.
    """
    return max(time_limits(content, channel), key=_length, default=None)


def _length(limit: TimeLimit) -> tuple[Decimal, bool]:
    """At once is shorter than a day, though both are planned as a day's work."""
    return limit.working_hours, limit.unit is not TimeUnit.AT_ONCE


def methods_by_channel(content: ProcedureContent) -> dict[Channel, list[str]]:
    """For each way to hand in, what is published about it, as sentences."""
    said: dict[Channel, list[str]] = {}
    for method in content.methods:
        limit = method.limit.text if method.limit else ""
        words = [word for word in (limit, method.fee_text, method.note) if word]
        said.setdefault(method.channel, []).append(" · ".join(words))
    return said


def _offered(prefix: str) -> Q:
    return Q(**{f"{prefix}published_at__isnull": False, f"{prefix}withdrawn_at__isnull": True})
