"""Which book of the register an address asks for; what makes no sense falls back to this year."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from motcua.agencies.models import Agency
from motcua.agencies.queries import agency_by_code
from motcua.core.moments import local_day
from motcua.dossiers.actors import Officer
from motcua.slips.may import may_read_register
from motcua.slips.register_rows import Book, fields_of

FIRST_YEAR = 2018


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the page offers to choose from, and the book that is chosen; None where there is none.

    `agencies` are those whose books this officer may read, `fields` have a book in this year.
    """

    agency: Agency
    agencies: list[Agency]
    year: int
    years: list[int]
    fields: list[tuple[str, int]]
    book: Book | None

    def address(self, **more: str) -> str:
        """The query string of this book."""
        return "?" + urlencode({**self.asked(), **more})

    def asked(self) -> dict[str, str]:
        """The same as fields of a form."""
        known = {"co-quan": self.agency.code, "nam": str(self.year)}
        if self.book is None:
            return known
        days = {"tu": self.book.since.isoformat(), "den": self.book.until.isoformat()}
        return {**known, "linh-vuc": self.book.field, **days}


def wanted(asked: QueryDict, by: Officer, at: datetime) -> Wanted:
    """The book that is asked; without a field, the one with the most lines."""
    this_year = local_day(at).year
    agencies = list({one.agency_id: one.agency for one in by.postings}.values())
    agencies = [one for one in agencies if may_read_register(one, by)]
    agency = _agency(asked.get("co-quan", ""), agencies, by)
    year = number(asked.get("nam", "")) or this_year
    year = year if FIRST_YEAR <= year <= this_year else this_year
    fields = fields_of(agency, year)
    return Wanted(
        agency=agency,
        agencies=agencies,
        year=year,
        years=list(range(this_year, FIRST_YEAR - 1, -1)),
        fields=fields,
        book=_book(asked, agency, year, fields),
    )


def book_or_404(asked: QueryDict, by: Officer, at: datetime) -> Book:
    """The book that is asked; 404 where there is none."""
    found = wanted(asked, by, at).book
    if found is None:
        raise Http404
    return found


def number(text: str) -> int | None:
    """A number as an address carries it."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def filename(book: Book, extension: str) -> str:
    """`so-theo-doi-000.23.24.H05-2026.xlsx`."""
    return f"so-theo-doi-{book.agency.code}-{book.year}.{extension}"


def _agency(code: str, agencies: list[Agency], by: Officer) -> Agency:
    """The agency that is asked; an auditor may ask for any of her jurisdiction."""
    known = next((one for one in agencies if one.code == code), None)
    asked = known or (agency_by_code(code) if code else None)
    if asked is not None and may_read_register(asked, by):
        return asked
    if not agencies or code:
        raise Http404
    return agencies[0]


def _book(
    asked: QueryDict, agency: Agency, year: int, fields: list[tuple[str, int]]
) -> Book | None:
    if not fields:
        return None
    largest = max(fields, key=lambda one: one[1])[0]
    wanted_field = asked.get("linh-vuc", largest)
    field = wanted_field if wanted_field in {name for name, _ in fields} else largest
    first, last = date(year, 1, 1), date(year, 12, 31)
    since, until = _day(asked.get("tu", ""), first), _day(asked.get("den", ""), last)
    since, until = max(since, first), min(until, last)
    if since > until:
        since, until = first, last
    return Book(agency=agency, year=year, field=field, since=since, until=until)


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise
