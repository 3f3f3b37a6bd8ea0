"""Codes of dossiers: `000.00.01.H05-261201-0007`, the receiving agency, the day, its serial.

The format is a dated table: codes of other systems and times are read as they were written. It
knows no register; serials are given out where dossiers are kept.
"""

import re
import time
from dataclasses import dataclass
from datetime import date

from motcua.core.refusals import Refusal

EXAMPLE = "000.00.01.H05-261201-0007"
MAX_IDENTIFIER = 35
"""Characters of an agency's identifier (Decision 20/2020/QĐ-TTg Art. 4)."""


class UnknownCode(Refusal):
    """Not a code of any format we know."""

    code, status, title = "unknown-code", 404, "Không có mã hồ sơ này"


@dataclass(frozen=True)
class CodeForm:
    """One way of writing the day and the serial, since when, and who says so."""

    name: str
    first_day: date
    source: str
    day_format: str
    serial_digits: int

    def write(self, day: date, serial: int) -> str:
        """The part after the agency. A serial too large for its digits takes more of them."""
        return f"{day.strftime(self.day_format)}-{serial:0{self.serial_digits}d}"

    def read(self, written: str) -> tuple[date, int] | None:
        """The day and serial that `write` wrote, or None when it cannot have written this."""
        day_text, _, serial = written.partition("-")
        try:
            day = date(*time.strptime(day_text, self.day_format)[:3])
        except ValueError:
            return None
        exact = int(serial) > 0 and day >= self.first_day
        return (day, int(serial)) if exact and self.write(day, int(serial)) == written else None


# Circular 01/2018/TT-VPCP Art. 19: agency, date, serial of the day. Central systems of ministries
# write the year whole and seven digits (`G09.20-20260609-0092637`).
SHORT_DATE = CodeForm("short_date", date(2018, 1, 1), "01/2018/TT-VPCP Art. 19", "%y%m%d", 4)
LONG_DATE = CodeForm("long_date", date(2018, 1, 1), "seen at ministries in 2026", "%Y%m%d", 7)
FORMS = (SHORT_DATE, LONG_DATE)

_IDENTIFIER = r"[A-Z0-9]+(?:\.[A-Z0-9]+)*"
_CODE = re.compile(rf"({_IDENTIFIER})-([0-9]{{6,8}}-[0-9]{{4,12}})")
_FIRST_LEVEL = re.compile(r"[A-Z][0-9]{2}")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−_", "-"))


@dataclass(frozen=True)
class DossierCode:
    """The code of one dossier; `str()` writes it in its form, by default the one we give out."""

    agency: str
    day: date
    serial: int
    form: CodeForm = SHORT_DATE

    def __str__(self) -> str:
        return f"{self.agency}-{self.short}"

    @property
    def short(self) -> str:
        """Without the agency, for those who work in it: `261201-0007`."""
        return self.form.write(self.day, self.serial)

    @property
    def jurisdiction(self) -> str:
        """The registry that the dossier belongs to: `H05`."""
        return jurisdiction_of(self.agency)


def jurisdiction_of(identifier: str) -> str:
    """The first level of an agency's identifier, a ministry or province.

    It stands at the right in identifiers of QCVN 102:2016 (`000.00.01.H05`), at the left since
    Decision 20/2020/QĐ-TTg Art. 4 (`H05.12.3`); those begin with a letter, the older ones do not.
    """
    parts = identifier.split(".")
    return parts[0] if parts[0][:1].isalpha() else parts[-1]


def parse(text: str) -> DossierCode:
    """The code that somebody typed: spaces, lower case and other dashes do not matter.

    Raises `UnknownCode` with a sentence that shows how a code looks.
    """
    for spelling in _spellings(text):
        if code := _read(spelling):
            return code
    raise _unknown(text)


def _spellings(text: str) -> tuple[str, str]:
    """Spaces are noise, as in a code read out in groups, or stand where dashes should."""
    words = text.translate(_DASHES).upper().split()
    return "".join(words), "-".join(word.strip("-") for word in words if word.strip("-"))


def _read(spelling: str) -> DossierCode | None:
    if (match := _CODE.fullmatch(spelling)) is None:
        return None
    agency, rest = match.groups()
    if len(agency) > MAX_IDENTIFIER or not _FIRST_LEVEL.fullmatch(jurisdiction_of(agency)):
        return None
    found = ((form, form.read(rest)) for form in FORMS)
    return next((DossierCode(agency, *read, form) for form, read in found if read), None)


def _unknown(text: str) -> UnknownCode:
    typed = " ".join(text.split())[:60]
    what = f"“{typed}” không phải mã hồ sơ." if typed else "Chưa có mã hồ sơ."
    return UnknownCode(
        what,
        why=f"Mã có ba phần: mã cơ quan, ngày nộp, số thứ tự, ví dụ {EXAMPLE}.",
        mend="Xem lại mã ghi trên giấy tiếp nhận hồ sơ.",
        typed=typed,
        example=EXAMPLE,
    )
