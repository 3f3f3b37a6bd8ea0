"""The working time of a dossier, divided among those who had it: each hour belongs to one of them.

The applicant, a step of the agency, another agency that was asked, or a stop. Where several
agencies are asked at once, the time belongs to the one that was asked first and has not answered.
The parts always add up to the working time between the first moment and the last. It knows no
journal and no process.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from motcua.core.deadlines import Settlement
from motcua.core.worktime import WORKING_DAY, WorkCalendar, worked_between

NOTHING = timedelta(0)


class Party(StrEnum):
    """To whom time belongs."""

    APPLICANT = "applicant"
    STEP = "step"
    OTHER_AGENCY = "other_agency"
    SUSPENSION = "suspension"

    @property
    def label(self) -> str:
        """The party in Vietnamese."""
        return _LABELS[self]

    @property
    def clock_runs(self) -> bool:
        """Does the agency's limit run while this party has the dossier?"""
        return self in {Party.STEP, Party.OTHER_AGENCY}


_LABELS = {
    Party.APPLICANT: "Người nộp",
    Party.STEP: "Cơ quan giải quyết",
    Party.OTHER_AGENCY: "Cơ quan được hỏi ý kiến",
    Party.SUSPENSION: "Tạm dừng",
}


class Move(StrEnum):
    """What changes whose time it is."""

    TO_STEP = "to_step"  # a new step, with all its time
    TO_APPLICANT = "to_applicant"
    STOP = "stop"
    GO_ON = "go_on"  # the step goes on with the time it had left
    ASK = "ask"
    ANSWER = "answer"
    PASS_ON = "pass_on"  # another agency answers in its place
    TAKE_BACK = "take_back"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """A move at a moment: of which entry, which agency was asked, how much time is allowed.

    `instead_of` is the agency in whose place another one answers.
    """

    at: datetime
    move: Move
    number: int = 0
    agency: str = ""
    allowed: timedelta | None = None
    instead_of: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Time that belongs to one party; `step` is the number of the event that began the step."""

    party: Party
    since: datetime
    until: datetime
    number: int
    step: int = 0
    agency: str = ""
    allowed: timedelta | None = None
    used: timedelta = NOTHING

    @property
    def overran(self) -> timedelta:
        """How much more than its allowed time was used."""
        return NOTHING if self.allowed is None else max(self.used - self.allowed, NOTHING)


@dataclass(slots=True)
class _Life:
    """Where a dossier stands while its events are told."""

    step: Event | None = None
    waiting: Event | None = None
    asked: dict[str, Event] = field(default_factory=dict)

    def tell(self, event: Event) -> Stretch:
        """The stretch that begins with this event; its end and use come later."""
        match event.move:
            case Move.TO_STEP:
                self.step, self.waiting = event, None
                self.asked.clear()
            case Move.TO_APPLICANT | Move.STOP:
                self.waiting = event
            case Move.GO_ON:
                self.waiting = None
            case Move.ASK:
                self.asked.setdefault(event.agency, event)
            case Move.ANSWER:
                self.asked.pop(event.agency, None)
            case Move.PASS_ON:
                places = [
                    (event if one == event.instead_of else at) for one, at in self.asked.items()
                ]
                self.asked = {one.agency: one for one in places}
            case Move.TAKE_BACK:
                self.asked.clear()
        return self._begun(event)

    def _begun(self, event: Event) -> Stretch:
        party, by = self._holder(event)
        of_step = self.step if party is Party.STEP else by
        return Stretch(
            party=party,
            since=event.at,
            until=event.at,
            number=by.number,
            step=self.step.number if self.step else 0,
            agency=by.agency if party is Party.OTHER_AGENCY else "",
            allowed=of_step.allowed if of_step else None,
        )

    def _holder(self, event: Event) -> tuple[Party, Event]:
        """Who has it now, by which event."""
        if self.waiting:
            stopped = self.waiting.move is Move.STOP
            return Party.SUSPENSION if stopped else Party.APPLICANT, self.waiting
        if self.asked:
            return Party.OTHER_AGENCY, next(iter(self.asked.values()))
        return Party.STEP, event


def partition(events: Sequence[Event], until: datetime, cal: WorkCalendar) -> list[Stretch]:
    """The stretches from the first event to `until`, without a gap, in order.

    A step that goes on after a stop has the time that it had left: `allowed` is the rest. Events
    whose clocks ran backwards count as of the latest moment seen.
    """
    told, life = _in_order(events), _Life()
    ends = [*(event.at for event in told[1:]), max([until, *(event.at for event in told)])]
    begun = (life.tell(event) for event in told)
    stretches = [
        replace(one, until=end, used=worked_between(cal, one.since, end))
        for one, end in zip(begun, ends, strict=False)
    ]
    return _what_was_left(_joined(stretches))


def late_shares(
    stretches: Sequence[Stretch], appointment: datetime, until: datetime, cal: WorkCalendar
) -> list[timedelta]:
    """How much of the working time past the appointment, until it was settled, each stretch had.

    The limit runs only with the agency and whom it asked: counted back from the end, over stops
    and applicants. The shares add up to the whole, as far as there was time that ran.
    """
    left = max(worked_between(cal, appointment, until), NOTHING)
    shares = []
    for one in reversed(stretches):
        ran = _before(one, until, cal) if one.party.clock_runs else NOTHING
        shares.append(share := min(ran, left))
        left -= share
    return shares[::-1]


def settled(used: timedelta, allowed: timedelta | None) -> Settlement | None:
    """How a step that is over lies to its time: early is a working day or more before."""
    if allowed is None:
        return None
    if used > allowed:
        return Settlement.LATE
    return Settlement.EARLY if allowed - used >= WORKING_DAY else Settlement.ON_TIME


def _before(one: Stretch, until: datetime, cal: WorkCalendar) -> timedelta:
    """What it used up to this moment."""
    if one.until <= until:
        return one.used
    return max(worked_between(cal, one.since, until), NOTHING)


def _in_order(events: Sequence[Event]) -> list[Event]:
    told: list[Event] = []
    for event in events:
        last = told[-1].at if told else event.at
        told.append(event if event.at >= last else replace(event, at=last))
    return told


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """What one went on having while others were asked or answered is one stretch."""
    joined: list[Stretch] = []
    for one in stretches:
        last = joined[-1] if joined else None
        if last and (last.party, last.number) == (one.party, one.number):
            joined[-1] = replace(last, until=one.until, used=last.used + one.used)
        else:
            joined.append(one)
    return joined


def _what_was_left(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Each allowance is used up over all stretches of the same step."""
    used: dict[int, timedelta] = {}
    left = []
    for one in stretches:
        if one.party is Party.STEP and one.allowed is not None:
            before = used.get(one.step, NOTHING)
            used[one.step] = before + one.used
            left.append(replace(one, allowed=max(one.allowed - before, NOTHING)))
        else:
            left.append(one)
    return left
