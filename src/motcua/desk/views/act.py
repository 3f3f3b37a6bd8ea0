"""One act with its fields: shown, checked, done; what was typed stays when it is refused."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from motcua.core.moments import local_day
from motcua.core.refusals import Conflict, Incomplete, Refusal
from motcua.core.states import Act
from motcua.desk import asking, deeds, kept, typed
from motcua.desk.doors import asked_or_404, dossier_or_404, officer
from motcua.dossiers import presenters, queries
from motcua.dossiers.act_forms import ACT_FORMS, ActForm, perform, why_not
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Dossier
from motcua.dossiers.timeline import entries_of, holder
from motcua.eforms.display import say
from motcua.eforms.problems import Problem, page_problems
from motcua.eforms.reading import from_post
from motcua.eforms.wording import control_id

RESULT = "result"
ANSWER = Act.ANSWER_CONSULTATION  # others may act meanwhile; the act itself refuses a second one
FILE_WORDS = {
    Act.DECIDE: ("Tệp kết quả", "PDF hoặc ảnh. Người nộp tải được ở trang tra cứu."),
    ANSWER: ("Văn bản trả lời", "PDF hoặc ảnh. Cơ quan hỏi ý kiến xem được, người nộp thì không."),
}


@dataclass(kw_only=True)
class Try:
    """One sending of the page: what was typed, which files came, and why it was refused."""

    posted: QueryDict
    values: dict[str, Any] = field(default_factory=dict)
    files: kept.Sent = field(default_factory=kept.Sent)
    refusal: Refusal | None = None


@officer("GET", "POST")
def act(request: HttpRequest, by: Officer, at: datetime, code: str, name: str) -> HttpResponseBase:
    """The act's page; POST does it and leads back to the dossier."""
    form = _act_form(name)
    dossier = _dossier(by, code, form)
    if request.method != "POST":
        posted = typed.give_back(request)
        shown = Try(posted=posted, values=_values(posted, form, dossier, by, at))
        return _page(request, form, dossier, by, at, shown)
    sent = Try(posted=request.POST, values=_values(request.POST, form, dossier, by, at))
    try:
        _do(request, form, dossier, by, at, sent)
    except Refusal as refusal:
        sent.refusal = refusal
        return _page(request, form, _dossier(by, code, form), by, at, sent)
    messages.success(request, _done(form, dossier, by))
    if queries.dossier_for(by, dossier.code) is None:  # it is at another agency now
        return redirect("desk:inbox")
    return redirect("desk:dossier", code=dossier.code)


def _do(
    request: HttpRequest, form: ActForm, dossier: Dossier, by: Officer, at: datetime, sent: Try
) -> None:
    """Store the result that came along, then act. Raises whatever the act raises."""
    if form.files:
        sent.files = kept.sent(request, [RESULT], place=dossier.jurisdiction, at=at)
        if sent.files.refusal:
            raise sent.files.refusal
    if form.act is Act.REQUEST_SUPPLEMENT:
        asking.check_pledge(sent.posted)
    perform(
        form.act,
        dossier,
        by=by,
        at=at,
        version=None if form.act is ANSWER else _version(sent.posted),
        values=sent.values,
        result=tuple(replace(paper, requirement="") for _, paper in sent.files.papers),
    )


def _page(
    request: HttpRequest, form: ActForm, dossier: Dossier, by: Officer, at: datetime, sent: Try
) -> HttpResponseBase:
    """The fields with what was typed, the refusal on top, and the version that holds now."""
    forbidden = why_not(form, dossier, by, at)
    refusal = sent.refusal or forbidden
    fields = form.form(dossier, by, at)
    page = fields.pages[0]
    context: dict[str, Any] = {
        "form": form,
        "says": deeds.says(form.act, dossier, at) if forbidden is None else "",
        "dossier": dossier,
        "fields": fields,
        "page": page,
        "values": sent.values,
        "again": forbidden is None,
        "changes": _changes(dossier, refusal, _version(sent.posted)),
        "holder": holder(dossier),
        "typed": _typed(form, dossier, by, at, sent.values) if forbidden and sent.refusal else [],
        "was_kept": bool(sent.posted) and request.method == "GET",
        "result": bool(form.files),
        "file_words": FILE_WORDS.get(form.act, ("", "")),
        "file_error": sent.files.refusal.sentence if sent.files.refusal else "",
        "kept_files": kept.kept(request, sent.files).get(RESULT, []),
    }
    if form.act is Act.REQUEST_SUPPLEMENT:
        context |= _asking(dossier, sent)
    elif isinstance(refusal, Incomplete):
        found = page_problems(fields, page, sent.values, today=local_day(at))
        context["errors"] = found or _told(refusal)
    if sent.files.refusal:
        context["errors"] = [_file_problem(sent.files.refusal)]
    context["refusal"] = None if context.get("errors") else refusal
    status = refusal.status if refusal else 200
    return render(request, "desk/act.html", context, status=status)


