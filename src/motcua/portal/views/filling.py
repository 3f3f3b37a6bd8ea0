"""Filling in a draft: its sections, one page after another, its papers. Everything is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.core.moments import local_day
from motcua.core.refusals import Conflict, Expired, Refusal
from motcua.core.sayings import say_time
from motcua.dossiers import corrections, draft_lives, drafts, photographed
from motcua.dossiers.links import resume_url
from motcua.dossiers.models import Draft, DraftDocument
from motcua.dossiers.photographed import Move
from motcua.eforms import units
from motcua.eforms.problems import Problem, page_problems
from motcua.eforms.reading import changes_rows, from_post
from motcua.portal import papers, reuse, steps
from motcua.portal.doors import drafter
from motcua.portal.steps import Step

FROM_REVIEW = "xem-lai"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A step about to be shown: the values in it, what is wrong, and why saving failed, if so."""

    step: Step
    values: Mapping[str, Any]
    problems: Sequence[Problem] = ()
    refusal: Refusal | None = None
    failed: str = ""


@drafter("GET")
def draft(request: HttpRequest, at: datetime, draft: Draft) -> HttpResponseBase:
    """Where am I, and how do I come back?"""
    form, sent = drafts.form_of(draft), drafts.documents_of(draft)
    all_steps = steps.steps_of(form, draft.answers)
    todo = steps.to_do(all_steps, drafts.check(draft, at=at))
    context = {
        "draft": draft,
        "corrects": corrections.corrected(draft).code if draft.corrects_id else "",
        "tasks": _tasks(draft, all_steps, [one.step.key for one in todo], sent),
        "todo": todo,
        "ends_soon": draft_lives.ends_soon(draft, at),
        "keep_days": drafts.LIFETIME.days,
        "next_url": _url(draft, todo[0].step)
        if todo
        else reverse("draft-review", args=[draft.public_id]),
        "resume_url": resume_url(draft),
        "may_reuse": draft.known is None and reuse.is_holder(request, draft),
    }
    return render(request, "portal/draft.html", context)


@drafter("GET", "POST")
def draft_page(request: HttpRequest, at: datetime, draft: Draft, key: str) -> HttpResponseBase:
    """One question. What was typed is saved, right or wrong; only then is it judged."""
    step = _step(draft, key)
    if request.method == "POST":
        return _answered(request, at, draft, step)
    problems = _problems(draft, step, at) if _from_review(request) else []
    return _show(request, at, draft, Shown(step=step, values=draft.answers, problems=problems))


@drafter("POST")
def draft_save(request: HttpRequest, at: datetime, draft: Draft) -> HttpResponseBase:
    """Saved while typing: the fields of one page, by a script."""
    step = _step(draft, request.GET.get("trang", ""))
    drafts.save(draft, from_post(step.page, request.POST), at=at)
    return HttpResponse(status=204)


@drafter("POST")
def draft_upload(request: HttpRequest, at: datetime, draft: Draft, key: str) -> HttpResponseBase:
    """Papers for one requirement. Refused: the same page says at the paper why."""
    step, asked = _step(draft, key), request.POST.get("requirement", "")
    files = request.FILES.getlist("file")
    try:
        papers.check_chosen(files)
        photographed.take(draft, asked, files, at=at)
    except (Expired, Conflict):
        raise
    except Refusal as refusal:
        shown = Shown(step=step, values=draft.answers, refusal=refusal, failed=asked)
        return _show(request, at, draft, shown)
    return redirect(f"{_address(request, draft, key)}#giay-{asked}")


@drafter("POST")
def draft_remove(
    request: HttpRequest, at: datetime, draft: Draft, key: str, document: str
) -> HttpResponseBase:
    """Take a paper away again."""
    drafts.remove_document(draft, document, at=at)
    return redirect(_address(request, draft, key))


@drafter("POST")
def draft_photo_change(
    request: HttpRequest, at: datetime, draft: Draft, key: str, document: str, photo: str
) -> HttpResponseBase:
    """Move a page of a photographed paper up or down, or take it away."""
    move = request.POST.get("lam", "")
    if move in set(Move):
        photographed.change(draft, document, photo, Move(move), at=at)
    asked = request.POST.get("requirement", "")
    return redirect(f"{_address(request, draft, key)}#giay-{asked}")


@drafter("POST")
def draft_reuse_paper(
    request: HttpRequest, at: datetime, draft: Draft, key: str, document: str
) -> HttpResponseBase:
    """Hand in again what was handed in before, for one requirement."""
    asked = request.POST.get("requirement", "")
    reuse.use_paper(request, draft, asked, document, at)
    return redirect(f"{_address(request, draft, key)}#giay-{asked}")


def _answered(request: HttpRequest, at: datetime, draft: Draft, step: Step) -> HttpResponseBase:
    patch = {} if step.is_papers else from_post(step.page, request.POST, today=local_day(at))
    try:
        drafts.save(draft, patch, at=at)
    except Refusal as refusal:
        kept = {**draft.answers, **patch}
        return _show(request, at, draft, Shown(step=step, values=kept, refusal=refusal))
    if changes_rows(request.POST):
        return redirect(_address(request, draft, step.key))
    if "lam-sau" in request.POST:
        return redirect("draft", draft=draft.public_id)
    step = _step(draft, step.key)  # the answers may have brought in more questions
    if problems := _problems(draft, step, at):
        shown = Shown(step=step, values=draft.answers, problems=problems)
        return _show(request, at, draft, shown)
    return redirect(_onwards(request, draft, step))


