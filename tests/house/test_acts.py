"""Every act has its file, the signature all acts have, its entry in the journal, its permission."""

import inspect
from importlib import import_module

import pytest

from motcua.core.states import Act, transitions
from motcua.dossiers import acts
from motcua.dossiers.journal import KINDS
from motcua.dossiers.may import BY_THE_CLOCK
from motcua.people.roles import MAY


@pytest.mark.parametrize("act", Act)
def test_every_act_has_a_file_and_a_function_of_its_name(act: Act) -> None:
    module = import_module(f"motcua.dossiers.acts.{act}")

    assert getattr(acts, act) is getattr(module, act)


@pytest.mark.parametrize("act", Act)
def test_the_thing_comes_first_and_all_else_is_named(act: Act) -> None:
    first, *others = inspect.signature(getattr(acts, act)).parameters.values()

    assert first.kind is not inspect.Parameter.KEYWORD_ONLY
    assert {parameter.kind for parameter in others} == {inspect.Parameter.KEYWORD_ONLY}
    assert {"by", "at"} <= {parameter.name for parameter in others}


@pytest.mark.parametrize("act", Act)
def test_every_act_is_somewhere_possible_and_somebody_s_or_the_clock_s(act: Act) -> None:
    assert act in {row[1] for row in transitions()}
    assert MAY[act] or act in BY_THE_CLOCK


def test_there_are_as_many_kinds_of_entry_as_acts_and_all_in_the_past_tense() -> None:
    assert len(KINDS) == len(Act)
    assert all(kind.startswith("dossier.") for kind in KINDS)
