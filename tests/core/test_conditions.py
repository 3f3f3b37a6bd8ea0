"""Conditions: one meaning in every language, and no answer that could break them."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import conditions
from motcua.core.conditions import All, AnyOf, BadCondition, Compare, Not, Op

EXAMPLES = json.loads((Path(__file__).parent / "conditions.json").read_text(encoding="utf-8"))
NAMES = st.sampled_from(["a", "b", "applicant.name"])
SCALARS = st.text(max_size=3) | st.integers(-3, 3) | st.booleans()
ANYTHING = st.recursive(
    st.none() | SCALARS | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=6,
)
ANSWERS = st.dictionaries(NAMES, ANYTHING)


def compares() -> st.SearchStrategy[conditions.Condition]:
    lists, alone = (Op.IN, Op.NOT_IN), (Op.FILLED, Op.EMPTY)
    single = [op for op in Op if op not in lists + alone]
    return st.one_of(
        st.builds(Compare, NAMES, st.sampled_from(single), SCALARS),
        st.builds(Compare, NAMES, st.sampled_from(lists), st.lists(SCALARS).map(tuple)),
        st.builds(Compare, NAMES, st.sampled_from(alone)),
    )


CONDITIONS = st.recursive(
    compares(),
    lambda inner: (
        st.builds(All, st.lists(inner, max_size=3).map(tuple))
        | st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Not, inner)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["why"] for example in EXAMPLES])
def test_a_condition_means_what_the_shared_examples_say(example: dict[str, Any]) -> None:
    condition = conditions.parse(example["condition"])

    assert conditions.holds(condition, example["answers"]) is example["holds"]


def test_the_shared_examples_use_every_op_both_ways() -> None:
    def ops(data: Any) -> set[str]:
        if isinstance(data, list):
            return {op for part in data for op in ops(part)}
        if isinstance(data, dict):
            own = {data["op"]} if "op" in data else set()
            return own | {op for part in data.values() for op in ops(part)}
        return set()

    for outcome in (True, False):
        of_outcome = [e["condition"] for e in EXAMPLES if e["holds"] is outcome]
        assert ops(of_outcome) == {op.value for op in Op}


@given(CONDITIONS)
def test_a_condition_survives_its_own_json(condition: conditions.Condition) -> None:
    data = json.loads(json.dumps(conditions.to_json(condition)))

    assert conditions.parse(data) == condition


@given(CONDITIONS, ANSWERS)
def test_no_answer_breaks_a_condition_and_not_turns_it_round(
    condition: conditions.Condition, answers: dict[str, Any]
) -> None:
    assert conditions.holds(Not(condition), answers) is not conditions.holds(condition, answers)


@given(CONDITIONS, ANSWERS)
def test_only_the_fields_it_names_matter(
    condition: conditions.Condition, answers: dict[str, Any]
) -> None:
    named = {name: answers[name] for name in conditions.fields_of(condition) & set(answers)}

    assert conditions.holds(condition, named) is conditions.holds(condition, answers)


@given(CONDITIONS, ANSWERS, st.sets(NAMES), ANSWERS)
def test_what_is_settled_stays_so_whatever_the_open_fields_become(
    condition: conditions.Condition,
    answers: dict[str, Any],
    open_fields: set[str],
    later: dict[str, Any],
) -> None:
    settled = conditions.truth(condition, answers, open_fields)

    changed = answers | {name: later[name] for name in open_fields & set(later)}

    assert settled is None or conditions.holds(condition, changed) is settled


@given(ANYTHING)
def test_json_that_is_no_condition_is_refused_in_words(data: Any) -> None:
    try:
        conditions.parse(data)
    except BadCondition as refusal:
        assert str(refusal)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"field": "a", "op": "like", "value": "x"}, "like"),
        ({"field": "a", "op": ["eq"], "value": "x"}, "unknown op"),
        ({"op": "eq", "value": "x"}, "'field'"),
        ({"field": "a", "op": "filled", "value": True}, "takes no value"),
        ({"field": "a", "op": "in", "value": "x"}, "list"),
        ({"field": "a", "op": "eq", "value": ["x"]}, "takes a text"),
        ({"field": "a", "op": "eq", "value": 1, "when": 2}, "when"),
        ({"all": [], "any": []}, "stands alone"),
        ({"all": {"field": "a", "op": "filled"}}, "list"),
        ([], "object"),
    ],
)
def test_a_bad_condition_is_told_what_is_wrong_with_it(data: Any, named: str) -> None:
    with pytest.raises(BadCondition, match=named):
        conditions.parse(data)


def test_a_tower_of_conditions_is_refused_before_it_falls() -> None:
    tower: dict[str, Any] = {"field": "a", "op": "filled"}
    for _ in range(5000):
        tower = {"not": tower}

    with pytest.raises(BadCondition, match="deeper"):
        conditions.parse(tower)
