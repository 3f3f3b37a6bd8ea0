"""The queue: what is due first, with counts, filters that stay in the address, and one key each."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.core.codes import UnknownCode, parse
from motcua.desk import parts
from motcua.desk.doors import reader
from motcua.desk.narrowing import at_place, wanted_of
from motcua.desk.rows import grouped
from motcua.dossiers import concerns, messages, queries
from motcua.dossiers.actors import Officer
from motcua.dossiers.inbox import inbox_count
from motcua.dossiers.queue_counts import queue_counts
from motcua.people.models import Posting

LONGEST = 60


@reader("GET")
def queue(request: HttpRequest, by: Officer, at: datetime) -> HttpResponseBase:
    """What this officer's roles hold, or all that is open where she works."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    codes = _meant(by, words) if words else []
    if len(codes) == 1:
        return redirect("desk:dossier", code=codes[0])
    context: dict[str, Any] = {"words": words, "several": codes}
    if not by.workplaces:
        return render(request, "desk/auditing.html", context)
    wanted = wanted_of(request.GET, by)
    here = at_place(by, wanted.place)
    written = messages.unread_at(here)
    page = queries.queue(here, cursor=request.GET.get("tu", ""), among=written, **wanted.asked(at))
    counts = queue_counts(here, at=at)
    shown = _seen(request) + len(page.items)
    context |= {
        "wanted": wanted,
        "groups": grouped(page.items, at, counts if wanted.is_plain else None, written=written),
        "shown": shown,
        "total": parts.total(wanted, counts),
        "next_url": wanted.address(tu=page.next, da=str(shown)) if page.next else "",
        "by_due": parts.by_due(wanted, counts),
        "by_work": [
            *parts.by_work(wanted, counts),
            *parts.written(wanted, len(written)),
            parts.attention(concerns.count_at(here)),
        ],
        "by_channel": parts.by_channel(wanted),
        "inbox": parts.inbox(inbox_count(here)),
        "title": parts.title(wanted),
        "summary": parts.say_whole(counts) if wanted.is_plain else "",
        "places": _places(by),
    }
    return render(request, "desk/queue.html", context)


def _meant(by: Officer, words: str) -> list[str]:
    """The codes that were typed: one that is whole, or those that end so where she works."""
    try:
        return [str(parse(words))]
    except UnknownCode:
        return [dossier.code for dossier in queries.by_short_code(by, words)]


def _places(by: Officer) -> list[Posting]:
    """Where she works, each once; nothing to choose from when it is one."""
    places = {posting.agency_id: posting for posting in by.workplaces}
    return list(places.values()) if len(places) > 1 else []


def _seen(request: HttpRequest) -> int:
    """How many were shown on the pages before."""
    text = request.GET.get("da", "")
    return int(text) if text.isdecimal() and len(text) < 7 and request.GET.get("tu") else 0
