"""A level is earned by what works, and what is missing for the next one is said."""

from dataclasses import replace

import pytest

from motcua.catalogue.content import Channel, FeeCase, Method, ProcedureContent, Requirement
from motcua.catalogue.levels import earned

FREE = Method(channel=Channel.ONLINE, free=True, fee=0)
CHARGED = Method(channel=Channel.ONLINE, free=False, fee=5_000)
UNSAID = Method(channel=Channel.ONLINE)
POST = Method(channel=Channel.POST, free=True, fee=0)
COUNTER = Method(channel=Channel.COUNTER, free=True, fee=0)

TOLD = ProcedureContent(
    code="9.1",
    name="Thuyền",
    steps="Mang thuyền đến bến.",
    methods=(FREE,),
    documents=(Requirement(id="d1", name="Tờ khai"),),
    result="Biển số",
    legal_basis=("1/2020",),
    url="https://example.com/9.1",
)


def _level(content: ProcedureContent, *, offered: bool = False, payable: bool = False) -> int:
    return earned(content, offered=offered, payable_online=payable).level


@pytest.mark.parametrize(
    ("methods", "online_return", "payable", "level"),
    [
        ((FREE, POST), False, False, 4),
        ((FREE,), True, False, 4),
        ((FREE,), False, False, 3),
        ((CHARGED, POST), False, False, 3),
        ((CHARGED, POST), False, True, 4),
        ((CHARGED,), False, True, 3),
        ((UNSAID, POST), False, False, 3),
        ((COUNTER, POST), False, False, 4),
        ((CHARGED, COUNTER, POST), False, False, 3),
        ((FREE, Method(channel=Channel.POST, free=False)), False, False, 4),
        ((), True, False, 3),
    ],
)
def test_what_is_offered_earns_three_and_four_with_fee_and_result_settled(
    methods: tuple[Method, ...], *, online_return: bool, payable: bool, level: int
) -> None:
    content = replace(TOLD, methods=methods, online_return=online_return)
    assert _level(content, offered=True, payable=payable) == level


@pytest.mark.parametrize("untold", ["steps", "methods", "documents", "result", "legal_basis"])
def test_what_is_not_offered_earns_nothing_while_information_is_missing(untold: str) -> None:
    gap = replace(TOLD, **{untold: type(getattr(TOLD, untold))()})
    assert earned(gap, offered=False).level == 0
    assert len(earned(gap, offered=False).missing_for_next_level) == 1


def test_text_that_was_not_understood_is_information_all_the_same() -> None:
    kept = replace(TOLD, methods=(), methods_text="Ở bến", documents=(), documents_text="Mái chèo")
    assert _level(kept) == 2


def test_level_two_needs_blank_forms_to_download() -> None:
    without = replace(TOLD, url="")
    assert _level(without) == 1
    with_form = replace(without, documents=(Requirement(id="d1", name="A", template="a.docx"),))
    assert _level(with_form) == 2


def test_what_is_missing_is_told_in_whole_sentences_and_at_level_four_nothing_is() -> None:
    three = earned(replace(TOLD, methods=(CHARGED,)), offered=True)
    assert len(three.missing_for_next_level) == 2
    assert all(sentence.endswith(".") for sentence in three.missing_for_next_level)
    four = earned(replace(TOLD, methods=(FREE, POST)), offered=True)
    assert four.missing_for_next_level == ()


def test_free_with_an_amount_beside_it_is_not_free_beyond_doubt() -> None:
    doubtful = replace(FREE, fee_cases=(FeeCase(text="5.000 đồng", amount=5_000),))
    assert _level(replace(TOLD, methods=(doubtful, POST)), offered=True) == 3
