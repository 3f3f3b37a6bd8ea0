"""What a slip says about a dossier as it stood at one entry of its journal.

Reads; writes nothing. The same dossier and entry give the same words whenever the worker comes
to them, unless the dossier was changed twice meanwhile (then `appointment` is the later one).
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from motcua.agencies.models import Agency
from motcua.agencies.queries import unit_names
from motcua.core.moments import local, local_day
from motcua.core.sayings import say_moment
from motcua.dossiers import return_ways
from motcua.dossiers.holding import limit_of
from motcua.dossiers.models import (
    AnswerRevision,
    Channel,
    Dossier,
    DossierDocument,
    JournalEntry,
    SupplementRequest,
)
from motcua.eforms.definitions import Field, FieldType, Form
from motcua.eforms.validation import visible_fields
from motcua.eforms.versions import load
from motcua.slips.kinds import SlipKind
from motcua.slips.models import RegisterEntry

NONE = "không có"
ON_PAPER = "bản giấy"
OTHER_PAPER = "Giấy tờ khác"
NO_LIMIT = "theo quy định của thủ tục"
NO_APPOINTMENT = "cơ quan báo khi có kết quả"
NOT_ALL_THERE = "Hồ sơ chưa đủ hoặc chưa đúng ở những nội dung nêu trên."
AS_THE_APPLICANT_ASKED = "Theo đề nghị của người nộp hồ sơ."

Values = dict[str, str | list[str]]
"""What a form asks for, by the keys of `data/`; what is not known is an empty text."""


def values_of(kind: SlipKind, dossier: Dossier, entry: JournalEntry) -> Values:
    """Everything that the form of this kind asks for."""
    answers = answers_at(dossier, entry.at)
    more = _MORE.get(kind, _nothing)
    return {**_who_and_what(dossier, entry, answers), **more(dossier, entry, answers)}


def signing_officer(dossier: Dossier, entry: JournalEntry) -> str:
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


def signs_nothing(dossier: Dossier) -> bool:
    """Who handed in online does not sign on paper."""
    return dossier.channel in {Channel.ONLINE, Channel.ASSISTED}


def say_in_words(moment: datetime) -> str:
    """`ngày 01 tháng 12 năm 2026`, as heads and sentences of forms write a day."""
    return f"ngày {local(moment):%d} tháng {local(moment):%m} năm {local(moment):%Y}"


def place_and_day(agency: Agency, moment: datetime) -> str:
    """`Võ Cường, ngày 01 tháng 12 năm 2026`, the line under the motto."""
    place, words = place_of(agency, local_day(moment)), say_in_words(moment)
    return f"{place}, {words}" if place else words.capitalize()


def answers_at(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """The answers that stood at this moment; none once they were erased."""
    revisions = AnswerRevision.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier=dossier, created_at__lte=at
    )
    found = revisions.order_by("-number").first()
    return dict(found.answers) if found else {}


def _who_and_what(dossier: Dossier, entry: JournalEntry, answers: dict[str, Any]) -> Values:
    received = dossier.accepted_at or dossier.submitted_at
    return {
        "code": dossier.code,
        "desk": dossier.agency.name,
        "agency": dossier.agency.name,
        "applicant": applicant_of(dossier, answers),
        "identifier": _text(answers, "applicant.tax_code")
        or _text(answers, "applicant.personal_number"),
        "address": say_address(answers.get("applicant.address"), local_day(entry.at)),
        "phone": dossier.applicant_phone,
        "email": dossier.applicant_email,
        "authorised_by": _text(answers, "authorised_by.name"),
        "request": dossier.procedure_version.content.get("name", ""),
        "received_at": say_moment(received),
        "received_day_words": say_in_words(received).capitalize(),
        "reason": str(entry.data.get("reason", "")),
    }


def _of_receipt(dossier: Dossier, entry: JournalEntry, answers: dict[str, Any]) -> Values:
    form, limit = load(dossier.form_version), limit_of(dossier)
    appointment = _appointment(dossier, entry)
    return {
        "papers": _papers(dossier, entry, form, answers),
        "sets": "01\u00a0bộ",
        "time_limit": limit.text if limit else NO_LIMIT,
        "received_at": say_moment(entry.at),
        "appointment": say_moment(appointment) if appointment else NO_APPOINTMENT,
        "return_at": say_return(dossier, answers, form, local_day(entry.at)),
        "register": say_register(dossier),
    }


def _of_supplement(dossier: Dossier, entry: JournalEntry, answers: dict[str, Any]) -> Values:
    """What was asked, in the words of the officer; they are kept with the request."""
    asked = SupplementRequest.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier=dossier, asked_at=entry.at
    )
    fields = load(dossier.form_version).fields
    items = [
        f"{fields[item['id']].label if item['id'] in fields else item['id']}: {item['message']}"
        for request in asked
        for item in request.items
    ]
    officer, phone = entry.actor_name, dossier.agency.phone
    return {
        "asked": items or [NONE],
        "reason": entry.data.get("exception_reason") or NOT_ALL_THERE,
        "answer_by": _say(entry.data["answer_by"]),
        "contact": f"{officer}, số điện thoại {phone}" if phone else officer,
    }


def _of_apology(dossier: Dossier, entry: JournalEntry, answers: dict[str, Any]) -> Values:
    data = entry.data
    return {
        "old_appointment": _say(data["old_appointment"]),
        "new_appointment": _say(data["new_appointment"]),
    }


def _of_stopping(dossier: Dossier, entry: JournalEntry, answers: dict[str, Any]) -> Values:
    return {
        "reason": entry.data.get("reason") or AS_THE_APPLICANT_ASKED,
        "stopped_at": say_moment(entry.at),
        "stopped_day_words": say_in_words(entry.at).capitalize(),
    }


def _of_control_sheet(dossier: Dossier, entry: JournalEntry, answers: dict[str, Any]) -> Values:
    appointment = dossier.appointment
    return {"appointment": say_moment(appointment) if appointment else NO_APPOINTMENT}


def _nothing(dossier: Dossier, entry: JournalEntry, answers: dict[str, Any]) -> Values:
    return {}


_MORE: dict[SlipKind, Callable[[Dossier, JournalEntry, dict[str, Any]], Values]] = {
    SlipKind.RECEIPT: _of_receipt,
    SlipKind.SUPPLEMENT: _of_supplement,
    SlipKind.APOLOGY: _of_apology,
    SlipKind.STOPPING: _of_stopping,
    SlipKind.CONTROL_SHEET: _of_control_sheet,
}


def place_of(agency: Agency, day: date) -> str:
    """The place-name in front of a date: of the agency's unit, else of the body above it."""
    above = agency.parent
    names = unit_names([agency.unit_code, above.unit_code if above else ""], day=day)
    full = names.get(agency.unit_code) or (names.get(above.unit_code) if above else "") or ""
    return _without_kind(full.partition(",")[0])


