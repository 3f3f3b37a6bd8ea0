"""Reviewing a draft, handing it in, and the receipt."""

import secrets
from collections import Counter
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.core.refusals import Incomplete
from motcua.dossiers import drafts, return_ways
from motcua.dossiers.handing_in import hand_in
from motcua.dossiers.links import track_url
from motcua.dossiers.models import Draft
from motcua.portal import keys, paying, receipts, review
from motcua.portal.doors import drafter
from motcua.portal.review import Pledge
from motcua.slips import applications, qr

LONGEST_KEY = 64


@drafter("GET", "POST", submitted=True)
def draft_review(request: HttpRequest, at: datetime, draft: Draft) -> HttpResponseBase:
    """Is it right? Then the pledge and the one button."""
    if request.method == "POST":
        return _submit(request, at, draft)
    if draft.dossier_id is not None:
        return redirect("receipt", draft=draft.public_id)
    drafts.check_open(draft, at)
    return _review(request, at, draft, Pledge(key=secrets.token_urlsafe(24)))


@drafter("GET", submitted=True)
def receipt(request: HttpRequest, at: datetime, draft: Draft) -> HttpResponseBase:
    """Did it arrive, and when do I hear?"""
    if draft.dossier_id is None:
        return redirect("draft-review", draft=draft.public_id)
    dossier = drafts.dossier_of(draft)
    context = {
        "draft": draft,
        "receipt": receipts.receipt_of(dossier, at),
        **paying.on_tracking(dossier, at),
    }
    return render(request, "portal/receipt.html", context)


@drafter("GET", submitted=True)
def receipt_qr(request: HttpRequest, at: datetime, draft: Draft) -> HttpResponseBase:
    """The link of the receipt as a picture for a telephone."""
    if draft.dossier_id is None:
        return redirect("draft-review", draft=draft.public_id)
    picture = qr.svg(track_url(drafts.dossier_of(draft)), on_white=True)
    return HttpResponse(picture, content_type="image/svg+xml")


@drafter("GET")
def draft_print(request: HttpRequest, at: datetime, draft: Draft) -> HttpResponseBase:
    """The declaration as it would be printed, to look over before handing it in."""
    papers = Counter(paper.requirement for paper in drafts.documents_of(draft))
    made = applications.preview(draft, papers, at=at)
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="ban-xem-truoc.pdf"'},
    )


def _submit(request: HttpRequest, at: datetime, draft: Draft) -> HttpResponseBase:
    pledge = Pledge(
        key=request.POST.get("lan", "")[:LONGEST_KEY] or secrets.token_urlsafe(24),
        is_given="cam-doan" in request.POST,
    )
    wrong_way = _choose_way(request, at, draft)
    if wrong_way is not None:
        return _review(request, at, draft, pledge, wrong_way=wrong_way, status=wrong_way.status)
    if not pledge.is_given:
        return _review(request, at, draft, Pledge(key=pledge.key, was_forgotten=True), status=422)
    try:
        dossier = hand_in(draft, by=keys.applicant_of(request), at=at, key=pledge.key)
    except Incomplete as refusal:
        return _review(request, at, draft, pledge, refusal=refusal, status=refusal.status)
    path = reverse("track-dossier", args=[dossier.code])
    if draft.corrects_id is not None:
        messages.success(request, "Đã nộp bản sửa. Cơ quan thấy ngay những chỗ đã sửa.")
        return redirect(path)
    response = redirect("receipt", draft=draft.public_id)
    return keys.keep(response, path, dossier.secret, days=keys.DOSSIER_DAYS)


def _choose_way(request: HttpRequest, at: datetime, draft: Draft) -> Incomplete | None:
    """Keep how the result is wanted; why not, if it cannot be kept."""
    way, address = request.POST.get("return_way", ""), request.POST.get("return_address", "")
    if not way or draft.dossier_id is not None:
        return None
    try:
        return_ways.choose(draft, way=way, address=address, at=at)
    except Incomplete as refusal:
        return refusal
    return None


def _review(
    request: HttpRequest,
    at: datetime,
    draft: Draft,
    pledge: Pledge,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponseBase:
    context = review.review_of(draft, at) | {"draft": draft, "pledge": pledge, **more}
    return render(request, "portal/draft_review.html", context, status=status)
