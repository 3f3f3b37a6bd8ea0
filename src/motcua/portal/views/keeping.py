"""Keeping a draft longer, throwing it away, bringing it back: one button each."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from motcua.core.sayings import say_moment
from motcua.dossiers import draft_lives, drafts
from motcua.dossiers.models import Draft
from motcua.portal.doors import drafter


@drafter("POST")
def draft_extend(request: HttpRequest, at: datetime, draft: Draft) -> HttpResponseBase:
    """Its whole time again, and back to it."""
    kept = draft_lives.extend(draft, at=at)
    messages.success(request, f"Đã giữ bản nháp đến {say_moment(kept.expires_at)}.")
    return redirect("draft", draft=draft.public_id)


@drafter("POST")
def draft_discard(request: HttpRequest, at: datetime, draft: Draft) -> HttpResponseBase:
    """Away with it; what can be brought back says until when and where."""
    draft_lives.discard(draft, at=at)
    if draft.corrects_id is not None:
        messages.success(request, "Đã thôi sửa. Hồ sơ đã nộp vẫn còn nguyên.")
    else:
        days = drafts.RECOVERY.days
        messages.success(request, f"Đã bỏ bản nháp. Trong {days} ngày vẫn khôi phục được.")
    if request.user.is_authenticated:
        return redirect("account")
    return redirect("service", code=draft.service.procedure.code, agency=draft.agency.code)


@drafter("POST")
def draft_restore(request: HttpRequest, at: datetime, draft: Draft) -> HttpResponseBase:
    """Here it is again, whole."""
    draft_lives.restore(draft, at=at)
    messages.success(request, "Đã khôi phục bản nháp, mọi điều đã điền còn nguyên.")
    return redirect("draft", draft=draft.public_id)
