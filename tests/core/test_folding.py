"""Folding and Telex: what was typed by any road is found under the same plain syllables."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.folding import fold, syllables, untelex

TEXT = """
đăng ký khai sinh kết hôn khai tử giấy chứng nhận quyền sử dụng đất hộ kinh doanh lý lịch tư pháp
cấp đổi phép lái xe thẻ căn cước thường trú tạm bổ sung hồ sơ người nước ngoài nghỉ hưu thuế môn
bài phí miễn trích lục bản sao chứng thực chữ hợp đồng nuôi con giám hộ quốc tịch xây dựng nhà ở
riêng lẻ an toàn thực phẩm trợ cấp xã hội khuyến mại quảng cáo trường học nhập khuyết tật cao tuổi
nghề nghiệp luật sư thủy lợi lâm khoáng huyện tỉnh thửa rượu bác sĩ tòa án máy móc ngựa
"""
WORDS = TEXT.split()
words = st.sampled_from(WORDS)
phrases = st.lists(words, min_size=1, max_size=5)

TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


def typed(word: str, *, tone_at_end: bool = True) -> str:
    """The keys that Telex wants for a word, as they stay when the keyboard is switched off."""
    keys, last = "", ""
    for letter in word.replace("đ", "dd"):
        parts = unicodedata.normalize("NFD", letter)
        vowel, marks = parts[0], parts[1:]
        shape = {"\u0302": vowel, "\u0306": "w", "\u031b": "w"}
        tone = "".join(TONES.get(mark, "") for mark in marks)
        last += tone
        keys += vowel + "".join(shape.get(mark, "") for mark in marks)
        keys += "" if tone_at_end else tone
    return keys + last if tone_at_end else keys


# --- folding


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_what_is_folded_has_single_spaces_between_letters_and_digits(text: str) -> None:
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert all(part.isalnum() for part in folded.split())
    assert syllables(text) == folded.split()


@given(phrases)
def test_accents_case_and_composition_make_no_difference(phrase: list[str]) -> None:
    text = " ".join(phrase)
    spellings = {
        text,
        text.upper(),
        unicodedata.normalize("NFD", text),
        text.title(),
        f"  {text}. ",
        text.replace(" ", ", "),
        fold(text),
    }

    assert {fold(spelling) for spelling in spellings} == {fold(text)}
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký KHAI SINH", "dang ky khai sinh"),
        ("Cấp phiếu lý lịch tư pháp – số 1", "cap phieu ly lich tu phap so 1"),
        ("Quyết định 766/QĐ-TTg", "quyet dinh 766 qd ttg"),
        ("ﬁle ① m²", "file 1 m2"),
        ("", ""),
        ("…", ""),
    ],
)
def test_text_is_folded_to_plain_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


# --- Telex


@given(phrases, st.booleans())
def test_what_was_typed_with_the_keyboard_off_is_read(phrase: list[str], tone_at_end: bool) -> None:
    keys = " ".join(typed(word, tone_at_end=tone_at_end) for word in ["đăng", *phrase])

    assert untelex(keys) == untelex(keys.upper()) == fold(" ".join(["đăng", *phrase]))


@given(phrases)
def test_text_with_or_without_accents_stays_as_it_is(phrase: list[str]) -> None:
    text = " ".join(phrase)

    assert untelex(text) == fold(text)
    assert untelex(fold(text)) == fold(text)


@given(phrases, st.text())
def test_mending_twice_is_mending_once(phrase: list[str], noise: str) -> None:
    text = f"{' '.join(map(typed, phrase))} {noise}"

    assert untelex(untelex(text)) == untelex(text)
    assert len(untelex(text).split()) == len(syllables(text))


@pytest.mark.parametrize("word", [word for word in WORDS if word != fold(word)])
def test_one_word_alone_is_read_unless_it_might_be_another_language(word: str) -> None:
    keys = typed(word)

    assert untelex(keys) == (keys if keys in {"moon", "hoon", "sow", "cawn"} else fold(word))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ddaawng kys", "dang ky"),
        ("DDAWNG KYS", "dang ky"),
        ("dangd kys", "dang ky"),
        ("dduowngf dduwowngf", "duong duong"),
        ("giaasy phesp", "giay phep"),
        ("moon baif", "mon bai"),
        ("hoof sow", "ho so"),
        ("đăng kys", "dang ky"),
        ("kys 1.001193", "ky 1 001193"),
    ],
)
def test_leftovers_of_telex_are_taken_out(text: str, read: str) -> None:
    assert untelex(text) == read


@pytest.mark.parametrize(
    "text",
    [
        *(
            "moon",
            "see",
            "book",
            "test",
            "list",
            "show",
            "law",
            "visa",
            "taxi",
            "gas",
            "bus",
            "queen",
        ),
        *("online", "email", "web", "video", "logo", "internet", "karaoke", "cccd", "gplx", "tw"),
        *("phu luc ix", "xoong", "pdf", "vneid", "iso 9001", "h05"),
    ],
)
def test_other_languages_and_abbreviations_are_left_alone(text: str) -> None:
    assert untelex(text) == text


@pytest.mark.parametrize("word", ["ddt", "ddaaaw", "casss", "catf", "cachr", "kyss", "ngieex"])
def test_what_can_be_no_syllable_is_left_alone(word: str) -> None:
    assert untelex(f"ddaawng {word}") == f"dang {word}"
