"""Numbers that stand for people: personal number, tax code, telephone. Checks and plain spellings.

A check returns the Vietnamese sentence to show, or `None`. Whether a number was ever given out is
not known here; only its inner logic is.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Literal

import phonenumbers
from stdnum.vn import mst

Sex = Literal["male", "female"]

# Mã tỉnh, thành phố: Circular 59/2021/TT-BCA, annex; kept after the merger of provinces in 2025.
_PROVINCES = frozenset({
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37,
    38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77,
    79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
})  # fmt: skip
_COUNTRIES = range(101, 400)
_SEXES: dict[str, Sex] = {
    "male": "male", "nam": "male", "m": "male",
    "female": "female", "nữ": "female", "nu": "female", "f": "female",
}  # fmt: skip
_SEX_WORDS: dict[Sex, str] = {"male": "nam", "female": "nữ"}
_SEPARATORS = re.compile(r"[\s.\-\u00a0]+")


def sex_of(value: object) -> Sex | None:
    """The sex that a form's choice stands for, by its usual values; `None` when it says neither."""
    return _SEXES.get(value.strip().lower()) if isinstance(value, str) else None


def clean_personal_number(text: str) -> str:
    """Without the spaces, dots and dashes people write between the groups."""
    return _SEPARATORS.sub("", text)


def check_personal_number(
    text: str, *, birth: date | None = None, sex: Sex | None = None
) -> str | None:
    """What is wrong with a personal number, or `None`.

    Twelve digits: 3 for the province (or, from 101, the country) of birth registration, 1 for
    century and sex (even male, odd female; 0–1 for 19xx, 2–3 for 20xx …), 2 for the year of
    birth, 6 at random. Decree 137/2015/NĐ-CP Art. 13; Circular 59/2021/TT-BCA Art. 4.
    """
    number = clean_personal_number(text)
    if not re.fullmatch(r"[0-9]+", number):
        return "Số định danh chỉ gồm 12 chữ số: xem lại từng ký tự"
    if len(number) != 12:
        word = "mới có" if len(number) < 12 else "đang có"
        return f"Số định danh có 12 chữ số, {word} {len(number)}"
    if int(number[:3]) not in _PROVINCES and int(number[:3]) not in _COUNTRIES:
        return f"Ba số đầu của số định danh ({number[:3]}) không phải mã tỉnh: xem lại số"
    return _disagreement(int(number[3]), number[4:6], birth, sex)


def _disagreement(digit: int, year: str, birth: date | None, sex: Sex | None) -> str | None:
    said = 1900 + digit // 2 * 100 + int(year)
    if birth is not None and birth.year >= 1900 and birth.year != said:
        return f"Số định danh là của người sinh năm {said}, ngày sinh ghi {birth.year}: xem lại"
    digit_sex: Sex = "female" if digit % 2 else "male"
    if sex is not None and sex != digit_sex:
        own, other = _SEX_WORDS[digit_sex], _SEX_WORDS[sex]
        return f"Số định danh là của người giới tính {own}, ở đây ghi {other}: xem lại"
    if birth is None and digit > 3:
        return f"Số định danh là của người sinh năm {said}: xem lại số thứ tư"
    return None


def example_personal_number(*, birth: date | None = None, sex: Sex | None = None) -> str:
    """A number of the right shape that agrees with birth and sex; nobody's in particular."""
    year = birth.year if birth is not None and 1900 <= birth.year < 2400 else 1990
    digit = (year - 1900) // 100 * 2 + (1 if sex == "female" else 0)
    return f"027{digit}{year % 100:02}000123"


def clean_tax_code(text: str) -> str:
    """Ten or twelve digits, or thirteen written 0123456789-001."""
    number = _SEPARATORS.sub("", text)
    return f"{number[:10]}-{number[10:]}" if len(number) == 13 else number


def check_tax_code(text: str) -> str | None:
    """What is wrong with a tax code, or `None`.

    Ten digits with a check digit, thirteen for a branch (Circular 86/2024/TT-BTC Art. 5); since
    1 July 2025 the personal number is the code of persons and household businesses.
    """
    number = _SEPARATORS.sub("", text)
    if not re.fullmatch(r"[0-9]+", number):
        return "Mã số thuế chỉ gồm chữ số: xem lại từng ký tự"
    if len(number) == 12:
        return check_personal_number(number)
    if len(number) not in (10, 13):
        return f"Mã số thuế có 10, 12 hoặc 13 chữ số, đang có {len(number)}"
    return None if mst.is_valid(number) else "Mã số thuế này không đúng: xem lại từng chữ số"


def clean_phone(text: str) -> str:
    """National digits for Vietnamese numbers (0912345678), +… for others; else unchanged."""
    number = _phone(text)
    if number is None:
        return text
    home = number.country_code == 84
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.E164
    return re.sub(r"[^0-9+]", "", phonenumbers.format_number(number, style))


def check_phone(text: str) -> str | None:
    """What is wrong with a telephone number, or `None`. Spaces, dots and +84 are welcome."""
    if _phone(text) is None:
        return "Số điện thoại cần 10 số, ví dụ 0912\u00a0345\u00a0678"
    return None


@lru_cache(maxsize=64)  # checked, then cleaned, often twice in one request
def _phone(text: str) -> phonenumbers.PhoneNumber | None:
    if not re.fullmatch(r"\+?[0-9\s().\-\u00a0/]{6,30}", text.strip()):
        return None
    try:
        number = phonenumbers.parse(text, "VN")
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
