"""A line of twelve months as SVG: where its points lie, and the words beside them.

Coordinates across are per cent of the width, so that the drawing fits any screen without a script;
down they are pixels.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from motcua.boards.saying import percent
from motcua.insight.figures import Figures

TOP, BOTTOM = 10, 204
GRID = (0, 25, 50, 75, 100)


@dataclass(frozen=True, kw_only=True)
class Point:
    """A month; `y` is None where nothing came in."""

    x: str
    y: str | None
    month: str
    share: str
    received: int


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The share that came online, month by month, and the target."""

    points: list[Point]
    pieces: list[tuple[Point, Point]]
    grid: list[tuple[str, int]]
    target: str
    target_words: str

    @property
    def last(self) -> Point | None:
        """The newest month that has a share."""
        return next((one for one in reversed(self.points) if one.y is not None), None)

    @property
    def label_below(self) -> bool:
        """Does the line come down to its last point, so that words above would lie on it?"""
        if not self.pieces or self.last is None:
            return False
        before, after = self.pieces[-1]
        return after is self.last and float(before.y or 0) < float(after.y or 0)


def take_up(months: list[tuple[date, Figures]], target: float) -> Chart:
    """The chart of these months, oldest first."""
    whole = max(len(months) - 1, 1)
    points = [
        Point(
            x=f"{100 * number / whole:.2f}%",
            y=None if found.take_up is None else _y(found.take_up),
            month=f"{month.month}/{month.year}",
            share=percent(found.take_up),
            received=found.received.total,
        )
        for number, (month, found) in enumerate(months)
    ]
    pairs = pairwise(points)
    return Chart(
        points=points,
        pieces=[(a, b) for a, b in pairs if a.y is not None and b.y is not None],
        grid=[(_y(value / 100), value) for value in GRID],
        target=_y(target),
        target_words=f"mục tiêu {percent(target)}",
    )


def _y(share: float) -> str:
    return f"{BOTTOM - share * (BOTTOM - TOP):.1f}"
