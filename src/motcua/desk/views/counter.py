"""The counter: receive a dossier for a person who stands there, with or without an account."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.agencies.models import Agency
from motcua.catalogue import queries as catalogue
from motcua.catalogue.content import Channel
from motcua.catalogue.models import Service
from motcua.core import conditions
from motcua.core.conditions import Condition
from motcua.core.deadlines import TimeUnit
from motcua.core.folding import fold
from motcua.core.moments import local_day
from motcua.core.refusals import Conflict, Incomplete, Refusal
from motcua.core.states import Act
from motcua.desk import kept, reasons, typed
from motcua.desk.doors import officer
from motcua.dossiers import acts, idempotency
from motcua.dossiers.actors import Officer
from motcua.dossiers.acts.receive import appointment_if_received
from motcua.eforms import units, versions
from motcua.eforms.definitions import Field, Form, Page
from motcua.eforms.problems import Problem, page_problems
from motcua.eforms.reading import changes_rows, from_post
from motcua.people.roles import MAY

SITS_AT = "desk-counter"
KEYS = 9  # so many services have a key of their own
MOST = 50


@dataclass(kw_only=True)
class Try:
    """One sending of the page: what was typed, which files came, and why it was refused."""

    posted: QueryDict
    answers: dict[str, Any] = field(default_factory=dict)
    files: kept.Sent = field(default_factory=kept.Sent)
    refusal: Refusal | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One field at the counter; for a paper, the files kept and why one was refused."""

    field: Field
    when: str
    files: list[kept.KeptFile]
    wrong: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """One page of the form as a part of the counter's page, and when it is asked."""

    title: str
    when: str
    lines: list[Line]


@officer("GET")
def choose(request: HttpRequest, by: Officer, at: datetime) -> HttpResponseBase:
    """Which service? The most used at this counter have keys; a few letters find those of all."""
    q = request.GET.get("q", "").replace("\0", "").strip()[:100]
    counters, words = _counters(by), fold(q).split()
    here = _here(request, counters)
    where = counters if words or here is None else [here]
    found = [one for one in catalogue.services_at_any(where) if _has(one, words)]
    found.sort(key=lambda one: one.agency != here)
    most = MOST if words else KEYS
    context = {
        "services": list(enumerate(found[:most], start=1)),
        "more": max(len(found) - most, 0),
        "keys": KEYS,
        "q": q,
        "counters": counters if len(counters) > 1 else [],
        "here": here,
    }
    return render(request, "desk/counter.html", context)


@officer("GET", "POST")
def receive(
    request: HttpRequest, by: Officer, at: datetime, procedure: str, agency: str
) -> HttpResponseBase:
    """The whole form on one page; POST receives and accepts in one."""
    service = _service(by, procedure, agency)
    if service.form is None:
        raise Http404
    form = versions.load(service.form)
    if request.method != "POST":
        posted = typed.give_back(request)
        return _page(request, service, form, at, Try(posted=posted, answers=_answers(form, posted)))
    sent = Try(posted=request.POST, answers=_answers(form, request.POST))
    controls = [one.name for one in form.documents]
    sent.files = kept.sent(request, controls, place=service.agency.jurisdiction, at=at)
    if changes_rows(request.POST):
        return _page(request, service, form, at, sent)
    try:
        code = _received(service, by, at, sent)
    except Refusal as refusal:
        sent.refusal = refusal
        return _page(request, service, form, at, sent)
    messages.success(request, f"Đã nhận hồ sơ {code}. {_about_receipt(service)}")
    return redirect("desk:dossier", code=code)


def _about_receipt(service: Service) -> str:
    """What is settled at once has no receipt unless it is asked for."""
    limit = catalogue.time_limit(catalogue.content_of(service.procedure), "counter")
    if limit is not None and limit.unit is TimeUnit.AT_ONCE:
        return "Thủ tục giải quyết ngay: lập giấy tiếp nhận ở mục Phiếu nếu người nộp yêu cầu."
    return "Giấy hẹn ở mục Phiếu, có sau vài giây."


def _received(service: Service, by: Officer, at: datetime, sent: Try) -> str:
    """The code of the new dossier; the same page sent twice gives the same one."""
    if sent.files.refusal:
        raise sent.files.refusal
    papers = [paper for _, paper in sent.files.papers]
    reason = reasons.known(sent.posted.get("reason_for_counter", ""))

    def make() -> tuple[int, dict[str, str]]:
        dossier = acts.receive(
            service,
            by=by,
            at=at,
            answers=sent.answers,
            reason_for_counter=reason,
            papers=papers,
        )
        return 201, {"code": dossier.code}

    digests = [paper.file.sha256 for paper in papers]
    (_, made), _ = idempotency.once(
        service.agency.jurisdiction,
        owner=f"desk:{by.user.pk}",
        key=sent.posted.get("lan", "")[:64] or secrets.token_hex(8),
        request={"service": str(service.pk), "answers": sent.answers, "papers": digests},
        at=at,
        make=make,
    )
    return str(made["code"])


