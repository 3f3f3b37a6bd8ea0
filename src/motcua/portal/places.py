"""Places: what a search asks for in its address, and agencies by name."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.http import urlencode

from motcua.agencies.models import Agency
from motcua.agencies.queries import Unit, agency_by_code, unit_names, units
from motcua.core.folding import fold

LISTED = 60
CHOICES = 8
LONGEST = 200
LEVELS = (
    ("", "Mọi dịch vụ"),
    ("3", "Nộp được trên mạng"),
    ("4", "Không phải đến quầy"),
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The question of a search and what narrows it."""

    q: str
    place: str
    field: str
    level: int | None
    cursor: str | None

    @property
    def is_narrowed(self) -> bool:
        """Does anything but the question leave results out?"""
        return bool(self.place or self.field or self.level)

    @property
    def is_first_alone(self) -> bool:
        """Is it the first page of a question that nothing narrows?"""
        return bool(self.q.strip()) and not self.is_narrowed and not self.cursor

    @property
    def level_text(self) -> str:
        """The level as the address has it."""
        return str(self.level or "")

    @property
    def question_alone(self) -> str:
        """The address part of the same question without what narrows it."""
        return urlencode({"q": self.q})

    def next_query(self, cursor: str | None) -> str:
        """The address part of the page after this cursor."""
        parts = {"q": self.q, "place": self.place, "field": self.field, "level": self.level_text}
        named = {name: value for name, value in parts.items() if value}
        return urlencode(named | ({"cursor": cursor} if cursor else {}))


def asked_of(query: QueryDict) -> Asked:
    """What the address asks; what makes no sense is left out."""
    level = query.get("level", "")
    return Asked(
        q=_text(query, "q"),
        place=_text(query, "place"),
        field=_text(query, "field"),
        level=int(level) if level in ("3", "4") else None,
        cursor=query.get("cursor"),
    )


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where one wants it done: code and name, or, of a name that several bear, the choices."""

    code: str = ""
    name: str = ""
    choices: list[Unit] = field(default_factory=list)


def find(text: str, day: date) -> Place:
    """The place that a code or a name means: “Võ Cường”, “phường Võ Cường, tỉnh Bắc Ninh”.

    A former name will do. Three queries at most.
    """
    if not text:
        return Place()
    if known := unit_names([text], day=day):
        return Place(code=text, name=known[text])
    if agency := agency_by_code(text):
        return Place(code=text, name=agency.name)
    name, _, above = text.partition(",")
    found = [one for one in units(q=name, limit=CHOICES, day=day) if _lies_in(one, above)]
    if len(found) == 1:
        return Place(code=found[0].code, name=found[0].full_name)
    return Place(choices=found)


def named(agencies: Sequence[Agency], q: str) -> list[Agency]:
    """The agencies whose name has every word of `q`, accents or not; all for an empty one."""
    words = fold(q).split()
    return [agency for agency in agencies if _has(fold(agency.name), words)]


def _lies_in(unit: Unit, above: str) -> bool:
    return fold(above) in fold(unit.parent_name)


def _has(name: str, words: list[str]) -> bool:
    return all(f" {word}" in f" {name}" for word in words)


def _text(query: QueryDict, name: str) -> str:
    return query.get(name, "").replace("\0", "").strip()[:LONGEST]