def _onwards(request: HttpRequest, draft: Draft, step: Step) -> str:
    """The next step in the light of the answers; the review at the end, or if one came from it."""
    following = steps.after(_steps(draft), step)
    if following is None or _from_review(request):
        return reverse("draft-review", args=[draft.public_id])
    return reverse("draft-page", args=[draft.public_id, following.key])


def _show(request: HttpRequest, at: datetime, draft: Draft, shown: Shown) -> HttpResponseBase:
    step, all_steps = shown.step, _steps(draft)
    context = {
        "draft": draft,
        "step": step,
        "number": steps.number(all_steps, step),
        "total": len(all_steps) + 1,
        "back_url": _back(draft, steps.before(all_steps, step)),
        "from_review": _from_review(request),
        "errors": shown.problems,
        "refusal": None if shown.failed else shown.refusal,
        "saved": f"Đã lưu lúc {say_time(draft.saved_at)}",
        **(_papers(request, draft, shown) if step.is_papers else _fields(draft, shown, at)),
    }
    template = "portal/draft_papers.html" if step.is_papers else "portal/draft_page.html"
    return render(request, template, context, status=_status(shown))


def _fields(draft: Draft, shown: Shown, at: datetime) -> dict[str, Any]:
    step = shown.step
    return {
        "form_shown": drafts.form_of(draft),
        "values": shown.values,
        "units": units.around(draft.agency.unit_code, step.asks, local_day(at)),
        "others": steps.others_answers(step.page.fields, shown.values),
        "sources": draft.known or {},
    }


def _papers(request: HttpRequest, draft: Draft, shown: Shown) -> dict[str, Any]:
    sent, at = drafts.documents_of(draft), [draft.public_id, shown.step.key]
    wrong = {one.field.split("/")[1]: one.message for one in shown.problems}
    if shown.failed and shown.refusal:
        wrong[shown.failed] = shown.refusal.sentence
    back = _back_to_review(request)
    earlier = reuse.papers_of(request, draft)
    return {
        "papers": [
            papers.block(
                asked,
                sent,
                url_of=lambda one: reverse("draft-document", args=[at[0], one.public_id]),
                remove_url_of=lambda one: reverse("draft-remove", args=[*at, one.public_id]) + back,
                upload_url=reverse("draft-upload", args=at) + back,
                photo_urls_of=lambda one, photo: (
                    reverse("draft-photo", args=[at[0], one.public_id, photo]),
                    reverse("draft-photo-change", args=[*at, one.public_id, photo]) + back,
                ),
                error=wrong.get(asked.name, ""),
                again=[
                    papers.AgainLine(
                        name=one.paper.filename,
                        note=one.source,
                        url=reverse("draft-reuse-paper", args=[*at, one.paper.public_id]) + back,
                    )
                    for one in earlier
                    if one.requirement == asked.name
                ],
            )
            for asked in shown.step.asks
        ],
        "limit": papers.say_limits(),
        "errors": [{"anchor": f"tep-{name}", "message": said} for name, said in wrong.items()],
    }


def _tasks(
    draft: Draft, all_steps: Sequence[Step], faulty: Sequence[str], sent: Sequence[DraftDocument]
) -> list[dict[str, str]]:
    """The sections with their states, and the review at the end."""
    met = {one.requirement for one in sent}
    tasks = []
    for step in all_steps:
        kind, state = steps.state_of(step, faulty.count(step.key), draft.answers, met)
        tasks.append({"label": step.title, "url": _url(draft, step), "kind": kind, "state": state})
    review = reverse("draft-review", args=[draft.public_id])
    ready = "Xem được, còn thiếu" if faulty else "Sẵn sàng"
    return [*tasks, {"label": "Xem lại và nộp", "url": review, "kind": "", "state": ready}]


def _problems(draft: Draft, step: Step, at: datetime) -> list[Problem]:
    """What is missing or wrong on this step."""
    met = {one.requirement for one in drafts.documents_of(draft)} if step.is_papers else set()
    form, today = drafts.form_of(draft), local_day(at)
    found = page_problems(form, step.page, draft.answers, met, today=today)
    return [one for one in found if one.field.split("/")[1] in step.names]


def _step(draft: Draft, key: str) -> Step:
    return steps.step_or_refusal(_steps(draft), key)


def _steps(draft: Draft) -> list[Step]:
    return steps.steps_of(drafts.form_of(draft), draft.answers)


def _url(draft: Draft, step: Step) -> str:
    return reverse("draft-page", args=[draft.public_id, step.key])


def _back(draft: Draft, earlier: Step | None) -> str:
    return _url(draft, earlier) if earlier else reverse("draft", args=[draft.public_id])


def _address(request: HttpRequest, draft: Draft, key: str) -> str:
    """The page itself, still knowing whether one came from the review."""
    return reverse("draft-page", args=[draft.public_id, key]) + _back_to_review(request)


def _back_to_review(request: HttpRequest) -> str:
    return f"?tu={FROM_REVIEW}" if _from_review(request) else ""


def _from_review(request: HttpRequest) -> bool:
    return request.GET.get("tu") == FROM_REVIEW


def _status(shown: Shown) -> int:
    if shown.refusal:
        return shown.refusal.status
    return 422 if shown.problems else 200
