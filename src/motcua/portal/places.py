"""Places: what a search asks for in its address, agencies by name, communes for addresses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.http import urlencode

from motcua.agencies.models import Agency
from motcua.agencies.queries import unit_and_above
from motcua.core.folding import fold
from motcua.eforms.fields import Field, FieldType
from motcua.eforms.units import Unit, of_province

LISTED = 60
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


def named(agencies: Sequence[Agency], q: str) -> list[Agency]:
    """The agencies whose name has every word of `q`, accents or not; all for an empty one."""
    words = fold(q).split()
    return [agency for agency in agencies if _has(fold(agency.name), words)]


def communes_around(agency: Agency, fields: Iterable[Field], day: date) -> list[Unit]:
    """What an address field offers: the communes of the agency's province, if any field asks."""
    if not agency.unit_code or not any(_asks_address(field) for field in fields):
        return []
    province = unit_and_above(agency.unit_code, day=day)[-1]
    return of_province(province, day)


def _asks_address(field: Field) -> bool:
    return field.type is FieldType.ADDRESS or any(_asks_address(one) for one in field.fields)


def _has(name: str, words: list[str]) -> bool:
    return all(f" {word}" in f" {name}" for word in words)


def _text(query: QueryDict, name: str) -> str:
    return query.get(name, "").replace("\0", "").strip()[:LONGEST]
