"""Other agencies: asked, silent, late; and a dossier that goes province, tax office, province."""

from datetime import timedelta

import pytest

from motcua.core.consultations import Opinion
from motcua.core.refusals import Incomplete, NotAllowed, WrongState
from motcua.core.spans import Party
from motcua.core.states import Act, Outcome, State
from motcua.dossiers import acts, inbox, worker
from motcua.dossiers.act_forms import perform
from motcua.dossiers.consultations import consultations_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import queue, tracked
from motcua.dossiers.spans import late_by, spans_of
from motcua.dossiers.timeline import entries_of, holder
from motcua.dossiers.verification import faults_of
from motcua.people.roles import Role
from motcua.processes.changes import approve
from motcua.processes.definitions import Process, Step
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.linked import TaxOffice, after, consulted, land_process, tax_office


@pytest.fixture
def tax(cast: Cast) -> TaxOffice:
    return tax_office(cast.at)


def _now(dossier: Dossier) -> Dossier:
    found = tracked(dossier.code)
    assert found is not None
    return found


def _answer(dossier: Dossier, tax: TaxOffice, hours: float, cast: Cast) -> Dossier:
    return acts.answer_consultation(
        dossier, by=tax.officer, at=after(cast.at, hours), opinion=Opinion.AGREE,
        answer="Không còn nợ thuế.",
    )  # fmt: skip


def test_the_wait_belongs_to_the_agency_asked_and_the_appointment_runs_on(
    cast: Cast, tax: TaxOffice
) -> None:
    dossier = consulted(cast, tax)
    appointment, step_by = dossier.appointment, dossier.step_by

    assert holder(_now(dossier)) == "Chờ ý kiến của Thuế tỉnh Bắc Ninh"
    dossier = _answer(dossier, tax, 12, cast)

    asked = [one for one in spans_of(dossier, entries_of(dossier), at=after(cast.at, 14))
             if one.party is Party.OTHER_AGENCY]  # fmt: skip
    assert [(one.agency_code, one.used, one.overran) for one in asked] == [
        (tax.agency.code, timedelta(hours=12), timedelta(hours=4))
    ]
    assert dossier.appointment == appointment
    assert step_by is not None and dossier.step_by == after(step_by, 12)
    assert not entries_of(dossier)[-1].data["in_time"]
    assert list(faults_of(dossier)) == []


def test_a_consultation_answered_twice_is_a_clear_error(cast: Cast, tax: TaxOffice) -> None:
    dossier = _answer(consulted(cast, tax), tax, 2, cast)

    with pytest.raises(WrongState) as refused:
        acts.answer_consultation(
            dossier, by=tax.head, at=after(cast.at, 3), opinion=Opinion.OTHER, answer="Lần hai."
        )

    assert "đã trả lời ý kiến này" in refused.value.what
    assert "Đỗ Thị Thu" in refused.value.sentence
    assert len(entries_of(dossier)) == 4


def test_while_an_answer_is_awaited_the_step_waits_until_the_time_has_passed(
    cast: Cast, tax: TaxOffice
) -> None:
    dossier = consulted(cast, tax)

    for act in (acts.advance, acts.go_on):
        with pytest.raises(WrongState):
            act(dossier, by=cast.handling, at=after(cast.at, 4))
    gone_on = acts.go_on(dossier, by=cast.handling, at=after(cast.at, 10))
    done = acts.advance(gone_on, by=cast.handling, at=after(cast.at, 11))

    spans = spans_of(done, entries_of(done), at=after(cast.at, 12))
    waits = {one.agency_code: one.used for one in spans if one.party is Party.OTHER_AGENCY}
    assert waits == {tax.agency.code: timedelta(hours=10)}
    assert entries_of(done)[-2].data["agencies"][0]["code"] == tax.agency.code
    assert list(faults_of(done)) == []


