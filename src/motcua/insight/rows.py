"""The facts of one day of one jurisdiction, read from the rows; a fixed number of queries."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from motcua.catalogue.models import Service
from motcua.core.moments import at_local, local_day
from motcua.dossiers import begun
from motcua.dossiers.journal import Accepted, Refused, SupplementRequested
from motcua.dossiers.models import Dossier, Draft, JournalEntry
from motcua.feedback.grades import Grade, Grades
from motcua.feedback.models import Rating
from motcua.insight.facts import DossierFacts, DraftFacts

ANSWERS = [Accepted.kind, Refused.kind, SupplementRequested.kind]
FIRST_ACT = 2  # the entry after the one that handed it in
Place = tuple[int, int]
"""Agency and procedure."""


def dossiers_of(jurisdiction: str, day: date) -> Iterator[tuple[Place, DossierFacts]]:
    """Every dossier that came in on this day, with where."""
    within = _within(jurisdiction, "submitted_at", day)
    below = {
        "dossier__jurisdiction": jurisdiction,
        **_within(jurisdiction, "dossier__submitted_at", day),
    }
    answers = JournalEntry.objects.filter(number=FIRST_ACT, kind__in=ANSWERS, **below)
    answered = dict(answers.values_list("dossier_id", "at"))
    ratings = Rating.objects.filter(**below).values_list("dossier_id", "ease", "time", "conduct")
    grades = {pk: _grades(*given) for pk, *given in ratings}
    rows = Dossier.objects.filter(**within).values_list(
        "pk", "agency_id", "service__procedure_id", "channel", "state", "submitted_at",
        "accepted_at", "decided_at", "appointment", "answer_by",
    )  # fmt: skip
    for pk, agency, procedure, channel, state, submitted, accepted, decided, until, answer in rows:
        yield (
            (agency, procedure),
            DossierFacts(
                channel=channel,
                state=state,
                submitted_at=submitted,
                accepted_at=accepted,
                decided_at=decided,
                appointment=until,
                answer_by=answer,
                answered_at=answered.get(pk),
                grades=grades.get(pk),
            ),
        )


def drafts_of(jurisdiction: str, day: date) -> Iterator[tuple[Place, DraftFacts]]:
    """Every draft that was begun on this day, kept or forgotten since, with where."""
    drafts = Draft.objects.filter(**_within(jurisdiction, "created_at", day), corrects=None)
    rows = list(drafts.values_list("agency_id", "service__procedure_id", "dossier_id"))
    became = drafts.filter(dossier__isnull=False).values("dossier_id")
    ids = Dossier.objects.filter(jurisdiction=jurisdiction, pk__in=became)
    dossiers = {
        pk: (accepted is not None, decided is not None)
        for pk, accepted, decided in ids.values_list("pk", "accepted_at", "decided_at")
    }
    rated = set(
        Rating.objects.filter(jurisdiction=jurisdiction, dossier_id__in=became).values_list(
            "dossier_id", flat=True
        )
    )
    for agency, procedure, dossier in rows:
        accepted, settled = dossiers.get(dossier, (False, False))
        yield (
            (agency, procedure),
            DraftFacts(
                handed_in=dossier is not None,
                accepted=accepted,
                settled=settled,
                rated=dossier in rated,
            ),
        )
    yield from _forgotten(jurisdiction, day)


def _forgotten(jurisdiction: str, day: date) -> Iterator[tuple[Place, DraftFacts]]:
    numbers = begun.forgotten_on(jurisdiction, day)
    if not numbers:
        return
    services = Service.objects.filter(pk__in=numbers)
    for pk, agency, procedure in services.values_list("pk", "agency_id", "procedure_id"):
        nothing = DraftFacts(handed_in=False, accepted=False, settled=False, rated=False)
        yield from [((agency, procedure), nothing)] * numbers[pk]


def days_since(jurisdiction: str, seen: int) -> set[date]:
    """The days whose figures may differ by what was written after the identifier `seen`."""
    changed = JournalEntry.objects.filter(
        jurisdiction=jurisdiction, pk__gt=seen, dossier__jurisdiction=jurisdiction
    )
    rated = Rating.objects.filter(
        jurisdiction=jurisdiction, pk__gt=seen, dossier__jurisdiction=jurisdiction
    )
    moments: list[datetime] = [
        *changed.values_list("dossier__submitted_at", flat=True).distinct(),
        *rated.values_list("dossier__submitted_at", flat=True).distinct(),
        *Draft.objects.filter(jurisdiction=jurisdiction, pk__gt=seen)
        .values_list("created_at", flat=True)
        .distinct(),
    ]
    return {local_day(moment) for moment in moments}


def busy_days(jurisdiction: str, *, until: date) -> Iterator[date]:
    """The days of every month in which a dossier came in or a draft was begun."""
    month = (_first_day(jurisdiction) or until).replace(day=1)
    while month <= until or _lies_ahead(jurisdiction, month):
        following = (month + timedelta(days=32)).replace(day=1)
        if _is_busy(jurisdiction, month, following):
            yield from (month + timedelta(days=n) for n in range((following - month).days))
        month = following


def _first_day(jurisdiction: str) -> date | None:
    dossiers = Dossier.objects.filter(jurisdiction=jurisdiction).order_by("submitted_at")
    drafts = Draft.objects.filter(jurisdiction=jurisdiction).order_by("created_at")
    moments = (
        dossiers.values_list("submitted_at", flat=True).first(),
        drafts.values_list("created_at", flat=True).first(),
    )
    days = [local_day(one) for one in moments if one is not None]
    forgotten = begun.first_forgotten(jurisdiction)
    return min([*days, *([forgotten] if forgotten else [])], default=None)


def _lies_ahead(jurisdiction: str, month: date) -> bool:
    """Did anything come in later than this month begins? A replay may run ahead of the clock."""
    begins = at_local(month, time())
    dossiers = Dossier.objects.filter(jurisdiction=jurisdiction, submitted_at__gte=begins)
    return dossiers.exists()


def _is_busy(jurisdiction: str, first: date, after: date) -> bool:
    span = (at_local(first, time()), at_local(after, time()))
    came = {"submitted_at__gte": span[0], "submitted_at__lt": span[1]}
    begun_in = {"created_at__gte": span[0], "created_at__lt": span[1]}
    return (
        Dossier.objects.filter(jurisdiction=jurisdiction, **came).exists()
        or Draft.objects.filter(jurisdiction=jurisdiction, **begun_in).exists()
        or begun.has_forgotten(jurisdiction, first, after)
    )


def _within(jurisdiction: str, column: str, day: date) -> dict[str, Any]:
    begins = at_local(day, time())
    return {
        "jurisdiction": jurisdiction,
        f"{column}__gte": begins,
        f"{column}__lt": begins + timedelta(days=1),
    }


def _grades(ease: str, time: str, conduct: str) -> Grades:
    return Grades(ease=Grade(ease), time=Grade(time), conduct=Grade(conduct))
