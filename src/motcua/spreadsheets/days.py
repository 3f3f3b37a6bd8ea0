"""Days as people type them into a cell: day before month, the year in full."""

import re
from datetime import date

FIRST_YEAR, LAST_YEAR = 1900, 2200
_OURS = re.compile(r"(\d{1,2})[/.\- ]+(\d{1,2})[/.\- ]+(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}")
MEND = "Viết ngày/tháng/năm đủ bốn chữ số của năm, ví dụ 02/09/2026."


class BadDay(ValueError):
    """Not a day; the message is one or two Vietnamese sentences, the way to mend it apart."""

    def __init__(self, what: str, mend: str = MEND) -> None:
        """What is wrong, and how to mend it."""
        super().__init__(what)
        self.what, self.mend = what, mend


def parse_day(text: str) -> date:
    """`02/09/2026`, `2-9-2026`, `2.9.2026` or `2026-09-02`. Raises `BadDay`.

    A month behind which there is none (`9/25/2026`) is the American order: then the other days
    of the column are in doubt too, so it is refused and not turned round.
    """
    if found := _ISO.fullmatch(text):
        return checked(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _OURS.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        if month > 12 >= day:
            raise BadDay(
                f"“{text}” viết tháng trước ngày, kiểu Mỹ.",
                f"Viết {month:02}/{day:02}/{year}, và xem lại mọi ngày khác của cột: chúng cũng có "
                "thể đang ngược.",
            )
        return checked(year, month, day, text)
    if _SHORT_YEAR.fullmatch(text):
        raise BadDay(f"“{text}” không đủ bốn chữ số của năm nên có thể hiểu nhiều cách.")
    raise BadDay(f"Không hiểu ngày “{text[:40]}”.")


def checked(year: int, month: int, day: int, text: str) -> date:
    """The day, if there is such a one in our times. Raises `BadDay`."""
    try:
        found = date(year, month, day)
    except ValueError:
        raise BadDay(f"Không có ngày {text}.", "Xem lại ngày, tháng.") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadDay(f"Năm {year} ở “{text}” không hợp lý.", "Xem lại năm.")
    return found
