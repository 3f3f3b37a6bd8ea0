"""The plan of a year: which lives begin on which day. The same seed draws the same lives.

Each day draws from a source of its own, so that a replay which was interrupted can tell any day
again without those before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from random import Random

from motcua.core.worktime import WorkCalendar
from motcua.sample.year import seasons
from motcua.sample.year.lives import Life, Teller
from motcua.sample.year.services import PlannedService

LAND = "Đất đai"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a replay is told: how many come, by which seed, on which calendar."""

    year: int
    online: int
    counter: int
    seed: int
    calendar: WorkCalendar
    services: Sequence[PlannedService]

    @cached_property
    def days(self) -> list[date]:
        """The days of the year."""
        return seasons.days_of(self.year)

    def born(self, day: date) -> list[Life]:
        """The lives that begin on this day, by the moment of arrival."""
        rng = Random(f"{self.seed}/{day}")
        place = (day - self.days[0]).days
        lives = [
            self._life(rng, day, online=online)
            for online, arrivals in ((True, self._arrivals[0]), (False, self._arrivals[1]))
            for _ in range(arrivals[place])
        ]
        return sorted(lives, key=lambda life: life.events[0].at)

    def _life(self, rng: Random, day: date, *, online: bool) -> Life:
        weights = self._online if online else self._counter
        number = rng.choices(range(len(self.services)), cum_weights=weights)[0]
        service = self.services[number]
        at = seasons.moment_online(day, rng) if online else seasons.moment_at_counter(day, rng)
        life = Life(service=number, online=online, person=rng.randrange(1 << 30))
        return Teller(rng, self.calendar).tell(
            life,
            service.procedure.limit,
            at,
            wants_reason=service.online and not online,
            taxed=service.procedure.field == LAND,
        )

    @cached_property
    def _arrivals(self) -> tuple[list[int], list[int]]:
        rng, tell = Random(f"{self.seed}/arrivals"), seasons.arrivals
        return (
            tell(self.year, self.online, self.calendar, rng, online=True),
            tell(self.year, self.counter, self.calendar, rng, online=False),
        )

    @cached_property
    def _online(self) -> list[float]:
        return list(accumulate(one.online_weight for one in self.services))

    @cached_property
    def _counter(self) -> list[float]:
        return list(accumulate(one.counter_weight for one in self.services))
