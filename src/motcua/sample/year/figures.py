"""The figures of a replayed year, counted from its rows."""

from collections import Counter
from typing import Any

from django.db.models import Count

from motcua.agencies import calendars
from motcua.catalogue.models import Service
from motcua.core import deadlines
from motcua.core.states import State
from motcua.dossiers.models import Channel, Dossier
from motcua.feedback.grades import Grade
from motcua.feedback.models import Rating
from motcua.sample.models import Replay


def of(replay: Replay) -> dict[str, Any]:
    """What was received and by which way, settled how, ended otherwise, and what is online."""
    dossiers = Dossier.objects.filter(jurisdiction=replay.jurisdiction)
    received = dict(dossiers.values_list("channel").annotate(n=Count("id")))
    states = dict(dossiers.values_list("state").annotate(n=Count("id")))
    total = sum(received.values())
    used = dossiers.filter(channel=Channel.ONLINE).values("service").distinct().count()
    return {
        "received": {channel.value: received.get(channel, 0) for channel in Channel},
        "take_up": received.get(Channel.ONLINE, 0) / total if total else 0.0,
        "settled": _settled(replay),
        "ended": {
            state.value: states.get(state, 0)
            for state in (State.REFUSED, State.WITHDRAWN, State.EXPIRED)
        },
        "open": sum(n for state, n in states.items() if not _is_over(State(state))),
        "coverage": _coverage(replay.jurisdiction),
        "services_used_online": used,
        "ratings": _ratings(replay.jurisdiction),
    }


def _is_over(state: State) -> bool:
    return state.is_closed or state is State.DECIDED


def _settled(replay: Replay) -> dict[str, int]:
    """Early is a working day or more before the appointment in force; without one, on time."""
    legal = calendars.legal_calendar()
    decided = Dossier.objects.filter(
        jurisdiction=replay.jurisdiction, decided_at__isnull=False
    ).values_list("channel", "decided_at", "appointment")
    how: Counter[str] = Counter()
    for channel, at, promised in decided.iterator(chunk_size=5000):
        how["online"] += channel == Channel.ONLINE
        if at is None or promised is None:
            how["on_time"] += 1
        else:
            how[deadlines.settled(at, promised, legal)] += 1
    total = how["early"] + how["on_time"] + how["late"]
    return {name: how[name] for name in ("early", "on_time", "late", "online")} | {"total": total}


def _coverage(jurisdiction: str) -> dict[str, int]:
    services = Service.objects.filter(agency__jurisdiction=jurisdiction)
    return {
        "services": services.count(),
        "online": services.filter(earned_level__gte=3).count(),
    }


def _ratings(jurisdiction: str) -> dict[str, int]:
    """How many rated, and how many of them are satisfied with ease, time and conduct alike."""
    ratings = Rating.objects.filter(jurisdiction=jurisdiction)
    not_yet = Grade.NOT_YET_SATISFIED
    satisfied = ratings.exclude(ease=not_yet).exclude(time=not_yet).exclude(conduct=not_yet)
    return {"all": ratings.count(), "satisfied": satisfied.count()}
