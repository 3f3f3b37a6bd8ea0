"""Rate (đánh giá): the applicant says how the agency handled the dossier.

It stands beside the dossier's journal, not in it: a rating comes when the dossier is closed, and a
closed dossier, whose last entry seals it, is not changed any more; it may be changed for some
days, which an entry may not; and it judges the officers whose acts the journal proves.
"""

from datetime import datetime

from django.db import transaction

from motcua.core.refusals import Incomplete
from motcua.dossiers.actors import Applicant
from motcua.dossiers.changing import locked
from motcua.dossiers.models import Dossier
from motcua.feedback.grades import Grade, Grades
from motcua.feedback.may import check_can_change, check_can_rate, check_may_rate
from motcua.feedback.models import Rating
from motcua.feedback.queries import rating_of

LONGEST_COMMENT = 2000


@transaction.atomic
def rate(
    dossier: Dossier,
    *,
    by: Applicant,
    at: datetime,
    ease: Grade,
    time: Grade,
    conduct: Grade,
    comment: str = "",
) -> Rating:
    """Give the three grades, or give others within some days; raises `Refusal`.

    Source: Circular 32/2017/TT-BTTTT Art. 12.
    """
    dossier = locked(dossier)
    check_may_rate(dossier, by)
    check_can_rate(dossier)
    said = _said(comment)
    grades = Grades(ease=Grade(ease), time=Grade(time), conduct=Grade(conduct))
    rating = rating_of(dossier)
    if rating:
        check_can_change(rating, at)
        return _changed(rating, grades, said, at)
    return Rating.objects.create(
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        ease=grades.ease,
        time=grades.time,
        conduct=grades.conduct,
        comment=said,
        rated_at=at,
    )


def _changed(rating: Rating, grades: Grades, comment: str, at: datetime) -> Rating:
    if rating.grades == grades and rating.comment == comment:
        return rating
    rating.ease, rating.time, rating.conduct = grades.ease, grades.time, grades.conduct
    rating.comment, rating.changed_at = comment, at
    rating.save(update_fields=["ease", "time", "conduct", "comment", "changed_at"])
    return rating


def _said(comment: str) -> str:
    text = comment.replace("\x00", "").strip()
    if len(text) <= LONGEST_COMMENT:
        return text
    message = f"Ý kiến dài {len(text)} chữ, tối đa {LONGEST_COMMENT}"
    raise Incomplete(
        f"{message}.",
        mend="Viết ngắn lại.",
        missing=[],
        errors=[{"field": "/comment", "message": message}],
    )
