"""What a request for a supplement asks, as its page shows it: points with fields and papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from motcua.agencies.calendars import legal_calendar
from motcua.core.moments import local_day
from motcua.core.refusals import Incomplete, Refusal
from motcua.core.sayings import say_due, say_moment
from motcua.dossiers import supplements
from motcua.dossiers.models import Dossier, SupplementDocument, SupplementRequest
from motcua.dossiers.papers import latest_answers
from motcua.eforms.fields import Field, FieldType, Page
from motcua.eforms.versions import load
from motcua.eforms.wording import ask, control_id
from motcua.portal import papers, places
from motcua.portal.papers import PaperBlock


@dataclass(frozen=True, kw_only=True)
class Point:
    """One thing that was asked: the officer's words, and its field or its paper."""

    number: int
    title: str
    words: str
    field: Field | None = None
    paper: PaperBlock | None = None


def page_of(dossier: Dossier, waiting: SupplementRequest) -> Page:
    """The fields that were asked, as a page of their own."""
    fields = tuple(one for one in _asked(dossier, waiting) if one.type is not FieldType.DOCUMENT)
    return Page(key="bo-sung", title="Bổ sung", fields=fields)


def papers_of(dossier: Dossier, waiting: SupplementRequest) -> list[str]:
    """The requirements whose papers were asked."""
    return [one.name for one in _asked(dossier, waiting) if one.type is FieldType.DOCUMENT]


def shown(
    dossier: Dossier,
    waiting: SupplementRequest,
    at: datetime,
    *,
    refusal: Refusal | None = None,
    failed: str = "",
) -> dict[str, Any]:
    """Points, values and errors. `failed` is the paper whose file was refused."""
    wrong = _wrong(dossier, waiting, refusal, failed)
    asked = _asked(dossier, waiting)
    sent = supplements.staged_documents(waiting)
    words = {item["id"]: item["message"] for item in waiting.items}
    return {
        "points": [
            _point(number, one, words[one.name], dossier, sent, wrong.get(one.name, ""))
            for number, one in enumerate(asked, start=1)
        ],
        "values": {**latest_answers(dossier).answers, **waiting.staged},
        "field_errors": _pointers(refusal, wrong),
        "units": places.communes_around(dossier.agency, asked, local_day(at)),
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
        error=error,
    )
    return Point(number=number, title=asked.label, words=words, paper=paper)


def _asked(dossier: Dossier, waiting: SupplementRequest) -> list[Field]:
    """The fields and papers of the form that were asked, in the order of asking."""
    known = load(dossier.form_version).fields
    return [known[item["id"]] for item in waiting.items if item["id"] in known]


def _wrong(
    dossier: Dossier, waiting: SupplementRequest, refusal: Refusal | None, failed: str
) -> dict[str, str]:
    """What is wrong, by field or paper."""
    if failed and refusal:
        return {failed: refusal.sentence}
    if not isinstance(refusal, Incomplete):
        return {}
    known = {one.name: one for one in _asked(dossier, waiting)}
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
