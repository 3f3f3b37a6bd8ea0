"""What a measure found: a number, its unit, and the goal it should stay under."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number. `goal` is the most it should be; None where it is only told.

    `more_is_better` makes the goal the least it should be.
    """

    name: str
    value: float
    unit: str
    goal: float | None = None
    more_is_better: bool = False

    @property
    def met(self) -> bool | None:
        """Is it within its goal? None without one."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.more_is_better else self.value <= self.goal


def percentile(values: Sequence[float], share: float = 0.95) -> float:
    """The value that this share of all stays at or under. Needs at least one."""
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """One line a figure, in columns."""
    return "\n".join(_line(figure) for figure in figures)


def write(path: Path, machine: dict[str, Any], figures: Sequence[Figure]) -> None:
    """The same as JSON."""
    found = [asdict(figure) | {"met": figure.met} for figure in figures]
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"machine": machine, "figures": found}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def _line(figure: Figure) -> str:
    sign = "≥" if figure.more_is_better else "≤"
    goal = "" if figure.goal is None else f"{sign} {figure.goal:g}"
    mark = {True: "✓", False: "✗", None: ""}[figure.met]
    return f"  {figure.name:<52} {figure.value:>12,.2f} {figure.unit:<3} {goal:<7} {mark}".rstrip()
