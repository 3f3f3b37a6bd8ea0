"""How one dossier's life goes: who comes, what is done with it and when. A plan, drawn by chance.

The shares are those of a province in about 2020: of dossiers at levels 1 and 2 48.6 % were settled
early and 7.7 % late, of those at level 3 70 % and 7 %. All else is made up, and stands here to be
changed. Times are counted as the acts count them, by the same core. Knows no table.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from motcua.core import deadlines
from motcua.core.deadlines import TimeLimit, TimeUnit
from motcua.core.states import Outcome
from motcua.core.worktime import WorkCalendar, add_time, next_working_moment, worked_between

EARLY = {True: 0.70, False: 0.486}  # online, at the counter; where the limit leaves two days
LATE = {True: 0.07, False: 0.077}
ANSWERED_IN_TIME = 0.95  # online: first answer within eight working hours
REFUSED, ASKED_AT_INTAKE, ASKED_LATER, WITHDRAWN = 0.04, 0.08, 0.03, 0.01
ANSWERS = 0.85  # of those asked; the others let it expire
TAKEN, SENT_BACK, APOLOGISED, KEPT_WORD = 0.5, 0.02, 0.35, 0.85
OUTCOMES = ((Outcome.GRANTED, 0.96), (Outcome.REJECTED, 0.025), (Outcome.PARTLY, 0.015))
NEVER_FETCHED = 0.02
TAXED, STOPPED = 0.25, 0.003  # suspended: of matters of land until a tax is paid, of the others
RATED = {True: 0.35, False: 0.06}  # of those who got their result
GRADES = (("very_satisfied", 0.38), ("satisfied", 0.58), ("not_yet_satisfied", 0.04))
GRADES_WHEN_LATE = (("very_satisfied", 0.15), ("satisfied", 0.5), ("not_yet_satisfied", 0.35))
WAYS = {True: (("counter", 0.5), ("post", 0.25), ("online", 0.25)),
        False: (("counter", 0.94), ("post", 0.06))}  # fmt: skip
REASONS = (("unaware", 0.34), ("form_hard", 0.14), ("needs_help", 0.2), ("originals", 0.2),
           ("on_the_way", 0.12))  # fmt: skip
SUPPLEMENT_DAYS = 15
TWO_DAYS = timedelta(hours=16)


class Deed(StrEnum):
    """What happens in a life; all but the first, with a dossier that is there."""

    COME = "come"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASK = "ask"
    ANSWER = "answer"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    TAKE = "take"
    SUSPEND = "suspend"
    RESUME = "resume"
    ADVANCE = "advance"
    SEND_BACK = "send_back"
    APOLOGISE = "apologise"
    DECIDE = "decide"
    RETURN = "return"
    RATE = "rate"

    @property
    def is_act(self) -> bool:
        """Does it stand in the dossier's journal? A rating stands beside it."""
        return self is not Deed.RATE


@dataclass(frozen=True, slots=True)
class Event:
    """One deed at its moment; `word` is what the act is told: a way, an outcome, a reason."""

    at: datetime
    deed: Deed
    word: str = ""
    until: datetime | None = None


@dataclass(slots=True)
class Life:
    """One dossier to be: the place of its service in the list, its channel, all that happens."""

    service: int
    online: bool
    person: int
    events: list[Event] = field(default_factory=list)


def stages(limit: TimeLimit) -> int:
    """How many steps the process of such a limit has: one signature, two steps, or three."""
    if limit.unit is TimeUnit.AT_ONCE:
        return 1
    return 2 if limit.working_hours <= 40 else 3


