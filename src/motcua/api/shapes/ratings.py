"""A rating, as the applicant gave it."""

from typing import Annotated

from pydantic import BaseModel, Strict

from motcua.api.shapes.values import Moment, moment, moment_or_none
from motcua.feedback.grades import Grade
from motcua.feedback.models import Rating

GradeName = Annotated[Grade, Strict(False)]
"""One of the law's three grades; JSON has no type of its own for it."""


class RatingShape(BaseModel):
    """The three grades; `changed_at` is null until other grades were given."""

    ease: Grade
    time: Grade
    conduct: Grade
    comment: str
    rated_at: Moment
    changed_at: Moment | None


def rating(given: Rating) -> RatingShape:
    """A rating by its grades."""
    return RatingShape(
        ease=given.grades.ease,
        time=given.grades.time,
        conduct=given.grades.conduct,
        comment=given.comment,
        rated_at=moment(given.rated_at),
        changed_at=moment_or_none(given.changed_at),
    )
