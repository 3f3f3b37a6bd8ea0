"""What the receipt says about a dossier as it stood at one entry of its journal.

Reads; writes nothing. The same dossier and entry give the same words whenever the worker comes
to them, unless the dossier was changed twice meanwhile (then `appointment` is the later one).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from motcua.agencies.models import Agency
from motcua.agencies.queries import unit_names
from motcua.core.moments import local_day
from motcua.core.sayings import say_moment
from motcua.dossiers.holding import limit_of
from motcua.dossiers.models import AnswerRevision, Channel, Dossier, DossierDocument, JournalEntry
from motcua.eforms.definitions import Field, FieldType, Form
from motcua.eforms.validation import visible_fields
from motcua.eforms.versions import load

NONE = "không có"
ON_PAPER = "bản giấy"
OTHER_PAPER = "Giấy tờ khác"
NO_LIMIT = "theo quy định của thủ tục"
NO_APPOINTMENT = "cơ quan báo khi có kết quả"


@dataclass(frozen=True, kw_only=True)
class ReceiptFacts:
    """The values of form 01 by the keys of `data/forms.json`, and who signs."""

    values: dict[str, str | list[str]]
    officer: str
    online: bool


def receipt_facts(dossier: Dossier, entry: JournalEntry) -> ReceiptFacts:
    """Everything that form 01 asks for; what is not known is an empty text."""
    answers = _answers(dossier, entry)
    form = load(dossier.form_version)
    day = local_day(entry.at)
    limit = limit_of(dossier)
    appointment = _appointment(dossier, entry)
    return ReceiptFacts(
        values={
            "code": dossier.code,
            "desk": dossier.agency.name,
            "applicant": _applicant(dossier, answers),
            "identifier": _text(answers, "applicant.tax_code")
            or _text(answers, "applicant.personal_number"),
            "address": _address(answers.get("applicant.address"), day),
            "phone": dossier.applicant_phone,
            "email": dossier.applicant_email,
            "authorised_by": _text(answers, "authorised_by.name"),
            "request": dossier.procedure_version.content.get("name", ""),
            "papers": _papers(dossier, entry, form, answers),
            "sets": "01\u00a0bộ",
            "time_limit": limit.text if limit else NO_LIMIT,
            "received_at": say_moment(entry.at),
            "appointment": say_moment(appointment) if appointment else NO_APPOINTMENT,
            "return_at": _return_at(dossier, answers, form, day),
            "register": "",
        },
        officer=_officer(dossier, entry),
        online=dossier.channel in {Channel.ONLINE, Channel.ASSISTED},
    )


def _officer(dossier: Dossier, entry: JournalEntry) -> str:
    """Who signs: the officer of the entry, or whoever accepted what the applicant now mended."""
    if entry.actor_agency:
        return entry.actor_name
    accepted = JournalEntry.objects.filter(
        jurisdiction=dossier.jurisdiction,
        dossier_id=dossier.pk,
        number__lt=entry.number,
        kind__in=("dossier.accepted", "dossier.received"),
    ).order_by("-number")
    return next((one.actor_name for one in accepted[:1]), "")


def place_of(agency: Agency, day: date) -> str:
    """The place-name in front of a date: of the agency's unit, else of the body above it."""
    above = agency.parent
    names = unit_names([agency.unit_code, above.unit_code if above else ""], day=day)
    full = names.get(agency.unit_code) or (names.get(above.unit_code) if above else "") or ""
    return _without_kind(full.partition(",")[0])


def _answers(dossier: Dossier, entry: JournalEntry) -> dict[str, Any]:
    """The answers that stood when the entry was written."""
    revisions = AnswerRevision.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier=dossier, created_at__lte=entry.at
    )
    found = revisions.order_by("-number").first()
    return dict(found.answers) if found else {}


def _appointment(dossier: Dossier, entry: JournalEntry) -> datetime | None:
    """As the entry has it; where it has none, as the dossier has it now."""
    told = entry.data.get("appointment")
    return datetime.fromisoformat(told) if told else dossier.appointment


def _applicant(dossier: Dossier, answers: dict[str, Any]) -> str:
    organisation = _text(answers, "applicant.organisation")
    if not organisation:
        return dossier.applicant_name
    return f"{organisation} (người nộp: {dossier.applicant_name})"


def _papers(
    dossier: Dossier, entry: JournalEntry, form: Form, answers: dict[str, Any]
) -> list[str]:
    """What was handed in, by the names of the form: files with their number, the rest on paper.

    At the counter the desk has seen every paper that is asked; what was not scanned is paper.
    """
    files = Counter(paper.requirement for paper in _handed_in(dossier, entry))
    at_counter = dossier.channel in {Channel.COUNTER, Channel.POST}
    named = []
    for field in visible_fields(form, answers):
        if field.name in files:
            named.append(_with_count(field.label, files.pop(field.name)))
        elif at_counter and field.type is FieldType.DOCUMENT and field.required:
            named.append(f"{field.label} ({ON_PAPER})")
    named += [_with_count(OTHER_PAPER, count) for count in files.values()]
    return named or [NONE]


def _handed_in(dossier: Dossier, entry: JournalEntry) -> Iterator[DossierDocument]:
    papers = DossierDocument.objects.filter(
        Q(replaced_at__isnull=True) | Q(replaced_at__gt=entry.at),
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        kind=DossierDocument.Kind.APPLICANT,
        added_at__lte=entry.at,
    )
    return papers.order_by("added_at", "id").iterator()


def _with_count(label: str, files: int) -> str:
    return f"{label} ({files}\u00a0tệp)" if files > 1 else label


def _return_at(dossier: Dossier, answers: dict[str, Any], form: Form, day: date) -> str:
    """Where the result will be: the way chosen in the form, else the desk."""
    chosen = _choice(form, "return_method", answers.get("return_method"))
    address = _address(answers.get("return_address"), day)
    return ": ".join(part for part in (chosen, address) if part) or dossier.agency.name


def _choice(form: Form, name: str, value: Any) -> str:
    fields: Iterator[Field] = (one for page in form.pages for one in page.fields)
    options = next((field.options for field in fields if field.name == name), ())
    return next((option.label for option in options if option.value == value), "")


def _address(value: Any, day: date) -> str:
    """`Số 12, đường Lý Thái Tổ, Phường Võ Cường, Tỉnh Bắc Ninh`, by the names of the day."""
    if not isinstance(value, dict):
        return ""
    unit = str(value.get("unit") or "")
    parts = (str(value.get("detail") or ""), unit_names([unit], day=day).get(unit, unit))
    return ", ".join(part for part in parts if part)


def _text(answers: dict[str, Any], name: str) -> str:
    value = answers.get(name)
    return value if isinstance(value, str) else ""


def _without_kind(name: str) -> str:
    """`Phường Võ Cường` → `Võ Cường`; a number alone keeps its kind."""
    for kind in ("Tỉnh", "Thành phố", "Thị xã", "Thị trấn", "Huyện", "Quận", "Phường", "Xã"):
        rest = name.removeprefix(kind).strip()
        if rest != name and not rest[:1].isdigit():
            return rest
    return name
