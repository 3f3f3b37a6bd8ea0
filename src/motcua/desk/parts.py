"""The parts of the queue beside the list, each with its count, and the words over the list."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from motcua.core.states import State
from motcua.desk.narrowing import LATE, OTHERS, TODAY, WHOLE, WRITTEN, Wanted
from motcua.dossiers.models import Channel
from motcua.dossiers.queries import ELSEWHERE
from motcua.dossiers.queue_counts import MOST

MINE, OTHER_AGENCIES = "Việc của tôi", "Chờ cơ quan khác"
MESSAGES = "Tin nhắn chưa đọc"
TITLES = {LATE: "Quá hạn", TODAY: "Hôm nay"}
STATES = {
    State.SUBMITTED: "Chờ tiếp nhận",
    State.ACCEPTED: "Đang giải quyết",
    State.SUSPENDED: "Tạm dừng",
    State.DECIDED: "Chờ trả kết quả",
}
AWAITING = State.AWAITING_APPLICANT
CHANNELS = {Channel.ONLINE: "Trên mạng", Channel.COUNTER: "Tại quầy", Channel.POST: "Bưu chính"}
Counts = Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the queue, or one way to narrow it."""

    title: str
    url: str
    here: bool
    count: str = ""
    hot: bool = False


def by_due(wanted: Wanted, counts: Counts) -> list[Part]:
    """All that is mine, what is overdue, what is due today."""
    return [
        _part(wanted, wanted.part(), MINE, counts["all"]),
        _part(wanted, wanted.part(due=LATE), TITLES[LATE], counts["late"], hot=True),
        _part(wanted, wanted.part(due=TODAY), TITLES[TODAY], counts["today"]),
    ]


def by_work(wanted: Wanted, counts: Counts) -> list[Part]:
    """By what is to be done; at the end what waits for others, and the whole unit."""
    mine = [
        _part(wanted, part, title, counts[state])
        for state, title in STATES.items()
        for part in [wanted.part(state=state.value)]
        if counts[state] or _same(wanted, part)
    ]
    waiting = wanted.part(which=WHOLE, state=AWAITING.value)
    others, whole = wanted.part(which=OTHERS), wanted.part(which=WHOLE)
    return [
        *mine,
        _part(wanted, waiting, "Chờ người nộp bổ sung", counts[AWAITING]),
        _part(wanted, others, OTHER_AGENCIES, counts[ELSEWHERE]),
        _part(wanted, whole, "Cả đơn vị", counts["agency"]),
    ]


def written(wanted: Wanted, count: int) -> list[Part]:
    """Where applicants wrote and nobody has read it; left out where there is nothing."""
    part = wanted.part(which=WRITTEN)
    shown = count or _same(wanted, part)
    return [_part(wanted, part, MESSAGES, count, hot=True)] if shown else []


def attention(count: int) -> Part:
    """The way to what the watchdog found."""
    return Part(
        title="Cần chú ý",
        url=reverse("desk:attention"),
        here=False,
        count=say(count),
        hot=bool(count),
    )


def inbox(count: int) -> Part:
    """What other agencies wait for here."""
    url = reverse("desk:inbox")
    return Part(title="Hỏi ý kiến, liên thông", url=url, here=False, count=say(count))


def by_channel(wanted: Wanted) -> list[Part]:
    """Chips that narrow to how dossiers came in; the one that is on leads back."""
    return [
        Part(
            title=title,
            here=wanted.channel == channel.value,
            url=_with_channel(wanted, "" if wanted.channel == channel.value else channel.value),
        )
        for channel, title in CHANNELS.items()
    ]


def title(wanted: Wanted) -> str:
    """What the list is."""
    if wanted.state == AWAITING:
        return "Chờ người nộp bổ sung"
    if wanted.which:
        return {WHOLE: "Cả đơn vị", OTHERS: OTHER_AGENCIES, WRITTEN: MESSAGES}[wanted.which]
    if wanted.state:
        state = State(wanted.state)
        return STATES.get(state, state.label)
    return TITLES.get(wanted.due, MINE)


def total(wanted: Wanted, counts: Counts) -> int | None:
    """How many dossiers the list has, where it is counted exactly."""
    counted = {
        wanted.part(): "all",
        wanted.part(due=LATE): "late",
        wanted.part(due=TODAY): "today",
        wanted.part(which=WHOLE): "agency",
        wanted.part(which=OTHERS): ELSEWHERE,
        wanted.part(which=WHOLE, state=AWAITING.value): AWAITING.value,
        **{wanted.part(state=state.value): state.value for state in STATES},
    }
    number = counts.get(counted.get(wanted, ""), MOST)
    return None if wanted.channel or number >= MOST else number


def say_whole(counts: Counts) -> str:
    """`23 hồ sơ, 2 quá hạn, 6 hết hạn hôm nay`."""
    said = [f"{say(counts['all'])} hồ sơ"]
    if counts["late"]:
        said.append(f"{say(counts['late'])} quá hạn")
    if counts["today"]:
        said.append(f"{say(counts['today'])} hết hạn hôm nay")
    return ", ".join(said)


def say(count: int) -> str:
    """Exact up to a thousand."""
    return f"{MOST}+" if count >= MOST else str(count)


def _part(wanted: Wanted, part: Wanted, title: str, count: int, *, hot: bool = False) -> Part:
    return Part(
        title=title,
        url=part.address(),
        here=_same(wanted, part),
        count=say(count),
        hot=hot and count > 0,
    )


def _same(wanted: Wanted, part: Wanted) -> bool:
    return (wanted.due, wanted.state, wanted.which) == (part.due, part.state, part.which)


def _with_channel(wanted: Wanted, channel: str) -> str:
    return Wanted(**{**vars(wanted), "channel": channel}).address()
