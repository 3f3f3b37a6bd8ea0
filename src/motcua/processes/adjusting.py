"""What an owner may change in a process before she approves it: who else takes part, and days.

Names of steps and their hours stay as they were decided. Knows no page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from motcua.processes.definitions import AfterSupplement, Process


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """By the place of each step from 0: which agency does it, and which are asked at it.

    Agencies are identifiers; a step that is not named stays as it is. None leaves the days.
    """

    agencies: Mapping[int, str] = field(default_factory=dict)
    asks: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    consultation_days: int | None = None
    supplement_days: int | None = None
    after_supplement: AfterSupplement | None = None


def adjusted(process: Process, wanted: Adjustment) -> Process:
    """The same process with these changes. Raises `BadProcess` for days below 1."""
    steps = tuple(
        replace(
            step,
            agency=wanted.agencies.get(number, step.agency),
            asks=wanted.asks.get(number, step.asks),
        )
        for number, step in enumerate(process.steps)
    )
    return replace(
        process,
        steps=steps,
        consultation_days=_or(wanted.consultation_days, process.consultation_days),
        supplement_days=_or(wanted.supplement_days, process.supplement_days),
        after_supplement=wanted.after_supplement or process.after_supplement,
    )


def _or(wanted: int | None, known: int) -> int:
    return known if wanted is None else wanted
