"""What people searched and did not find, and the everyday words that help them find it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from motcua.catalogue import local_synonyms, search, unanswered
from motcua.core.refusals import Refusal
from motcua.people.models import User
from motcua.studio.doors import owner

PREVIEWED = 3
LONGEST = 300
LONGEST_NUMBER = 18  # digits of a key that a database takes


@owner("GET")
def searches(request: HttpRequest, user: User, at: datetime) -> HttpResponse:
    """What is searched in vain; words to teach; what was taught."""
    return _page(request, said=_text(request.GET, "said"), law=_text(request.GET, "law"))


@owner("POST")
def teach(request: HttpRequest, user: User, at: datetime) -> HttpResponse:
    """The search understands these words from now on."""
    said, law, reason = (_text(request.POST, name) for name in ("said", "law", "reason"))
    if request.POST.get("act") == "preview":
        return _page(request, said=said, law=law, reason=reason)
    try:
        line = local_synonyms.teach(said, law=law, reason=reason, by=user, at=at)
    except Refusal as refusal:
        return _page(request, said=said, law=law, reason=reason, refusal=refusal)
    messages.success(request, f"Từ nay tìm “{line.said}” là tìm “{line.law}”.")
    return redirect("studio:searches")


@owner("POST")
def untaught(request: HttpRequest, user: User, at: datetime) -> HttpResponse:
    """The search does not use the words any more."""
    number = _text(request.POST, "line")
    if number.isdecimal() and len(number) < LONGEST_NUMBER:
        local_synonyms.withdraw(int(number), by=user, at=at)
        messages.success(request, "Đã bỏ lời này.")
    return redirect("studio:searches")


def _page(
    request: HttpRequest, *, said: str, law: str, reason: str = "", refusal: Refusal | None = None
) -> HttpResponse:
    found = search.search(law, limit=PREVIEWED).items if law else []
    context = {
        "asked": unanswered.often_asked(),
        "rare": unanswered.rarely_asked(),
        "taught": local_synonyms.taught(),
        "said": said,
        "law": law,
        "reason": reason,
        "found": [one.procedure for one in found],
        "refusal": refusal,
        "times": unanswered.TIMES,
        "days": unanswered.DAYS,
        "kept": unanswered.KEPT.days,
    }
    return render(
        request, "studio/searches.html", context, status=refusal.status if refusal else 200
    )


def _text(values: QueryDict, name: str) -> str:
    return values.get(name, "").replace("\0", "").strip()[:LONGEST]
