"""Random people do random acts at rising moments: whatever they try, the heart stays sound."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from motcua.agencies import calendars
from motcua.core import codes, states
from motcua.core.refusals import Refusal
from motcua.core.states import Act, Outcome, State
from motcua.core.worktime import worked_between
from motcua.dossiers import acts, corrections, drafts, supplements, verification, worker
from motcua.dossiers.act_forms import ACT_FORMS, acts_for, perform
from motcua.dossiers.actors import CLOCK, Actor, Officer, officer_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.rescheduling import now_of, reckoned
from motcua.dossiers.spans import late_by, spans_of
from motcua.dossiers.timeline import entries_of, timeline
from motcua.eforms.description import describe_fields
from motcua.people.accounts import create_account
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.cast import ANSWERS, PDF, Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import PAPER, SUBJECT

MOST = 3
REASONS = st.sampled_from(["", " ", scenes.REASON])
ARGUMENTS: dict[Act, st.SearchStrategy[dict[str, Any]]] = {
    Act.ACCEPT: st.just({}),
    Act.REFUSE: st.fixed_dictionaries({"reason": REASONS}),
    Act.ASSIGN: st.just({}),
    Act.ADVANCE: st.fixed_dictionaries({"note": REASONS}),
    Act.SEND_BACK: st.fixed_dictionaries({"reason": REASONS}),
    Act.DECIDE: st.fixed_dictionaries({"outcome": st.sampled_from(Outcome), "reason": REASONS}),
    Act.RETURN_RESULT: st.fixed_dictionaries({"way": st.sampled_from(["post", "counter", "?"])}),
    Act.WITHDRAW: st.fixed_dictionaries({"reason": REASONS}),
    Act.SUPPLEMENT: st.just({}),
    Act.EXPIRE: st.just({}),
    Act.REQUEST_SUPPLEMENT: st.fixed_dictionaries(
        {
            "items": st.sampled_from([[], [SUBJECT], [PAPER], [SUBJECT, PAPER], [PAPER, PAPER]]),
            "exception_reason": REASONS,
        }
    ),
}


class Lives(RuleBasedStateMachine):
    """A ward, its people, and a few dossiers; all of it undone at the end."""

    def __init__(self, cast: Cast, people: dict[str, Any]) -> None:
        super().__init__()
        self.cast, self.people = cast, people
        self.at = cast.at
        self.dossiers: list[Dossier] = []
        self.whole = transaction.atomic()
        self.whole.__enter__()

    def teardown(self) -> None:
        """The files too are as they were when they came."""
        try:
            assert list(verification.faults("H05")) == []
        finally:
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.dossiers.append(self.cast.submitted(at=self.at))

    @rule(minutes=st.integers(1, 5 * 24 * 60))
    def time_passes(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)

    @precondition(lambda self: len(self.dossiers) < MOST)
    @rule(at_counter=st.booleans())
    def somebody_comes(self, at_counter: bool) -> None:
        if at_counter:
            new = acts.receive(self.cast.service, by=self.cast.desk, at=self.at, answers=ANSWERS)
        else:
            new = self.cast.submitted(at=self.at)
        self.dossiers.append(new)

    @rule(data=st.data(), act=st.sampled_from(sorted(ARGUMENTS)), stale=st.booleans())
    def somebody_tries(self, data: st.DataObject, act: Act, stale: bool) -> None:
        dossier = data.draw(st.sampled_from(self.dossiers), label="dossier")
        by: Actor = self.people[data.draw(st.sampled_from(sorted(self.people)), label="by")]
        arguments = data.draw(ARGUMENTS[act], label="arguments")
        version = scenes.now(dossier).version - stale
        more = {} if act is Act.EXPIRE else {"version": version}
        self._attempt(lambda: getattr(acts, act)(dossier, by=by, at=self.at, **arguments, **more))

    @rule(data=st.data())
    def an_officer_does_what_is_shown(self, data: st.DataObject) -> None:
        dossier = scenes.now(data.draw(st.sampled_from(self.dossiers), label="dossier"))
        officers = [by for by in self.people.values() if isinstance(by, Officer)]
        by = data.draw(st.sampled_from(officers), label="by")
        shown = [form.act for form in acts_for(dossier, by, self.at)]
        if not shown:
            return
        act = data.draw(st.sampled_from(shown), label="act")
        if act is Act.CONSULT and dossier.consulted_at:
            return  # the one other agency of the cast was asked already
        described = describe_fields(ACT_FORMS[act].fields(dossier, by, self.at))
        values = {field["name"]: field["example"] for field in described}
        done = perform(act, dossier, by=by, at=self.at, version=dossier.version, values=values)
        assert done.version == dossier.version + 1

    @rule(data=st.data())
    def the_applicant_mends(self, data: st.DataObject) -> None:
        dossier = scenes.now(data.draw(st.sampled_from(self.dossiers), label="dossier"))
        if dossier.state != State.AWAITING_APPLICANT:
            return
        request = supplements.open_request(dossier)
        for item in request.items:
            if item["id"] == "subject":
                supplements.save(dossier, request, {"subject": "Xin cấp lại"})
            elif item["kind"] == "document":
                scenes.mend_paper(dossier, self.at)

    @rule(data=st.data(), again=st.booleans())
    def the_applicant_corrects(self, data: st.DataObject, again: bool) -> None:
        dossier = scenes.now(data.draw(st.sampled_from(self.dossiers), label="dossier"))
        if dossier.state != State.SUBMITTED:
            return
        draft = corrections.begin(dossier, by=self.cast.applicant, at=self.at)
        words = data.draw(st.sampled_from(["Xin cấp lại", "Xin đăng ký", ""]), label="subject")
        drafts.save(draft, {"subject": words}, at=self.at)
        if again:
            drafts.add_document(draft, "paper", BytesIO(PDF), filename="nữa.pdf", at=self.at)
        by, key = self.cast.applicant, f"k{draft.pk}"
        self._attempt(lambda: acts.correct(dossier, by=by, at=self.at, draft=draft, key=key))

    @rule()
    def the_worker_comes(self) -> None:
        worker.run_timers("H05", at=self.at)

    def _attempt(self, doing: Callable[[], Dossier]) -> None:
        before = scenes.rows_of("H05")
        try:
            done = doing()
        except Refusal as refusal:
            assert refusal.sentence
            assert scenes.rows_of("H05") == before
        else:
            assert scenes.now(done).version == done.version

    @invariant()
    def every_dossier_is_sound(self) -> None:
        for dossier in self.dossiers:
            now = scenes.now(dossier)
            _has_a_place(now)
            _has_a_clock(now)
            _has_its_journal(now)
            _has_its_hours_divided(now, self.at)

    @invariant()
    def numbers_have_no_gap(self) -> None:
        serials: dict[date, list[int]] = {}
        for dossier in self.dossiers:
            code = codes.parse(dossier.code)
            serials.setdefault(code.day, []).append(code.serial)
        assert all(found == list(range(1, len(found) + 1)) for found in serials.values())


def _has_its_hours_divided(now: Dossier, at: datetime) -> None:
    """Every working hour belongs to one span; the last one runs while the dossier is open."""
    found = spans_of(now, entries_of(now), at=at)
    until = now.closed_at or at
    elapsed = worked_between(calendars.legal_calendar(), now.submitted_at, until)
    assert sum((one.used for one in found), timedelta()) == elapsed
    assert [one.since for one in found[1:]] == [one.until for one in found[:-1]]
    assert (found[-1].until is None) == (now.closed_at is None)
    assert reckoned(now, entries_of(now), at=at).moved_from(now_of(now)) == {}
    late = late_by(now, found, at=at)
    assert sum((share.late for share in late.shares), timedelta()) == late.total


def _has_a_place(now: Dossier) -> None:
    """Closed, or held by somebody at the ward, or with its applicant."""
    state = State(now.state)
    awaiting = state is State.AWAITING_APPLICANT
    assert (now.closed_at is not None) == state.is_closed
    if now.closed_at is not None:
        assert (now.holder_agency_id, now.holder_role, now.holder_officer_id) == (None, "", None)
        assert (now.due_at, now.answer_by, now.step_by) == (None, None, None)
    else:
        assert now.due_at is not None
        assert now.holder_agency_id == now.agency_id
        assert bool(now.holder_role) != awaiting
        assert bool(now.resume_to) == awaiting
    assert (now.decided_at is not None) == bool(now.outcome)


def _has_a_clock(now: Dossier) -> None:
    """It stands still while the applicant is asked, and never runs past the appointment."""
    state = State(now.state)
    if not state.is_closed:
        assert (now.stopped_at is None) == states.FACTS[state].clock_runs
    if state is State.ACCEPTED:
        assert now.step is not None
        assert now.accepted_at is not None
        assert now.appointment is not None
        assert now.due_at is not None
        assert now.due_at <= now.appointment
    if state is State.SUBMITTED:
        assert now.due_at == now.answer_by


def _has_its_journal(now: Dossier) -> None:
    """As many entries as versions, each with its outbox row, one after another in time."""
    entries = entries_of(now)
    assert [entry.number for entry in entries] == list(range(1, now.version + 1))
    assert [row.entry_number for row in scenes.outbox(now)] == list(range(1, now.version + 1))
    moments = [entry.at for entry in entries]
    assert moments == sorted(moments)
    assert list(verification.faults_of(now)) == []
    assert all(item.sentence for item in timeline(now, entries))


def _people(cast: Cast) -> dict[str, Any]:
    """Everybody who may come along, and some who may not."""
    both = create_account("hai", name="Đỗ Thị Hai")
    for role in (Role.HANDLING_OFFICER, Role.HEAD, Role.DESK_OFFICER):
        give_posting(both, agency=cast.ward, role=role, valid_from=date(2026, 1, 1))
    give_posting(cast.citizen, agency=cast.ward, role=Role.HEAD, valid_from=date(2026, 1, 1))
    return {
        "applicant": cast.applicant,
        "applicant as head": officer_of(cast.citizen, cast.at),
        "clock": CLOCK,
        "desk": cast.desk,
        "everything": officer_of(both, cast.at),
        "handling": cast.handling,
        "head": cast.head,
        "neighbour": scenes.neighbour(cast),
        "next door": cast.stranger,
    }


def test_whatever_people_try_the_heart_stays_sound(cast: Cast) -> None:
    people = _people(cast)

    class Here(Lives):
        def __init__(self) -> None:
            super().__init__(cast, people)

    run_state_machine_as_test(
        Here, settings=settings(max_examples=15, stateful_step_count=25, deadline=None)
    )