def _appointment(dossier: Dossier, entry: JournalEntry) -> datetime | None:
    """As the entry has it; where it has none, as the dossier has it now."""
    told = entry.data.get("appointment")
    return datetime.fromisoformat(told) if told else dossier.appointment


def applicant_of(dossier: Dossier, answers: dict[str, Any]) -> str:
    """The organisation and who hands in for it, or the person."""
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
    files = Counter(paper.requirement for paper in handed_in(dossier, entry.at))
    at_counter = dossier.channel in {Channel.COUNTER, Channel.POST}
    named = []
    for field in visible_fields(form, answers):
        if field.name in files:
            named.append(_with_count(field.label, files.pop(field.name)))
        elif at_counter and field.type is FieldType.DOCUMENT and field.required:
            named.append(f"{field.label} ({ON_PAPER})")
    named += [_with_count(OTHER_PAPER, count) for count in files.values()]
    return named or [NONE]


def handed_in(dossier: Dossier, at: datetime) -> Iterator[DossierDocument]:
    """The applicant's papers that counted at this moment, in the order of arrival."""
    papers = DossierDocument.objects.filter(
        Q(replaced_at__isnull=True) | Q(replaced_at__gt=at),
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        kind=DossierDocument.Kind.APPLICANT,
        added_at__lte=at,
    )
    return papers.order_by("added_at", "id").iterator()


def _with_count(label: str, files: int) -> str:
    return f"{label} ({files}\u00a0tệp)" if files > 1 else label


def say_return(dossier: Dossier, answers: dict[str, Any], form: Form, day: date) -> str:
    """Where the result will be: the way chosen in the form, else the desk."""
    chosen = chosen_way(answers, form)
    if not chosen and dossier.return_way:
        words = return_ways.said(dossier)
        return words[:1].upper() + words[1:]
    address = say_address(answers.get("return_address"), day)
    return ": ".join(part for part in (chosen, address) if part) or dossier.agency.name


def chosen_way(answers: dict[str, Any], form: Form) -> str:
    """The way in which the applicant chose to get the result."""
    return _choice(form, "return_method", answers.get("return_method"))


def _choice(form: Form, name: str, value: Any) -> str:
    fields: Iterator[Field] = (one for page in form.pages for one in page.fields)
    options = next((field.options for field in fields if field.name == name), ())
    return next((option.label for option in options if option.value == value), "")


def say_address(value: Any, day: date) -> str:
    """`Số 12, đường Lý Thái Tổ, Phường Võ Cường, Tỉnh Bắc Ninh`, by the names of the day."""
    if not isinstance(value, dict):
        return ""
    unit = str(value.get("unit") or "")
    parts = (str(value.get("detail") or ""), unit_names([unit], day=day).get(unit, unit))
    return ", ".join(part for part in parts if part)


def say_register(dossier: Dossier) -> str:
    """`quyển số 2026, Hộ tịch; số thứ tự 17`, where the dossier stands in the register."""
    found = RegisterEntry.objects.filter(jurisdiction=dossier.jurisdiction, dossier=dossier)
    line = found.first()
    if line is None:
        return ""
    book = f"{line.year}, {line.field}" if line.field else str(line.year)
    return f"quyển số {book}; số thứ tự {line.number}"


def _say(moment: str) -> str:
    return say_moment(datetime.fromisoformat(moment))


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
