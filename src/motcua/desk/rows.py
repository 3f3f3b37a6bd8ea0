"""What the queue shows of a dossier, already decided and in words."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.agencies import calendars
from motcua.core import codes
from motcua.core.moments import local_day
from motcua.core.sayings import Due, say_day, say_due, say_waiting
from motcua.core.states import State
from motcua.desk.parts import say
from motcua.dossiers.holding import handed_to, step_of
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.presenters import channel_label
from motcua.dossiers.suspensions import Cause

CHANNEL_ICONS = {
    Channel.ONLINE: "online",
    Channel.ASSISTED: "people",
    Channel.COUNTER: "counter",
    Channel.POST: "post",
}
LATE, FETCH, TODAY, LATER = "late", "to_fetch", "today", "later"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the queue."""

    code: str
    short: str
    name: str
    service: str
    agency: str
    channel: str
    icon: str
    step: str
    officer: str
    due: Due
    has_message: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    """Lines of one heading: overdue, today, later; with how many there are in all, if known."""

    title: str
    count: str
    rows: list[Row]


def grouped(
    dossiers: Iterable[Dossier],
    at: datetime,
    counts: Mapping[str, int] | None = None,
    *,
    written: Collection[int] = (),
) -> list[Group]:
    """The dossiers in the order given, under a heading for each part of the calendar.

    `written` are those about which the applicant wrote and nobody has read it.
    What waits to be fetched lies between what is late by its day, and has a heading of its own.
    """
    parts: dict[str, list[Dossier]] = {}
    for one in dossiers:
        parts.setdefault(_part(one, at), []).append(one)
    return [
        Group(
            title=_title(part, at),
            count=_count(part, counts) if counts else "",
            rows=[row_of(one, at, written) for one in parts[part]],
        )
        for part in (LATE, FETCH, TODAY, LATER)
        if part in parts
    ]


def row_of(dossier: Dossier, at: datetime, written: Collection[int] = ()) -> Row:
    """One dossier as a line."""
    officer = dossier.holder_officer
    return Row(
        code=dossier.code,
        short=codes.parse(dossier.code).short,
        name=dossier.applicant_name,
        service=dossier.service.procedure.name,
        agency=dossier.agency.name,
        channel=channel_label(dossier.channel),
        icon=CHANNEL_ICONS[Channel(dossier.channel)],
        step=stands_at(dossier),
        officer=officer.name if officer else "",
        due=due_of(dossier, at),
        has_message=dossier.pk in written,
    )


def due_of(dossier: Dossier, at: datetime) -> Due:
    """The clock that runs now; a dossier that waits for its applicant has none running."""
    legal = calendars.legal_calendar()
    if dossier.state in {State.AWAITING_APPLICANT, State.SUSPENDED}:
        return say_due(dossier.appointment, at, legal, paused=True, stopped_at=dossier.stopped_at)
    if dossier.decided_at is not None and dossier.returned_at is not None:
        return say_due(dossier.appointment, at, legal, done_at=dossier.decided_at)
    if _is_to_fetch(dossier, at) and dossier.decided_at is not None:
        return say_waiting(dossier.appointment, dossier.decided_at, at, legal)
    return say_due(dossier.due_at, at, legal)


def stands_at(dossier: Dossier) -> str:
    """What is to be done next: the step of the process, or what the state waits for."""
    if dossier.awaited_agency is not None:
        return f"Chờ ý kiến: {dossier.awaited_agency.name}"
    if dossier.state == State.ACCEPTED and (step := step_of(dossier)):
        _, elsewhere = handed_to(dossier)
        return f"{elsewhere}: {step.name}" if elsewhere else step.name
    if dossier.state == State.SUBMITTED:
        again = dossier.version > 1  # supplemented, corrected: somebody has to look once more
        return "Đã sửa hoặc bổ sung, chờ xem" if again else "Mới đến, phải trả lời"
    if dossier.state == State.SUSPENDED:
        return f"Tạm dừng, {Cause(dossier.suspended_for).label}"
    if dossier.state == State.DECIDED:
        return "Chờ trả kết quả"
    return State(dossier.state).label


def _is_to_fetch(dossier: Dossier, at: datetime) -> bool:
    """Is it settled, and past the day on which its applicant was to come for the result?"""
    due_at = dossier.due_at
    return dossier.state == State.DECIDED and due_at is not None and due_at < at


def _part(dossier: Dossier, at: datetime) -> str:
    due_at = dossier.due_at
    if _is_to_fetch(dossier, at):
        return FETCH
    if due_at is None or local_day(due_at) > local_day(at):
        return LATER
    return LATE if due_at < at else TODAY


def _title(part: str, at: datetime) -> str:
    titles = {
        LATE: "Quá hạn",
        FETCH: "Có kết quả, chờ người nộp đến nhận",
        TODAY: f"Hôm nay, {say_day(local_day(at))}",
    }
    return titles.get(part, "Ngày mai và sau đó")


def _count(part: str, counts: Mapping[str, int]) -> str:
    """Of everything that is mine."""
    known = {name: counts[name] for name in (LATE, FETCH, TODAY)}
    return say(known.get(part, counts["all"] - sum(known.values())))
