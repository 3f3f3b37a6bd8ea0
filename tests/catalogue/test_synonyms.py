"""The list of everyday words: each line with its reason, and none in the way of another."""

from collections import Counter

import pytest

from motcua.catalogue import same_words
from motcua.catalogue.questions import understand
from motcua.catalogue.search_terms import keys, readings
from motcua.catalogue.synonyms import GENERAL, LINKS, synonyms


def test_each_line_has_a_reason_and_words_on_both_sides() -> None:
    assert len(synonyms()) >= 300
    for synonym in synonyms():
        assert synonym.field, synonym
        assert synonym.reason.endswith("."), synonym
        assert synonym.said and all(keys(said) for said in synonym.said), synonym
    empty = [synonym.field for synonym in synonyms() if not synonym.law]
    assert sorted(empty) == [LINKS, GENERAL], "a line of empty words, a line of linking words"


def test_nothing_is_said_twice() -> None:
    said = Counter(phrase for synonym in synonyms() for phrase in synonym.said)

    assert [phrase for phrase, times in said.items() if times > 1] == []


@pytest.mark.parametrize(
    ("question", "law"),
    [
        ("giấy khai sinh", "đăng ký khai sinh"),
        ("giay khai sinh", "đăng ký khai sinh"),
        ("làm lại giấy khai sinh", "cấp bản sao trích lục hộ tịch bản sao giấy khai sinh"),
        ("bawfng lais", "cấp giấy phép lái xe"),
        ("xóa hộ khẩu", "xóa đăng ký thường trú"),
    ],
)
def test_the_longest_everyday_phrase_wins(question: str, law: str) -> None:
    assert understand(question).understood == (law,)


def test_the_words_of_the_law_stand_in_place_of_the_everyday_ones() -> None:
    question = understand("bằng lái của chồng tôi")

    assert {"giay_phep", "phep_lai", "lai_xe", "chong"} <= question.terms.keys()
    assert "bang" not in question.terms
    assert "bang" in question.typed


def test_words_that_say_nothing_are_dropped_unless_there_are_no_others() -> None:
    assert "muon" not in understand("tôi muốn tách hộ").terms
    assert "muon" in understand("tôi muốn").terms


def test_an_empty_question_asks_for_nothing() -> None:
    assert understand(" … ").terms == {}


def test_what_is_typed_and_its_folded_form_stay_side_by_side() -> None:
    words = readings("Đăng-ký KHAI sinh")[0]

    assert [(word.typed, word.key) for word in words] == [
        ("đăng", "dang"),
        ("ký", "ki"),
        ("khai", "khai"),
        ("sinh", "sinh"),
    ]


def test_no_line_takes_the_words_of_another_line_s_law() -> None:
    """Else the words of the law, typed as they are, would be sent elsewhere."""
    taken = {
        (synonym.law, said): understand(synonym.law).understood
        for synonym in synonyms()
        for said in synonym.said
        if synonym.law and understand(synonym.law).terms.keys().isdisjoint(keys(synonym.law))
    }

    assert taken == {}


def test_a_phrase_marked_so_has_its_everyday_meaning_only_alone() -> None:
    assert understand("nhập khẩu").understood == ("đăng ký thường trú",)
    assert understand("nhập khẩu phân bón").understood == ()


def test_one_wrong_accent_is_forgiven_in_a_phrase_but_not_all() -> None:
    assert understand("sổ đo").understood == ("giấy chứng nhận quyền sử dụng đất",)
    assert understand("số đo").understood == ()


def test_a_phrase_is_understood_with_words_between_that_say_nothing() -> None:
    assert understand("giấy để xác nhận về cư trú").understood == ("xác nhận thông tin về cư trú",)


@pytest.mark.parametrize(
    ("question", "law"),
    [
        ("sổ hộ khẩu nhà em muốn tách", "tách hộ"),
        ("hộ chiếu của tôi không biết để đâu mất", "trình báo mất hộ chiếu phổ thông"),
    ],
)
def test_a_phrase_is_understood_in_another_order(question: str, law: str) -> None:
    assert understand(question).understood == (law,)


def test_words_too_far_apart_are_no_phrase() -> None:
    far = "tách " + "mèo chó gà " * 3 + "hộ khẩu"

    assert "tách hộ" not in understand(far).understood


def test_what_is_done_stands_before_what_it_is_done_with() -> None:
    terms = understand("thẻ thường trú bị mất").terms

    assert {"^cap_lai", "lai_the", "the_thuong"} <= terms.keys()
    assert terms["lai_the"] > terms.get("cap_the", 0)


def test_words_beside_a_matter_that_is_named_count_less() -> None:
    terms = understand("bằng lái của chồng tôi").terms

    assert terms["giay_phep"] > terms["chong"]


def test_linking_words_are_dropped_only_if_typed_with_their_accents() -> None:
    assert "la" not in understand("hồng là sao").terms
    assert "la" in understand("hồng lá").terms


def test_words_of_one_meaning_have_a_reason_and_none_is_there_twice() -> None:
    said = [one for row in same_words.rows() for one in row["said"].split(" | ")]

    assert len(said) == len(set(said))
    assert all(row["instead"] and row["reason"].endswith(".") for row in same_words.rows())
    assert not {row["instead"] for row in same_words.rows()} & set(said)


@pytest.mark.parametrize(
    ("question", "like"),
    [
        ("bìa đỏ bị rách", "sổ đỏ bị rách"),
        ("rớt căn cước công dân", "mất căn cước"),
        ("tía má cho đất", "cha mẹ cho đất"),
        ("mở shop", "mở cửa hàng"),
    ],
)
def test_what_is_said_with_a_word_holds_for_its_likes(question: str, like: str) -> None:
    assert understand(question).understood == understand(like).understood != ()


def test_a_single_word_needs_its_accents_to_be_taken_for_its_like() -> None:
    assert [word.key for word in readings("má")[0]] == ["me"]
    assert [word.key for word in readings("ma túy")[0]] == ["ma", "tuy"]


def test_words_of_the_law_are_told_once() -> None:
    """`mất` is `cấp lại`, which the matter's own words say already."""
    assert understand("tôi mất thẻ căn cước giờ cấp lại").understood == ("cấp lại thẻ căn cước",)


def test_the_matter_said_in_more_words_counts_more() -> None:
    terms = understand("công ty tôi đổi tên, chuyển trụ sở công ty").terms

    assert terms["tru_so"] > terms["ho_tich"]


@pytest.mark.parametrize(
    ("question", "pair"),
    [
        ("liên hiệp hợp tác xã muốn sáp nhập", "^sap_nhap"),
        ("thẻ công chứng viên bị mất", "^cap_lai"),
        ("tạm ngưng hộ kinh doanh cá thể", "^tam_ngung"),
    ],
)
def test_what_is_done_is_put_first_wherever_it_was_said(question: str, pair: str) -> None:
    assert pair in understand(question).terms


def test_the_words_of_the_law_typed_as_they_are_are_not_told_as_put_in() -> None:
    assert understand("đăng ký giám hộ").understood == ()
    assert understand("đăng ký giám hộ").terms["giam_ho"] == 1
