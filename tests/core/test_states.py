"""The table of states: complete, reachable, and silent where a dossier has ended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.refusals import WrongState
from motcua.core.states import (
    FACTS,
    Act,
    Holder,
    Phase,
    State,
    can,
    possible,
    step,
    transitions,
)

NO_DOSSIER: list[State | None] = [None]
STATES = NO_DOSSIER + list(State)


def after(state: State | None, act: Act) -> set[State]:
    """Where the act leads, whichever phase the dossier goes back to."""
    return {step(state, act, resume_to=phase) for phase in Phase}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", STATES)
def test_each_act_moves_or_is_refused_with_what_is_possible(state: State | None, act: Act) -> None:
    if can(state, act):
        assert after(state, act) == {
            b for a, other, b in transitions() if (a, other) == (state, act)
        }
        return

    with pytest.raises(WrongState) as refused:
        step(state, act)

    assert refused.value.facts["possible"] == [other.value for other in possible(state)]
    assert refused.value.status == 409
    assert state is None or state.label in refused.value.sentence


@pytest.mark.parametrize("state", STATES)
def test_what_is_possible_is_what_can_be_done(state: State | None) -> None:
    assert possible(state) == [act for act in Act if can(state, act)]


def test_every_act_can_be_done_somewhere() -> None:
    assert {act for _, act, _ in transitions()} == set(Act)


def test_every_state_is_reached() -> None:
    reached: set[State] = set()
    grown = {b for a, _, b in transitions() if a is None}
    while grown - reached:
        reached |= grown
        grown = {b for a, _, b in transitions() if a in reached}

    assert reached == set(State)


def test_from_every_state_a_dossier_can_come_to_an_end() -> None:
    ends = {state for state in State if state.is_closed}
    while grown := {a for a, _, b in transitions() if b in ends and a and a not in ends}:
        ends |= grown

    assert ends == set(State)


@pytest.mark.parametrize("state", [state for state in State if state.is_closed])
def test_nothing_can_be_done_with_a_closed_dossier(state: State) -> None:
    assert possible(state) == []
    assert not FACTS[state].clock_runs


def test_every_state_has_its_facts_and_a_label_of_its_own() -> None:
    assert set(FACTS) == set(State)
    assert len({state.label for state in State}) == len(State)


@pytest.mark.parametrize("state", State)
def test_the_clock_runs_exactly_while_the_agency_holds_the_dossier(state: State) -> None:
    facts = FACTS[state]

    assert facts.clock_runs == (facts.holder in {Holder.DESK, Holder.HANDLING})


@pytest.mark.parametrize("phase", Phase)
def test_a_supplement_goes_back_to_where_it_was_asked(phase: Phase) -> None:
    came_from = {Phase.INTAKE: State.SUBMITTED, Phase.HANDLING: State.ACCEPTED}[phase]

    assert step(came_from, Act.REQUEST_SUPPLEMENT) is State.AWAITING_APPLICANT
    assert step(State.AWAITING_APPLICANT, Act.SUPPLEMENT, resume_to=phase) is came_from


@given(st.lists(st.sampled_from(Act), max_size=60), st.sampled_from(Phase))
def test_however_one_acts_a_dossier_begins_once_and_ends_once(
    acts: list[Act], phase: Phase
) -> None:
    state: State | None = None
    begun = ended = 0
    for act in acts:
        if can(state, act):
            begun += state is None
            state = step(state, act, resume_to=phase)
            ended += state.is_closed

    assert begun == (state is not None)
    assert ended <= 1