def _told(refusal: Incomplete) -> list[Problem]:
    """What the act itself found wrong in fields that are well filled in."""
    return [
        Problem(field=one["field"], message=one["message"], anchor=control_id(name))
        for one in refusal.facts.get("errors", ())
        for name in [one["field"].strip("/").replace("/", ".")]
    ]


def _asking(dossier: Dossier, sent: Try) -> dict[str, Any]:
    """The lines of a request for a supplement, with what was ticked and typed."""
    wrong = asking.errors_of(sent.refusal, sent.posted)
    parts = asking.parts_of(dossier, sent.posted, wrong)
    return {
        "parts": parts,
        "ready": asking.READY["field"],
        "pledged": asking.PLEDGE in sent.posted,
        "wrong": wrong,
        "errors": asking.problems_of(wrong, parts),
    }


def _file_problem(refusal: Refusal) -> Problem:
    return Problem(field=f"/{RESULT}", message=refusal.what, anchor="ket-qua")


def _changes(dossier: Dossier, refusal: Refusal | None, seen: int | None) -> list[tuple[Any, str]]:
    """What others did since this officer saw the dossier, newest first."""
    if not isinstance(refusal, Conflict) or seen is None:
        return []
    since = [entry for entry in entries_of(dossier) if entry.number > seen]
    return [(entry, presenters.sentence(entry)) for entry in reversed(since)]


def _typed(
    form: ActForm, dossier: Dossier, by: Officer, at: datetime, values: dict[str, Any]
) -> list[tuple[str, str]]:
    """What was typed for an act that can no longer be done, to be copied from."""
    items = [(item["id"], item["message"]) for item in values.get("items", ())]
    known = {one.name: one for one in form.fields(dossier, by, at)}
    said = [
        (known[name].label, say(known[name], value))
        for name, value in values.items()
        if name in known and name != "items" and value
    ]
    return [(label, text) for label, text in (*said, *items) if text]


def _done(form: ActForm, dossier: Dossier, by: Officer) -> str:
    """What was done, and the way to the next dossier, which the key J follows."""
    waiting = [one for one in queries.queue(by, limit=2).items if one.code != dossier.code]
    context = {"form": form, "code": dossier.code, "next": waiting[0] if waiting else None}
    return render_to_string("desk/parts/done.html", context)


def _dossier(by: Officer, code: str, form: ActForm) -> Dossier:
    """The dossier for whoever reads it; to answer, also for an agency that was asked."""
    if form.act is ANSWER:
        return asked_or_404(by, code)[0]
    return dossier_or_404(by, code)


def _act_form(name: str) -> ActForm:
    known = {form.act.value.replace("_", "-"): form for form in ACT_FORMS.values()}
    if name not in known:
        raise Http404
    return known[name]


def _values(
    posted: QueryDict, form: ActForm, dossier: Dossier, by: Officer, at: datetime
) -> dict[str, Any]:
    """What was posted, by the names of the act's fields."""
    if not posted:
        return _preset(form, dossier)
    if form.act is not Act.REQUEST_SUPPLEMENT:
        return from_post(form.form(dossier, by, at).pages[0], posted)
    rest = {name: posted[name] for name in (asking.EXCEPTION,) if name in posted}
    return {"items": asking.items_of(posted), **rest}


def _preset(form: ActForm, dossier: Dossier) -> dict[str, Any]:
    """What the applicant wished stands there already."""
    wished = form.act is Act.RETURN_RESULT and dossier.return_way
    return {"way": dossier.return_way} if wished else {}


def _version(posted: QueryDict) -> int | None:
    text = posted.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
