"""Finding the right service: home, search, choosing the place."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.catalogue import queries, unanswered
from motcua.catalogue.models import Procedure
from motcua.catalogue.near_words import near_words
from motcua.catalogue.search import search as search_catalogue
from motcua.core import codes
from motcua.core.moments import local_day
from motcua.core.refusals import Refusal
from motcua.portal import lines, places
from motcua.portal.doors import anyone
from motcua.portal.facts import facts_of
from motcua.portal.life_events import LIFE_EVENTS, OFTEN_ASKED

MOST_USED = 6
NEAR = 3


class NoSuchProcedure(Refusal):
    """No procedure of this code is published."""

    code, status, title = "no-such-procedure", 404, "Không có thủ tục này"


@anyone("GET")
def home(request: HttpRequest, at: datetime) -> HttpResponse:
    """What do I need to do?"""
    context = {
        "most_used": [lines.of_used(procedure) for procedure in queries.most_used(MOST_USED)],
        "events": LIFE_EVENTS,
        "often": OFTEN_ASKED,
        "example": codes.EXAMPLE,
    }
    return render(request, "portal/home.html", context)


@anyone("GET")
def search(request: HttpRequest, at: datetime) -> HttpResponse:
    """Which one is mine?"""
    asked = places.asked_of(request.GET)
    place = places.find(asked.place, local_day(at))
    found = search_catalogue(
        asked.q, place=place.code or None, level=asked.level, field=asked.field or None,
        cursor=asked.cursor, day=local_day(at),
    )  # fmt: skip
    near = [] if found.items else search_catalogue("", limit=NEAR, day=local_day(at)).items
    if asked.is_first_alone and (found.unknown or not found.items):
        unanswered.note(asked.q, day=local_day(at))
    context = {
        "near_words": near_words(asked.q) if found.unknown or not found.items else [],
        "events": [] if found.items else LIFE_EVENTS,
        "asked": asked,
        "found": found,
        "lines": [lines.of_found(one) for one in found.items],
        "near": [lines.of_found(one) for one in near],
        "place": place,
        "levels": places.LEVELS,
        "next_url": f"{reverse('search')}?{asked.next_query(found.next)}" if found.next else "",
    }
    return render(request, "portal/search.html", context)


@anyone("GET")
def procedure(request: HttpRequest, at: datetime, code: str) -> HttpResponse:
    """Where do I hand it in? Skipped where there is one place; the counter way where none is."""
    found = procedure_or_refusal(code)
    agencies = queries.agencies_offering(found, local_day(at))
    if len(agencies) == 1:
        return redirect("service", code=code, agency=agencies[0].code)
    if not agencies:
        context = {"procedure": found, "facts": facts_of(queries.content_of(found), None)}
        return render(request, "portal/service.html", context)
    q = request.GET.get("q", "").strip()
    fitting = places.named(agencies, q)
    context = {
        "procedure": found,
        "q": q,
        "agencies": fitting[: places.LISTED],
        "fitting": len(fitting),
        "all": len(agencies),
    }
    return render(request, "portal/procedure.html", context)


def procedure_or_refusal(code: str) -> Procedure:
    """The published procedure of this code. Raises `NoSuchProcedure`."""
    found = queries.procedure_or_none(code)
    if found is None or found.current is None:
        raise NoSuchProcedure(
            "Không có thủ tục mang mã này.",
            why="Mã gõ sai, hoặc thủ tục đã được thay bằng thủ tục khác.",
            mend="Tìm lại bằng tên việc cần làm.",
        )
    return found
