"""Reading the register: its books, and its lines one batch after another, never all at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from motcua.agencies.models import Agency
from motcua.catalogue.models import Service
from motcua.core.moments import at_local, local
from motcua.core.states import State
from motcua.dossiers.models import AnswerRevision, Dossier, JournalEntry
from motcua.dossiers.presenters import WAYS
from motcua.eforms import units
from motcua.eforms.fields import Form
from motcua.eforms.models import FormVersion
from motcua.eforms.versions import load
from motcua.slips.facts import applicant_of, chosen_way
from motcua.slips.models import RegisterEntry

BATCH = 500
SETS = "01"


@dataclass(frozen=True, kw_only=True)
class Book:
    """One book of the register, and the days of acceptance that are asked of it; both inclusive."""

    agency: Agency
    year: int
    field: str
    since: date
    until: date

    @property
    def name(self) -> str:
        """`2026, Hộ tịch`."""
        return f"{self.year}, {self.field}" if self.field else str(self.year)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the register, all in words but the number."""

    number: int
    code: str
    procedure: str
    sets: str
    applicant: str
    address: str
    handler: str
    received: str
    appointment: str
    returned: str
    way: str
    signed: str
    note: str


def fields_of(agency: Agency, year: int) -> list[tuple[str, int]]:
    """The fields that have a book at this agency in this year, with the lines of each."""
    entries = RegisterEntry.objects.filter(
        jurisdiction=agency.jurisdiction, agency=agency, year=year
    )
    found = entries.values_list("field").annotate(lines=Count("number")).order_by("field")
    return list(found)


def count(book: Book) -> int:
    """How many lines of the book fall into the days that are asked."""
    return _entries(book).count()


def page(book: Book, *, before: int | None, most: int) -> list[Row]:
    """The newest lines below this number, the newest first."""
    entries = _entries(book)
    if before is not None:
        entries = entries.filter(number__lt=before)
    return _rows(book, list(entries.order_by("-number")[:most]))


def rows(book: Book) -> Iterator[Row]:
    """Every line in the order of its number; a batch at a time lies in memory."""
    last = 0
    while batch := list(_entries(book).filter(number__gt=last).order_by("number")[:BATCH]):
        yield from _rows(book, batch)
        last = batch[-1].number


def _entries(book: Book) -> QuerySet[RegisterEntry]:
    jurisdiction = book.agency.jurisdiction
    entries = RegisterEntry.objects.filter(
        jurisdiction=jurisdiction,
        agency=book.agency,
        year=book.year,
        field=book.field,
        dossier__jurisdiction=jurisdiction,
        dossier__accepted_at__gte=at_local(book.since, time()),
        dossier__accepted_at__lt=at_local(book.until + timedelta(days=1), time()),
    )
    return entries.select_related("dossier").only("number", *_READ)


_READ = tuple(
    f"dossier__{name}"
    for name in (
        "jurisdiction", "code", "applicant_name", "applicant_phone", "state", "accepted_at",
        "appointment", "returned_at", "service_id", "form_version_id",
    )
)  # fmt: skip
"""What a line needs of a dossier; what many share is read once a batch."""


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What the lines of a batch share, or need beside their dossiers, read for all at once."""

    answers: dict[int, dict[str, Any]]
    ways: dict[int, str]
    units: dict[str, str]
    procedures: dict[int, str]
    forms: dict[int, Form]


def _rows(book: Book, entries: list[RegisterEntry]) -> list[Row]:
    known = _known(book, [entry.dossier for entry in entries])
    return [_row(book, entry, known) for entry in entries]


def _known(book: Book, dossiers: list[Dossier]) -> _Known:
    jurisdiction = book.agency.jurisdiction
    answers = _answers(jurisdiction, dossiers)
    services = Service.objects.filter(pk__in={one.service_id for one in dossiers})
    versions = FormVersion.objects.filter(pk__in={one.form_version_id for one in dossiers})
    return _Known(
        answers=answers,
        ways=_ways(jurisdiction, dossiers),
        units=_units(answers, book.until),
        procedures=dict(services.values_list("pk", "procedure__name")),
        forms={version.pk: load(version) for version in versions},
    )


def _answers(jurisdiction: str, dossiers: list[Dossier]) -> dict[int, dict[str, Any]]:
    """The newest answers of each; in order, so that the newest stays."""
    found = AnswerRevision.objects.filter(jurisdiction=jurisdiction, dossier__in=dossiers)
    return dict(found.order_by("number").values_list("dossier_id", "answers"))


def _ways(jurisdiction: str, dossiers: list[Dossier]) -> dict[int, str]:
    """How each result was given, of those that were."""
    returned = JournalEntry.objects.filter(
        jurisdiction=jurisdiction, dossier__in=dossiers, kind="dossier.result_returned"
    )
    return {one.dossier_id: WAYS.get(one.data.get("way", ""), "") for one in returned}


def _units(answers: Mapping[int, dict[str, Any]], day: date) -> dict[str, str]:
    """Names of the communes where applicants live, by code, as of the last day asked."""
    addresses = [one.get("applicant.address") for one in answers.values()]
    codes = {str(one.get("unit") or "") for one in addresses if isinstance(one, dict)} - {""}
    found = units.lookup(sorted(codes), day) if codes else {}
    return {code: meant[0].text for code, meant in found.items() if len(meant) == 1}


def _row(book: Book, entry: RegisterEntry, known: _Known) -> Row:
    dossier = entry.dossier
    answers = known.answers.get(dossier.pk, {})
    form = known.forms[dossier.form_version_id]
    return Row(
        number=entry.number,
        code=dossier.code,
        procedure=known.procedures[dossier.service_id],
        sets=SETS,
        applicant=applicant_of(dossier, answers),
        address=_together(_address(answers, known.units), dossier.applicant_phone),
        handler=book.agency.name,
        received=_say(dossier.accepted_at),
        appointment=_say(dossier.appointment),
        returned=_say(dossier.returned_at),
        way=known.ways.get(dossier.pk, "").capitalize() or chosen_way(answers, form),
        signed="",
        note="" if dossier.state == State.RETURNED else State(dossier.state).label,
    )


def _address(answers: dict[str, Any], names: Mapping[str, str]) -> str:
    value = answers.get("applicant.address")
    if not isinstance(value, dict):
        return ""
    unit = str(value.get("unit") or "")
    return _together(str(value.get("detail") or ""), names.get(unit, unit))


def _together(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _say(moment: datetime | None) -> str:
    """`14:30 05/08/2026`: a table has no room for words."""
    return f"{local(moment):%H:%M %d/%m/%Y}" if moment else ""
