"""The rating of a dossier as its applicant sees it: the rows to fill in, or what was given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.core.refusals import Refusal
from motcua.dossiers.actors import Applicant
from motcua.dossiers.models import Dossier
from motcua.feedback.grades import Aspect, Grade
from motcua.feedback.may import may_rate
from motcua.feedback.models import Rating
from motcua.feedback.queries import rating_of


@dataclass(frozen=True, kw_only=True)
class Pick:
    """One grade of a row."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    """One aspect with its three grades."""

    name: str
    label: str
    picks: tuple[Pick, ...]
    error: str


def on_tracking(dossier: Dossier, by: Applicant, at: datetime) -> dict[str, Any]:
    """What the tracking page shows: the form, or the answer given and whether it may change."""
    if dossier.returned_at is None:
        return {}
    rating = rating_of(dossier)
    return {
        "rating_rows": [] if rating else rows({}),
        "rating_given": _said(rating) if rating else [],
        "may_change_rating": bool(rating) and may_rate(dossier, by, rating, at),
    }


def may_rate_now(dossier: Dossier, by: Applicant, at: datetime) -> bool:
    """Would a rating be taken now?"""
    return may_rate(dossier, by, rating_of(dossier), at)


def given(dossier: Dossier) -> dict[str, str]:
    """What was given before, by name; empty when nothing was."""
    rating = rating_of(dossier)
    if rating is None:
        return {}
    return {**{one.value: getattr(rating, one.value) for one in Aspect}, "comment": rating.comment}


def rows(typed: Mapping[str, str], refusal: Refusal | None = None) -> list[Row]:
    """The three rows with what was chosen."""
    return [
        Row(
            name=aspect.value,
            label=aspect.label,
            picks=tuple(
                Pick(value=one.value, label=one.label, chosen=typed.get(aspect) == one)
                for one in Grade
            ),
            error=error_at(aspect.value, refusal),
        )
        for aspect in Aspect
    ]


def errors(refusal: Refusal | None) -> list[dict[str, str]]:
    """What is wrong, for the list on top of the page."""
    found = refusal.facts.get("errors", []) if refusal else []
    return [{"anchor": one["field"][1:], "message": one["message"]} for one in found]


def error_at(name: str, refusal: Refusal | None) -> str:
    """What is wrong with one answer, if anything."""
    return next((one["message"] for one in errors(refusal) if one["anchor"] == name), "")


def _said(rating: Rating) -> list[tuple[str, str]]:
    return [(one.label, Grade(getattr(rating, one.value)).label) for one in Aspect]