def _page(
    request: HttpRequest, service: Service, form: Form, at: datetime, sent: Try
) -> HttpResponseBase:
    refusal = sent.refusal
    errors = _problems(form, sent, at)
    boxes = kept.kept(request, sent.files)
    wrong = {sent.files.failed: sent.files.refusal.what} if sent.files.refusal else {}
    sections = [_section(page, boxes, wrong) for page in form.pages]
    half = (len(sections) + 1) // 2
    content = catalogue.content_of(service.procedure)
    context = {
        "service": service,
        "columns": (sections[:half], sections[half:]),
        "values": sent.answers,
        "units": _communes(service.agency, form, at),
        "errors": errors,
        "refusal": _said(refusal) if refusal and not errors else None,
        "reasons": reasons.REASONS if service.is_offered else (),
        "reason": sent.posted.get("reason_for_counter", ""),
        "appointment": appointment_if_received(service, at),
        "fee": catalogue.fee(content, Channel.COUNTER, agency=service.agency.code)["text"],
        "key": secrets.token_hex(16),
        "was_kept": bool(sent.posted) and request.method == "GET",
    }
    status = refusal.status if refusal else 200
    return render(request, "desk/receive.html", context, status=status)


def _said(refusal: Refusal) -> Refusal:
    """A page that was used before speaks of itself, not of keys."""
    if not isinstance(refusal, Conflict):
        return refusal
    return Conflict(
        "Trang này vừa dùng để nhận một hồ sơ khác.",
        mend="Bấm Tiếp nhận lần nữa nếu đây là một hồ sơ mới.",
    )


def _problems(form: Form, sent: Try, at: datetime) -> list[Problem]:
    """Every line of every page; papers lie on the table. A file that was refused is one line."""
    if sent.files.refusal:
        message = sent.files.refusal.what
        anchor = f"giay-{sent.files.failed}"
        return [Problem(field=f"/{sent.files.failed}", message=message, anchor=anchor)]
    if not isinstance(sent.refusal, Incomplete):
        return []
    papers, today = {one.name for one in form.documents}, local_day(at)
    return [
        problem
        for page in form.pages
        for problem in page_problems(form, page, sent.answers, papers, today=today)
    ]


def _section(page: Page, boxes: dict[str, list[kept.KeptFile]], wrong: dict[str, str]) -> Section:
    lines = [
        Line(
            field=one,
            when=_json(one.when),
            files=boxes.get(one.name, []),
            wrong=wrong.get(one.name, ""),
        )
        for one in page.fields
    ]
    return Section(title=page.title, when=_json(page.when), lines=lines)


def _json(when: Condition | None) -> str:
    """The condition as the page's script reads it."""
    return json.dumps(conditions.to_json(when)) if when else ""


def _answers(form: Form, posted: QueryDict) -> dict[str, Any]:
    return (
        {k: v for page in form.pages for k, v in from_post(page, posted).items()} if posted else {}
    )


def _communes(agency: Agency, form: Form, at: datetime) -> list[units.Unit]:
    return units.around(agency.unit_code, form.fields.values(), local_day(at))


def _has(service: Service, words: list[str]) -> bool:
    """Every word begins a syllable of the name, or is in the code."""
    name = f" {fold(service.procedure.name)} {fold(service.procedure.code)}"
    return all(f" {word}" in name for word in words)


def _counters(by: Officer) -> list[Agency]:
    """The agencies at whose counter this officer receives, each once."""
    receiving = [posting for posting in by.workplaces if posting.role in MAY[Act.RECEIVE]]
    return list({posting.agency_id: posting.agency for posting in receiving}.values())


def _here(request: HttpRequest, counters: list[Agency]) -> Agency | None:
    """The counter the officer sits at today: chosen once, remembered as long as the session."""
    known = {agency.code: agency for agency in counters}
    asked = request.GET.get("noi", "")
    if asked in known:
        request.session[SITS_AT] = asked
    chosen = known.get(request.session.get(SITS_AT, ""))
    return chosen or next(iter(counters), None)


def _service(by: Officer, procedure: str, agency: str) -> Service:
    service = catalogue.received_or_none(procedure, agency)
    if service is None or service.agency not in _counters(by):
        raise Http404
    return service
