"""Every kind of entry has its sentence, whole and in Vietnamese; the applicant is not named."""

import re
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest

from motcua.agencies import calendars
from motcua.agencies.models import CalendarDay
from motcua.core.consultations import Opinion
from motcua.core.states import Act, Outcome, State
from motcua.dossiers import acts, journal, presenters, stranded, worker
from motcua.dossiers.actors import CLOCK, Applicant
from motcua.dossiers.models import Channel
from motcua.dossiers.suspensions import Cause
from motcua.dossiers.timeline import entries_of, holder, timeline
from motcua.people.models import Posting
from tests.cast import ANSWERS, Cast
from tests.dossiers import scenes
from tests.dossiers.acts.test_apologise import FRIDAY
from tests.dossiers.linked import tax_office
from tests.dossiers.scenes import REASON, ask, mend

HALF_MADE = re.compile(r"[{}]|None|null|True|False|\d{4}-\d\d-\d\d|dossier\.|  | \.|\.\.")


def _every_kind(cast: Cast) -> dict[str, str]:
    """One sentence of each kind, from dossiers on which all acts were done."""
    at, tax = cast.at, tax_office(cast.at)
    long = acts.assign(cast.accepted(), by=cast.handling, at=at)
    long = ask(long, cast.handling, at)
    mend(long, at)
    long = acts.supplement(long, by=cast.applicant, at=at)
    for days in (1, 7):
        long = acts.consult(
            long, by=cast.handling, at=at, agency=tax.agency if days == 1 else cast.next_door,
            question="Có nợ thuế không?", days=days,
        )  # fmt: skip
    later = at + timedelta(days=30)
    long = acts.answer_consultation(
        long, by=tax.officer, at=later, opinion=Opinion.AGREE, answer="Không."
    )
    long = acts.go_on(long, by=cast.handling, at=later)
    long = acts.suspend(
        long, by=cast.handling, at=at, cause=Cause.FINANCIAL_OBLIGATION, reason=REASON
    )
    long = acts.resume(long, by=cast.handling, at=at)
    long = acts.advance(long, by=cast.handling, at=at)
    long = acts.send_back(long, by=cast.head, at=at, reason=REASON)
    long = acts.advance(long, by=cast.handling, at=at)
    long = acts.apologise(long, by=cast.head, at=at, new_appointment=FRIDAY, reason=REASON)
    long = acts.decide(long, by=cast.head, at=at, outcome=Outcome.PARTLY, reason=REASON)
    long = acts.return_result(long, by=cast.desk, at=at, way="post")
    others = [
        acts.receive(cast.service, by=cast.desk, at=at, answers=ANSWERS),
        scenes.in_state(cast, State.REFUSED),
        scenes.in_state(cast, State.WITHDRAWN),
        acts.expire(scenes.awaiting(cast), by=CLOCK, at=at + timedelta(days=60)),
    ]
    held = acts.assign(cast.accepted(), by=cast.handling, at=at)
    Posting.objects.filter(user=cast.handling.user).update(valid_to=at.date())
    stranded.hand_over_stranded("H05", at=at)
    others.append(held)
    linked = scenes.filed_by_link(cast)
    by_link = Applicant(user=cast.neighbour, secret=linked.secret)
    others.append(acts.claim(linked, by=by_link, at=at))
    mended = cast.submitted()
    draft = scenes.correction(cast, mended)
    others.append(acts.correct(mended, by=cast.applicant, at=at, draft=draft, key="again"))
    paid: dict[str, Any] = {"by": cast.desk, "at": at, "reference": "H05P00000011"}
    fee = acts.record_payment(cast.submitted(), amount=8000, way="cash", **paid)
    others.append(acts.record_payment(fee, amount=0, way="exempt", basis="Hộ nghèo.", **paid))
    worker.run_timers("H05", at=at)
    CalendarDay.objects.create(
        day=at.date() + timedelta(days=1), name="Nghỉ", kind=CalendarDay.Kind.HOLIDAY
    )
    calendars.forget()
    worker.run_timers("H05", at=at)
    entries = [entry for dossier in (long, *others) for entry in entries_of(dossier)]
    return {entry.kind: presenters.sentence(entry) for entry in entries}


def test_every_kind_has_a_presenter() -> None:
    assert set(presenters.PRESENTERS) == set(journal.KINDS)
    assert len(journal.KINDS) == len(Act)


def test_every_sentence_is_whole(cast: Cast) -> None:
    sentences = _every_kind(cast)

    assert set(sentences) == set(journal.KINDS)
    for kind, sentence in sentences.items():
        assert not HALF_MADE.search(sentence), (kind, sentence)
        assert sentence.endswith("."), (kind, sentence)
        assert ANSWERS["applicant.name"] not in sentence


def test_every_kind_says_which_shape_it_has() -> None:
    for kind in journal.KINDS.values():
        assert {field.name for field in fields(kind)} >= {"v"}


def test_officers_are_named_with_their_role_as_it_was(cast: Cast) -> None:
    entry = scenes.last_entry(cast.accepted())

    assert presenters.who(entry) == "Trần Thị Lan (cán bộ một cửa)"


@pytest.mark.parametrize("channel", Channel)
def test_every_way_in_has_its_words(channel: Channel) -> None:
    assert presenters.channel_label(channel.value) == channel.label


def _what(cast: Cast, state: State) -> tuple[list[str], list[str], list[str]]:
    dossier = scenes.in_state(cast, state)
    items = timeline(dossier, entries_of(dossier))
    by_state = {
        wanted: [item.sentence for item in items if item.state == wanted]
        for wanted in ("done", "now", "next")
    }
    assert [item.state for item in items] == sorted(
        (item.state for item in items), key=["done", "now", "next"].index
    )
    return by_state["done"], by_state["now"], by_state["next"]


def test_the_timeline_says_what_was_who_has_it_and_what_comes(cast: Cast) -> None:
    done, now, coming = _what(cast, State.ACCEPTED)

    assert len(done) == 3
    assert now == ["Ký duyệt kết quả: lãnh đạo, Ủy ban nhân dân phường Võ Cường"]
    assert coming == ["Trả kết quả"]


def test_what_waits_at_intake_is_still_to_be_accepted(cast: Cast) -> None:
    _, now, coming = _what(cast, State.AWAITING_APPLICANT)

    assert now == ["Chờ người nộp bổ sung"]
    assert coming[0] == "Tiếp nhận và hẹn ngày trả kết quả"


def test_a_result_at_the_desk_is_still_to_be_returned(cast: Cast) -> None:
    _, now, coming = _what(cast, State.DECIDED)

    assert now == ["Có kết quả: cán bộ một cửa, Ủy ban nhân dân phường Võ Cường"]
    assert coming == ["Trả kết quả"]


@pytest.mark.parametrize("state", [state for state in scenes.STATES if state.is_closed])
def test_after_the_end_nothing_comes(cast: Cast, state: State) -> None:
    _, now, coming = _what(cast, state)

    assert (now, coming) == ([], [])
    assert holder(scenes.in_state(cast, state)) == state.label
