"""The content of a procedure goes into JSON and comes back the same."""

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.content import Channel, FeeCase, Method, ProcedureContent, Requirement
from motcua.core.deadlines import TimeLimit, TimeUnit

_text = st.text(max_size=20)
_amount = st.none() | st.integers(0, 10**9)
_limit = st.builds(
    TimeLimit,
    value=st.decimals("0.25", 400, places=2),
    unit=st.sampled_from([unit for unit in TimeUnit if unit is not TimeUnit.AT_ONCE]),
) | st.just(TimeLimit(Decimal(0), TimeUnit.AT_ONCE))
_methods = st.builds(
    Method,
    channel=st.sampled_from(Channel),
    limit=st.none() | _limit,
    free=st.none() | st.booleans(),
    fee=_amount,
    fee_text=_text,
    fee_cases=st.lists(st.builds(FeeCase, text=_text, amount=_amount), max_size=2).map(tuple),
    note=_text,
)
_papers = st.builds(
    Requirement, id=_text, name=_text, originals=_amount, copies=_amount, case=_text, template=_text
)
_words = st.lists(_text, max_size=3).map(tuple)
_contents = st.builds(
    ProcedureContent,
    code=_text,
    name=_text,
    levels=_words,
    applicants=_words,
    legal_basis=_words,
    methods=st.lists(_methods, max_size=3).map(tuple),
    documents=st.lists(_papers, max_size=3).map(tuple),
    online_return=st.booleans(),
)


@given(_contents)
def test_a_content_comes_back_from_its_json_as_it_was(content: ProcedureContent) -> None:
    stored = json.loads(json.dumps(content.to_json()))
    assert ProcedureContent.from_json(stored) == content


def test_a_key_of_a_later_release_is_passed_over() -> None:
    stored = ProcedureContent(code="9.1", name="Thuyền").to_json() | {"colour": "blue"}
    assert ProcedureContent.from_json(stored).name == "Thuyền"


def test_cases_and_channels_are_named_once_and_in_order() -> None:
    content = ProcedureContent(
        code="9.1",
        name="Thuyền",
        methods=tuple(
            Method(channel=channel) for channel in (Channel.POST, Channel.ONLINE, Channel.POST)
        ),
        documents=tuple(
            Requirement(id=f"d{at}", name="Tờ khai", case=case)
            for at, case in enumerate(["b", "", "a", "b"], start=1)
        ),
    )
    assert content.channels == (Channel.POST, Channel.ONLINE)
    assert content.cases == ("b", "a")
