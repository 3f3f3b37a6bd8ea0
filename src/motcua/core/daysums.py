"""A number per day, the same every week but for exceptions, added up so that any stretch is cheap.

Both questions cost a handful of additions, whatever the distance: how much lies before a day, and
on which day a total is reached. It knows nothing of hours or holidays.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate


class DaySums:
    """The sums. Days are proleptic ordinals (`date.toordinal`), of which 1 is a Monday."""

    def __init__(self, weekly: Sequence[int], exceptions: Mapping[int, int]) -> None:
        """`weekly` has seven numbers ≥ 0, Monday first; `exceptions` maps ordinals to numbers."""
        self._in_week = tuple(accumulate(weekly, initial=0))
        self._exceptions = sorted(exceptions)
        differences = (exceptions[day] - weekly[(day - 1) % 7] for day in self._exceptions)
        self._difference = tuple(accumulate(differences, initial=0))

    def before(self, day: int) -> int:
        """The sum of all days before this one."""
        weeks, weekday = divmod(day - 1, 7)
        plain = weeks * self._in_week[7] + self._in_week[weekday]
        return plain + self._difference[bisect_left(self._exceptions, day)]

    def day_reaching(self, total: int, *, near: int) -> int:
        """The first day with whose own number the sum is at least `total`; looks around `near`."""
        low, high = self._bracket(total, near)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.before(middle + 1) >= total else (middle, high)
        return high

    def _bracket(self, total: int, near: int) -> tuple[int, int]:
        """A day on which the total is not yet reached, and a later one on which it is."""
        low, high, stride = near - 1, near, 1
        while self.before(low + 1) >= total:
            low, stride = low - stride, stride * 2
        while self.before(high + 1) < total:
            high, stride = high + stride, stride * 2
        return low, high
