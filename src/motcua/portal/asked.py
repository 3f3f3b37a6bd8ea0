"""What a request for a supplement asks, as its page shows it: points with fields and papers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from motcua.agencies.calendars import legal_calendar
from motcua.core.moments import local_day
from motcua.core.refusals import Incomplete, Refusal
from motcua.core.sayings import say_due, say_moment
from motcua.dossiers import supplements
from motcua.dossiers.models import Dossier, SupplementDocument, SupplementRequest
from motcua.dossiers.papers import latest_answers
from motcua.eforms import units
from motcua.eforms.fields import Field, FieldType, Page
from motcua.eforms.reading import from_post
from motcua.eforms.validation import visible_fields
from motcua.eforms.versions import load
from motcua.eforms.wording import ask, control_id
from motcua.portal import papers, steps
from motcua.portal.papers import PaperBlock


@dataclass(frozen=True, kw_only=True)
class Point:
    """One thing to mend: the officer's words (none: a new answer brought it in), field or paper."""

    number: int
    title: str
    words: str
    field: Field | None = None
    paper: PaperBlock | None = None


def patch_of(
    dossier: Dossier, waiting: SupplementRequest, post: QueryDict, day: date
) -> dict[str, Any]:
    """What was typed into the open fields; what another new answer hides is left out."""
    page = Page(key="bo-sung", title="Bổ sung", fields=tuple(_open(dossier, waiting, papers=False)))
    patch, old = from_post(page, post, today=day), latest_answers(dossier).answers
    hidden = _visible(dossier, old) - _visible(dossier, {**old, **waiting.staged, **patch})
    return {name: value for name, value in patch.items() if name not in hidden}


def papers_of(dossier: Dossier, waiting: SupplementRequest) -> list[Field]:
    """The papers that are open."""
    return _open(dossier, waiting, papers=True)


def shown(
    dossier: Dossier,
    waiting: SupplementRequest,
    at: datetime,
    *,
    refusal: Refusal | None = None,
    failed: str = "",
) -> dict[str, Any]:
    """Points, values and errors. `failed` is the paper whose file was refused."""
    asked = supplements.open_fields(dossier, waiting)
    wrong = _wrong(asked, refusal, failed)
    sent = supplements.staged_documents(waiting)
    words = {item["id"]: item["message"] for item in waiting.items}
    values = {**latest_answers(dossier).answers, **waiting.staged}
    return {
        "points": [
            _point(number, one, words.get(one.name, ""), dossier, sent, wrong.get(one.name, ""))
            for number, one in enumerate(asked, start=1)
        ],
        "values": values,
        "others": steps.others_answers(asked, values),
        "field_errors": _pointers(refusal, wrong),
        "units": units.around(dossier.agency.unit_code, asked, local_day(at)),
        "errors": [{"anchor": _anchor(one), "message": wrong[one.name]} for one in asked
                   if one.name in wrong],
        "refusal": None if wrong else refusal,
        "due": say_due(waiting.answer_by, at, legal_calendar()),
        "until": say_moment(waiting.answer_by, local_day(at)),
        "limit": papers.say_limits(),
    }  # fmt: skip


def _point(
    number: int,
    asked: Field,
    words: str,
    dossier: Dossier,
    sent: list[SupplementDocument],
    error: str,
) -> Point:
    if asked.type is not FieldType.DOCUMENT:
        return Point(number=number, title=asked.label, words=words, field=asked)
    paper = papers.block(
        asked,
        sent,
        url_of=lambda one: reverse("supplement-document", args=[dossier.code, one.public_id]),
        photo_urls_of=lambda one, photo: (
            reverse("supplement-photo", args=[dossier.code, one.public_id, photo]),
            "",
        ),
        error=error,
    )
    return Point(number=number, title=asked.label, words=words, paper=paper)


def _open(dossier: Dossier, waiting: SupplementRequest, *, papers: bool) -> list[Field]:
    """The open papers, or the open fields."""
    opened = supplements.open_fields(dossier, waiting)
    return [one for one in opened if (one.type is FieldType.DOCUMENT) == papers]


def _visible(dossier: Dossier, answers: Mapping[str, Any]) -> set[str]:
    return {one.name for one in visible_fields(load(dossier.form_version), answers)}


def _wrong(asked: Iterable[Field], refusal: Refusal | None, failed: str) -> dict[str, str]:
    """What is wrong, by field or paper."""
    if failed and refusal:
        return {failed: refusal.sentence}
    if not isinstance(refusal, Incomplete):
        return {}
    known = {one.name: one for one in asked}
    missing = [one["id"] for one in refusal.facts.get("missing", ())]
    wrong = {name: ask(known[name]) for name in missing if name in known}
    for error in refusal.facts.get("errors", ()):
        wrong.setdefault(error["field"].split("/")[1], error["message"])
    return wrong


def _pointers(refusal: Refusal | None, wrong: Mapping[str, str]) -> dict[str, str]:
    """The sentences by JSON pointer, as fields show them."""
    errors = refusal.facts.get("errors", ()) if isinstance(refusal, Incomplete) else ()
    exact = {error["field"]: error["message"] for error in errors}
    return {f"/{name}": message for name, message in wrong.items()} | exact


def _anchor(one: Field) -> str:
    return f"tep-{one.name}" if one.type is FieldType.DOCUMENT else control_id(one.name)
