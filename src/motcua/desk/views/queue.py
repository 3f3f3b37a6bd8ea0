"""The queue: what is due first, with counts, filters that stay in the address, and one key each."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from motcua.core.codes import UnknownCode, parse
from motcua.core.moments import at_local, local_day
from motcua.core.states import State
from motcua.desk.doors import officer
from motcua.desk.rows import grouped
from motcua.dossiers import queries
from motcua.dossiers.actors import Officer
from motcua.dossiers.queue_counts import MOST, queue_counts

Span = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the queue beside the list."""

    title: str
    url: str
    count: str
    here: bool
    hot: bool = False


@officer("GET")
def queue(request: HttpRequest, by: Officer, at: datetime) -> HttpResponseBase:
    """What this officer's roles hold, or all that is open where she works."""
    words = request.GET.get("q", "").strip()
    if words and (code := _code(words)):
        return redirect("desk:dossier", code=code)
    page = queries.queue(
        by,
        which=queries.AGENCY if request.GET.get("viec") == "tat-ca" else queries.MINE,
        state=_state(request),
        due=_span(request.GET.get("han", ""), at),
        cursor=request.GET.get("tu", ""),
    )
    counts = queue_counts(by, at=at)
    context = {
        "groups": grouped(page.items, at),
        "shown": len(page.items),
        "parts_by_due": _by_due(request, counts),
        "parts_by_state": _by_state(request, counts),
        "title": _title(request),
        "next_url": _with(request, tu=page.next) if page.next else "",
        "many_places": len({posting.agency_id for posting in by.workplaces}) > 1,
        "by": by,
        "unknown": words,
    }
    return render(request, "desk/queue.html", context)


def _by_due(request: HttpRequest, counts: dict[str, int]) -> list[Part]:
    here, whole = request.GET.get("han", ""), request.GET.get("viec") == "tat-ca"
    mine = not here and not whole and not request.GET.get("trang-thai")
    return [
        Part(title="Việc của tôi", url="?", count=_say(counts["all"]), here=mine),
        Part(title="Quá hạn", url="?han=qua-han", count=_say(counts["late"]),
             here=here == "qua-han", hot=counts["late"] > 0),
        Part(title="Hôm nay", url="?han=hom-nay", count=_say(counts["today"]),
             here=here == "hom-nay"),
    ]  # fmt: skip


def _by_state(request: HttpRequest, counts: dict[str, int]) -> list[Part]:
    here, whole = request.GET.get("trang-thai", ""), request.GET.get("viec") == "tat-ca"
    states = (State.SUBMITTED, State.ACCEPTED, State.DECIDED)
    parts = [
        Part(title=state.label, url=f"?trang-thai={state.value}", count=_say(counts[state]),
             here=here == state)
        for state in states
        if counts[state] or here == state
    ]  # fmt: skip
    everything = Part(
        title="Cả đơn vị", url="?viec=tat-ca", count=_say(counts["agency"]), here=whole
    )
    return [*parts, everything]


def _say(count: int) -> str:
    return f"{MOST}+" if count >= MOST else str(count)


def _title(request: HttpRequest) -> str:
    if request.GET.get("viec") == "tat-ca":
        return "Cả đơn vị"
    state = _state(request)
    due = {"qua-han": "Quá hạn", "hom-nay": "Hôm nay"}.get(request.GET.get("han", ""))
    return state.label if state else due or "Việc của tôi"


def _state(request: HttpRequest) -> State | None:
    wanted = request.GET.get("trang-thai", "")
    return State(wanted) if wanted in set(State) else None


def _span(wanted: str, at: datetime) -> Span:
    tomorrow = at_local(local_day(at) + timedelta(days=1), time())
    return {"qua-han": (None, at), "hom-nay": (at, tomorrow)}.get(wanted, (None, None))


def _code(words: str) -> str | None:
    """The code that was typed, whole; None when it is none."""
    try:
        return str(parse(words))
    except UnknownCode:
        return None


def _with(request: HttpRequest, **changes: str) -> str:
    return "?" + urlencode({**request.GET.dict(), **changes})
