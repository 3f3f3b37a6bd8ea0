"""A small world made by acts: people begin drafts, hand in or not, and officers answer or not."""

import random
from datetime import datetime, timedelta
from io import BytesIO

from motcua.core.refusals import Refusal
from motcua.core.states import Outcome
from motcua.dossiers import acts, drafts
from motcua.dossiers.actors import CLOCK
from motcua.dossiers.models import Dossier
from motcua.dossiers.suspensions import Cause
from motcua.feedback.acts import rate
from motcua.feedback.grades import Grade
from tests.cast import ANSWERS, PDF, Cast
from tests.dossiers.scenes import REASON, ask, mend

SPAN = timedelta(days=70)


def live(cast: Cast, seed: int, *, lives: int = 12) -> datetime:
    """So many lives, begun within ten weeks around the cast's Monday; the moment after them."""
    rng = random.Random(seed)
    for number in range(lives):
        _live(cast, rng, cast.at + rng.random() * SPAN - SPAN / 2, f"key {number}")
    return cast.at + SPAN / 2 + rng.random() * timedelta(days=20)


def _live(cast: Cast, rng: random.Random, at: datetime, key: str) -> None:
    if rng.random() < 0.3:
        dossier = acts.receive(
            cast.service, by=cast.desk, at=at, answers=ANSWERS, reason_for_counter="gần nhà"
        )
        _handle(cast, rng, dossier, _later(rng, at))
        return
    draft = drafts.start(cast.service, by=cast.citizen, at=at)
    if rng.random() < 0.3:
        return
    drafts.save(draft, ANSWERS, at=at)
    drafts.add_document(draft, "paper", BytesIO(PDF), filename="giấy.pdf", at=at)
    at = _later(rng, at)
    by = cast.desk if rng.random() < 0.2 else cast.applicant
    _intake(cast, rng, acts.submit(draft, by=by, at=at, key=key), _later(rng, at))


def _intake(cast: Cast, rng: random.Random, dossier: Dossier, at: datetime) -> None:
    match rng.choice(["wait", "accept", "accept", "accept", "refuse", "withdraw", "ask"]):
        case "accept":
            _handle(cast, rng, acts.accept(dossier, by=cast.desk, at=at), _later(rng, at))
        case "refuse":
            acts.refuse(dossier, by=cast.desk, at=at, reason=REASON)
        case "withdraw":
            acts.withdraw(dossier, by=cast.applicant, at=at)
        case "ask":
            dossier = ask(dossier, cast.desk, at)
            _mend(cast, rng, dossier, _later(rng, at), intake=True)


def _mend(cast: Cast, rng: random.Random, dossier: Dossier, at: datetime, *, intake: bool) -> None:
    match rng.choice(["wait", "mend", "mend", "expire"]):
        case "mend":
            mend(dossier, at)
            dossier = acts.supplement(dossier, by=cast.applicant, at=at)
            if intake and rng.random() < 0.7:
                at = _later(rng, at)
                _handle(cast, rng, acts.accept(dossier, by=cast.desk, at=at), at)
        case "expire":
            acts.expire(dossier, by=CLOCK, at=at + timedelta(days=60))


def _handle(cast: Cast, rng: random.Random, dossier: Dossier, at: datetime) -> None:
    if rng.random() < 0.2:
        try:
            _mend(cast, rng, ask(dossier, cast.handling, at), _later(rng, at), intake=False)
        except Refusal:
            return
        return
    if rng.random() < 0.2:
        return
    if rng.random() < 0.3:
        dossier = acts.suspend(
            dossier, by=cast.handling, at=at, cause=Cause.FINANCIAL_OBLIGATION, reason=REASON
        )
        at = _later(rng, at)
        if rng.random() < 0.4:
            return
        dossier = acts.resume(dossier, by=cast.handling, at=at)
    dossier = acts.advance(dossier, by=cast.handling, at=at)
    at = _later(rng, at)
    if rng.random() < 0.3:
        _apologise(cast, rng, dossier, at)
        dossier = Dossier.objects.get(jurisdiction=dossier.jurisdiction, pk=dossier.pk)
    if rng.random() < 0.8:
        _end(cast, rng, dossier, at)


def _apologise(cast: Cast, rng: random.Random, dossier: Dossier, at: datetime) -> None:
    assert dossier.appointment
    for days in (7, 8, 9):
        try:
            acts.apologise(
                dossier, by=cast.head, at=at, reason="Máy hỏng, phải chờ thêm.",
                new_appointment=dossier.appointment + timedelta(days=days),
            )  # fmt: skip
        except Refusal:
            continue
        return


def _end(cast: Cast, rng: random.Random, dossier: Dossier, at: datetime) -> None:
    outcome = rng.choice([Outcome.GRANTED, Outcome.GRANTED, Outcome.REJECTED])
    dossier = acts.decide(dossier, by=cast.head, at=at, outcome=outcome, reason=REASON)
    if rng.random() < 0.8 and _may_rate(cast, dossier):
        at = _later(rng, at)
        dossier = acts.return_result(dossier, by=cast.desk, at=at, way="counter")
        grades = {name: rng.choice(list(Grade)) for name in ("ease", "time", "conduct")}
        if rng.random() < 0.7:
            rate(dossier, by=cast.applicant, at=_later(rng, at), **grades)


def _may_rate(cast: Cast, dossier: Dossier) -> bool:
    """What was received at the counter has no account behind it."""
    return dossier.applicant_id == cast.citizen.pk


def _later(rng: random.Random, at: datetime) -> datetime:
    return at + rng.choice([1, 4, 24, 24 * 4]) * rng.random() * timedelta(hours=1)