def test_an_answer_that_comes_after_the_silence_is_still_kept(cast: Cast, tax: TaxOffice) -> None:
    dossier = acts.go_on(consulted(cast, tax), by=cast.handling, at=after(cast.at, 10))

    dossier = _answer(dossier, tax, 12, cast)

    (asked,) = consultations_of(dossier)
    assert (asked.opinion, asked.answered_by) == ("agree", "Đỗ Thị Thu")
    assert asked.lapsed_at is not None
    assert dossier.awaited_agency_id is None


def test_of_several_asked_at_once_the_first_that_has_not_answered_is_waited_for(
    cast: Cast, tax: TaxOffice
) -> None:
    police = tax_office(cast.at, code="000.01.10.G01", name="congan")
    dossier = consulted(cast, tax, days=2)
    dossier = acts.consult(
        dossier, by=cast.handling, at=after(cast.at, 1), agency=police.agency, question="Cư trú?"
    )
    assert dossier.awaited_agency == tax.agency

    dossier = _answer(dossier, tax, 3, cast)
    assert dossier.awaited_agency == police.agency
    dossier = _answer(dossier, police, 5, cast)

    assert dossier.awaited_agency is None
    spans = spans_of(dossier, entries_of(dossier), at=after(cast.at, 6))
    waits = {one.agency_code: one.used for one in spans if one.party is Party.OTHER_AGENCY}
    assert waits == {
        tax.agency.code: timedelta(hours=3), police.agency.code: timedelta(hours=2)
    }  # fmt: skip


def test_whom_one_cannot_ask_and_who_cannot_answer(cast: Cast, tax: TaxOffice) -> None:
    dossier = consulted(cast, tax)

    for agency in (tax.agency, cast.ward):
        with pytest.raises(Incomplete):
            acts.consult(dossier, by=cast.handling, at=cast.at, agency=agency, question="Gì?")
    for who in (cast.stranger, cast.handling):
        with pytest.raises(NotAllowed):
            acts.answer_consultation(
                dossier, by=who, at=cast.at, opinion=Opinion.AGREE, answer="Được."
            )


def test_the_worker_puts_the_question_into_the_inbox_and_takes_it_out(
    cast: Cast, tax: TaxOffice
) -> None:
    dossier = consulted(cast, tax)
    worker.drain("H05", at=cast.at)

    (item,) = inbox.inbox(tax.officer).items
    assert (item.code, item.jurisdiction, item.home) == (dossier.code, "G12", "H05")
    assert (item.sent_by, inbox.inbox_count(tax.officer)) == (cast.ward.name, 1)
    assert inbox.inbox(cast.handling).items == []

    _answer(dossier, tax, 2, cast)
    worker.drain("H05", at=after(cast.at, 3))
    assert inbox.inbox(tax.officer).items == []


def test_a_withdrawn_dossier_leaves_the_inbox(cast: Cast, tax: TaxOffice) -> None:
    dossier = consulted(cast, tax)
    worker.drain("H05", at=cast.at)

    acts.withdraw(dossier, by=cast.applicant, at=after(cast.at, 1))
    worker.drain("H05", at=after(cast.at, 2))

    assert inbox.inbox(tax.officer).items == []