class Teller:
    """Draws lives by one source of chance, on one calendar."""

    def __init__(self, rng: Random, calendar: WorkCalendar) -> None:
        self._rng, self._calendar = rng, calendar

    def tell(
        self, life: Life, limit: TimeLimit, at: datetime, *, wants_reason: bool, taxed: bool = False
    ) -> Life:
        """Fill in everything that happens to a dossier which comes at this moment.

        `taxed`: it may have to wait until a tax is paid.
        """
        life.events.append(Event(at, Deed.COME, self._why_here() if wants_reason else ""))
        accepted = self._intake(life, at) if life.online else at
        if accepted is not None:
            self._handling(life, limit, accepted, taxed=taxed)
        return life

    def _intake(self, life: Life, at: datetime) -> datetime | None:
        """When it was accepted; None where it ended before that."""
        answered = self._first_answer(at)
        fate = self._rng.random()
        if fate < REFUSED:
            life.events.append(Event(answered, Deed.REFUSE))
            return None
        if fate < REFUSED + WITHDRAWN:
            life.events.append(Event(self._after(at, 0.1, 1), Deed.WITHDRAW))
            return None
        if fate < REFUSED + WITHDRAWN + ASKED_AT_INTAKE:
            came = self._ask(life, answered)
            if came is None:
                return None
            answered = self._first_answer(came)
        life.events.append(Event(answered, Deed.ACCEPT))
        return answered

    def _handling(self, life: Life, limit: TimeLimit, since: datetime, *, taxed: bool) -> None:
        """From acceptance to the end, asked for a supplement at most once."""
        steps, rng = stages(limit), self._rng
        if steps > 1 and rng.random() < ASKED_LATER:
            came = self._ask(life, self._after(since, 1, 12))
            if came is None:
                return
            since = came
        if steps > 1 and rng.random() < WITHDRAWN:
            life.events.append(Event(self._after(since, 0.5, 4), Deed.WITHDRAW))
            return
        promised = deadlines.appointment(since, limit, self._calendar, self._calendar)
        taken = self._take(life, since, promised) if steps > 1 else since
        if steps > 1 and rng.random() < (TAXED if taxed else STOPPED):
            since = taken = self._suspend(life, taken, taxed=taxed)
            promised = deadlines.resumed(promised, life.events[-2].at, taken, self._calendar)
        decided = self._decided(life, taken, since, promised)
        self._advance(life, steps, self._last(life, since), decided)
        self._settle(life, decided, late=decided > promised, at_once=steps == 1)

    def _suspend(self, life: Life, taken: datetime, *, taxed: bool) -> datetime:
        """Wait for a tax or another dossier; when it went on."""
        stopped = self._after(taken, 0.3, 3)
        went_on = self._after(stopped, 6, 80)
        cause = "financial_obligation" if taxed else "other_dossier"
        life.events += [Event(stopped, Deed.SUSPEND, cause), Event(went_on, Deed.RESUME)]
        return went_on

    def _take(self, life: Life, since: datetime, promised: datetime) -> datetime:
        room = min(4.0, _hours(worked_between(self._calendar, since, promised)) / 8)
        at = self._after(since, room / 8, room)
        if self._rng.random() < TAKEN:
            life.events.append(Event(at, Deed.TAKE))
        return at

    def _decided(
        self, life: Life, taken: datetime, since: datetime, promised: datetime
    ) -> datetime:
        """When it is decided: early, on time or late, with an apology or without."""
        rng, left = self._rng, worked_between(self._calendar, taken, promised)
        fate = rng.random()
        if fate < LATE[life.online]:
            return self._late(life, taken, promised)
        if fate < LATE[life.online] + EARLY[life.online] and left >= TWO_DAYS:
            return self._moment(taken, (_hours(left) - 8) * rng.uniform(0.2, 0.98))
        if left < timedelta(minutes=5):
            return taken
        if _hours(left) <= 8 and since == taken:  # at once: as fast as one can sign
            return self._moment(taken, min(_hours(left), rng.uniform(0.1, 1.5)))
        return self._moment(promised, -min(8.0, _hours(left)) * rng.uniform(0.03, 0.95))

    def _late(self, life: Life, taken: datetime, promised: datetime) -> datetime:
        rng = self._rng
        said = self._moment(promised, -rng.uniform(8.5, 14))
        if said > taken and rng.random() < APOLOGISED:
            new = self._moment(promised, rng.uniform(12, 40))
            life.events.append(Event(said, Deed.APOLOGISE, until=new))
            if rng.random() < KEPT_WORD:
                span = _hours(worked_between(self._calendar, promised, new))
                return self._moment(promised, span * rng.uniform(0.1, 0.95))
            promised = new
        return self._moment(promised, 0.5 + min(200.0, rng.expovariate(1 / 14)))

    def _advance(self, life: Life, steps: int, since: datetime, decided: datetime) -> None:
        """From step to step; now and then the head sends it back and gets it again."""
        ways = [Deed.ADVANCE] * (steps - 1)
        if ways and self._rng.random() < SENT_BACK:
            ways += [Deed.SEND_BACK, Deed.ADVANCE]
        span = _hours(worked_between(self._calendar, since, decided)) * 0.95
        parts = sorted(self._rng.random() for _ in ways)
        moments = [self._moment(since, span * part) for part in parts]
        life.events += [Event(min(at, decided), way) for at, way in zip(moments, ways, strict=True)]

    def _settle(self, life: Life, decided: datetime, *, late: bool, at_once: bool) -> None:
        outcome = self._draw(OUTCOMES)
        life.events.append(Event(decided, Deed.DECIDE, outcome))
        if self._rng.random() < NEVER_FETCHED:
            return
        fetched = self._after(decided, 0.05, 0.5) if at_once else self._after(decided, 0.2, 24)
        life.events.append(Event(fetched, Deed.RETURN, self._draw(WAYS[life.online])))
        if self._rng.random() < RATED[life.online]:
            grades = [self._draw(GRADES_WHEN_LATE if late else GRADES) for _ in range(3)]
            rated = fetched + timedelta(minutes=self._rng.randrange(5, 3000))
            life.events.append(Event(rated, Deed.RATE, " ".join(grades)))

    def _ask(self, life: Life, at: datetime) -> datetime | None:
        """Ask for a supplement; when it came, or None where it never did."""
        life.events.append(Event(at, Deed.ASK))
        until = deadlines.supplement_by(at, SUPPLEMENT_DAYS, self._calendar)
        if self._rng.random() >= ANSWERS:
            life.events.append(Event(until + timedelta(hours=1), Deed.EXPIRE))
            return None
        came = self._after(at, 2, 60)
        life.events.append(Event(came, Deed.ANSWER))
        return came

    def _first_answer(self, at: datetime) -> datetime:
        if self._rng.random() < ANSWERED_IN_TIME:
            return self._after(at, 0.2, 7.8)
        return self._after(at, 8.5, 20)

    def _last(self, life: Life, since: datetime) -> datetime:
        return max(since, life.events[-1].at)

    def _after(self, at: datetime, least: float, most: float) -> datetime:
        """So many working hours later, and in working time."""
        begun = next_working_moment(self._calendar, at)
        return self._moment(begun, self._rng.uniform(least, most))

    def _moment(self, at: datetime, hours: float) -> datetime:
        seconds = timedelta(seconds=round(hours * 3600))
        return add_time(self._calendar, at, seconds)

    def _why_here(self) -> str:
        return self._draw(REASONS)

    def _draw(self, choices: tuple[tuple[str, float], ...]) -> str:
        words, weights = zip(*choices, strict=True)
        return str(self._rng.choices(words, weights)[0])


def _hours(time: timedelta) -> float:
    return time.total_seconds() / 3600
