"""The reference of a charge: what people write into a transfer, and how it is found again there.

`H05P00001239`: the registry, P for phí, a running number and a check digit (Luhn), so that a slip
of one digit, or of two that changed places, leads nowhere instead of to another person's charge.
Short enough for a bank's description, and without marks, which banks drop.
"""

import re

_WRITTEN = re.compile(r"([A-Z]\d{2})P(\d{7})(\d)")
_DIGITS = 7
MOST = 10**_DIGITS - 1


def reference(jurisdiction: str, number: int) -> str:
    """The reference of this number. Raises `ValueError` beyond seven digits."""
    if not 0 < number <= MOST:
        raise ValueError(f"a running number has up to {_DIGITS} digits, not {number}")
    written = f"{number:0{_DIGITS}d}"
    return f"{jurisdiction}P{written}{_check_digit(_as_digits(jurisdiction) + written)}"


def found_in(words: str) -> list[str]:
    """The references in a description, however spaced or cased; wrong check digits are none."""
    plain = re.sub(r"[^A-Z0-9]", "", words.upper())
    found = dict.fromkeys(match[0] for match in _WRITTEN.finditer(plain) if _is_right(match))
    return list(found)


def _is_right(match: "re.Match[str]") -> bool:
    return _check_digit(_as_digits(match[1]) + match[2]) == match[3]


def _as_digits(jurisdiction: str) -> str:
    return "".join(str(ord(letter) % 10) if letter.isalpha() else letter for letter in jurisdiction)


def _check_digit(digits: str) -> str:
    """Luhn: every second digit from the right doubled; the sum with the check digit ends in 0."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits)))
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)