def test_a_land_dossier_goes_province_tax_province_and_the_late_hours_are_the_tax_office_s(
    cast: Cast, tax: TaxOffice
) -> None:
    land_process(cast, tax)
    dossier = acts.advance(cast.accepted(), by=cast.handling, at=after(cast.at, 4))
    appointment = dossier.appointment
    worker.drain("H05", at=dossier.step_since)

    assert "Thuế tỉnh Bắc Ninh" in holder(_now(dossier))
    assert [item.kind for item in inbox.inbox(tax.officer).items] == ["step"]
    assert queue(cast.handling).items == []
    with pytest.raises(NotAllowed):
        acts.advance(dossier, by=cast.head, at=after(cast.at, 5))

    dossier = acts.advance(dossier, by=tax.officer, at=after(cast.at, 64))
    assert (dossier.holder_agency, dossier.appointment) == (cast.ward, appointment)
    late = late_by(
        dossier, spans_of(dossier, entries_of(dossier), at=after(cast.at, 65)),
        at=after(cast.at, 65),
    )  # fmt: skip
    assert {one.agency_code for one in late.overran} == {tax.agency.code}
    hours = {one.span.agency_code: one.late for one in late.shares}
    assert hours[tax.agency.code] > 10 * hours.get(cast.ward.code, timedelta(0)) > timedelta(0)

    dossier = acts.decide(dossier, by=cast.head, at=after(cast.at, 65), outcome=Outcome.GRANTED)
    assert dossier.state == State.DECIDED
    worker.drain("H05", at=after(cast.at, 66))
    assert inbox.inbox(tax.officer).items == []
    assert list(faults_of(dossier)) == []


def test_the_tax_office_sends_it_back_to_the_province(cast: Cast, tax: TaxOffice) -> None:
    land_process(cast, tax)
    dossier = acts.advance(cast.accepted(), by=cast.handling, at=cast.at)

    back = acts.send_back(dossier, by=tax.head, at=after(cast.at, 1), reason="Thiếu sơ đồ thửa.")

    assert (back.holder_agency, back.step) == (cast.ward, 0)
    assert queue(cast.handling).items == [back]


def test_several_are_asked_in_one_act_each_with_its_own_limit(cast: Cast, tax: TaxOffice) -> None:
    other = tax_office(cast.at, code="000.26.10.G12", name="xaydung")
    dossier = perform(
        Act.CONSULT, cast.accepted(), by=cast.handling, at=cast.at, version=None,
        values={
            "agency": tax.agency.code, "question": "Có vướng mắc gì không?", "days": 2,
            "others": [{"agency": other.agency.code, "days": 5}],
        },
    )  # fmt: skip

    asked = consultations_of(dossier)
    assert [(one.agency, one.answer_by) for one in asked] == [
        (tax.agency, after(cast.at, 16)), (other.agency, after(cast.at, 40)),
    ]  # fmt: skip
    assert (dossier.awaited_agency, dossier.due_at) == (tax.agency, dossier.appointment)
    assert [entry.kind for entry in entries_of(dossier)][-2:] == ["dossier.consulted"] * 2
    assert list(faults_of(dossier)) == []


def test_the_same_agency_twice_is_refused_where_it_stands_and_nobody_is_asked(
    cast: Cast, tax: TaxOffice
) -> None:
    dossier, twice = cast.accepted(), {"agency": tax.agency.code}
    with scenes.refused(Incomplete) as caught:
        perform(
            Act.CONSULT, dossier, by=cast.handling, at=cast.at, version=None,
            values={**twice, "question": "Có nợ không?", "others": [twice]},
        )  # fmt: skip

    assert caught.value.facts["errors"][0]["field"] == "/others/0/agency"
    assert consultations_of(scenes.now(dossier)) == []


def test_whom_the_process_asks_together_need_not_be_typed(cast: Cast, tax: TaxOffice) -> None:
    other = tax_office(cast.at, code="000.26.10.G12", name="xaydung")
    asks = (other.agency.code, tax.agency.code)
    cast.service.process = approve(
        cast.service.procedure.code, cast.ward,
        Process(steps=(
            Step(name="Thẩm định", role=Role.HANDLING_OFFICER, asks=asks),
            Step(name="Ký", role=Role.HEAD),
        )),
        at=cast.at,
    )  # fmt: skip
    cast.service.save(update_fields=["process"])
    dossier = perform(
        Act.CONSULT, cast.accepted(), by=cast.handling, at=cast.at, version=None,
        values={"question": "Có vướng mắc gì không?"},
    )  # fmt: skip

    assert [one.agency for one in consultations_of(dossier)] == [other.agency, tax.agency]
