"""The counter: receive a dossier for a person who stands there, with or without an account."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import Service
from motcua.core.folding import fold
from motcua.core.moments import local_day
from motcua.core.refusals import Incomplete, Refusal
from motcua.core.states import Act
from motcua.desk.doors import officer
from motcua.documents import changes as documents
from motcua.dossiers import acts
from motcua.dossiers.actors import Officer
from motcua.dossiers.papers import Paper
from motcua.eforms import versions
from motcua.eforms.definitions import Form
from motcua.eforms.problems import Problem, page_problems
from motcua.eforms.reading import changes_rows, from_post
from motcua.people.roles import MAY

REASONS = (
    ("unaware", "Không biết làm được trên mạng"),
    ("no_device", "Không có tài khoản, thiết bị"),
    ("form_hard", "Biểu mẫu khó"),
    ("needs_help", "Cần người giúp"),
    ("originals", "Phải đối chiếu bản chính"),
    ("cash", "Trả tiền mặt"),
    ("no_trust", "Chưa tin"),
    ("told_paper", "Cán bộ bảo nộp giấy"),
    ("on_the_way", "Tiện đường, hỏi cho nhanh"),
    ("not_asked", "Không hỏi được"),
)


@officer("GET")
def choose(request: HttpRequest, by: Officer, at: datetime) -> HttpResponseBase:
    """Which service? Those of the officer's counters, found by a few letters."""
    words = fold(request.GET.get("q", ""))
    services = [
        service
        for posting in _counters(by)
        for service in catalogue.services_at(posting.agency)
        if words in fold(service.procedure.name) or words in fold(service.procedure.code)
    ]
    context = {"services": services, "q": request.GET.get("q", ""), "by": by}
    return render(request, "desk/counter.html", context)


@officer("GET", "POST")
def receive(
    request: HttpRequest, by: Officer, at: datetime, procedure: str, agency: str
) -> HttpResponseBase:
    """The whole form on one page; POST receives and accepts in one."""
    service = _service(by, procedure, agency)
    form = versions.load(service.form) if service.form else None
    if form is None:
        raise Http404
    if request.method != "POST":
        return _page(request, service, form, {}, None)
    answers = {k: v for page in form.pages for k, v in from_post(page, request.POST).items()}
    if changes_rows(request.POST):
        return _page(request, service, form, answers, None)
    try:
        dossier = acts.receive(
            service,
            by=by,
            at=at,
            answers=answers,
            reason_for_counter=request.POST.get("reason_for_counter", "")[:40],
            papers=_scans(request, service, form, at),
        )
    except Refusal as refusal:
        return _page(request, service, form, answers, refusal)
    messages.success(request, f"Đã nhận hồ sơ {dossier.code}. Phiếu hẹn có sau vài giây.")
    return redirect("desk:dossier", code=dossier.code)


def _page(
    request: HttpRequest,
    service: Service,
    form: Form,
    answers: dict[str, Any],
    refusal: Refusal | None,
) -> HttpResponseBase:
    incomplete = isinstance(refusal, Incomplete)
    problems = _problems(form, answers, local_day(timezone.now())) if incomplete else []
    context = {
        "service": service,
        "form": form,
        "values": answers,
        "errors": problems,
        "refusal": None if problems else refusal,
        "reasons": REASONS,
        "reason": request.POST.get("reason_for_counter", ""),
    }
    status = refusal.status if refusal else 200
    return render(request, "desk/receive.html", context, status=status)


def _problems(form: Form, answers: dict[str, Any], today: date) -> list[Problem]:
    """Every line of every page; papers lie on the table."""
    papers = {field.name for field in form.documents}
    return [
        problem
        for page in form.pages
        for problem in page_problems(form, page, answers, papers, today=today)
    ]


def _scans(request: HttpRequest, service: Service, form: Form, at: datetime) -> list[Paper]:
    """Papers that were scanned in; what was not lies on the table."""
    place = service.agency.jurisdiction
    return [
        Paper(
            requirement=field.name,
            filename=sent.name or field.name,
            file=documents.store(place, sent, filename=sent.name or field.name, at=at),
        )
        for field in form.documents
        for sent in request.FILES.getlist(field.name)
    ]


def _counters(by: Officer) -> list[Any]:
    """The postings whose role receives at a counter."""
    return [posting for posting in by.workplaces if posting.role in MAY[Act.RECEIVE]]


def _service(by: Officer, procedure: str, agency: str) -> Service:
    service = catalogue.service_or_none(procedure, agency)
    if service is None or all(p.agency_id != service.agency_id for p in _counters(by)):
        raise Http404
    return service
