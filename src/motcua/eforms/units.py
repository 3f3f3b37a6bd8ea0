"""Administrative units in addresses: by code or by the name people type, all in one query.

A name is compared folded, with or without its kind (xã, phường, đặc khu), and may be followed by
its province after a comma. Names from before a merger find the unit that took them over.
"""

import re
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from motcua.agencies.models import AdministrativeUnit, Agency
from motcua.agencies.prepared import prepared
from motcua.agencies.queries import unit_and_above
from motcua.core.folding import fold
from motcua.eforms.fields import Field, FieldType

_COMMUNE_KINDS = ("xa", "phuong", "dac khu", "thi tran")
_PROVINCE_KINDS = ("tinh", "thanh pho", "tp")
_SHORT = {"p": "phuong", "x": "xa", "tt": "thi tran"}
_FEW = 8
FRESH_SECONDS, _MOST_KNOWN = 60, 20_000
_looked_up: dict[tuple[str, date], tuple[list[AdministrativeUnit], float]] = {}
_MOST, _MOST_NAMES = 500, 50  # more in one form is no address; a database has its limits
_CODE = re.compile(r"[0-9]{2,8}")
_WITH_CODE = re.compile(r".*\(([0-9]{2,8})\)\s*", re.DOTALL)


@dataclass(frozen=True)
class Unit:
    """A commune in force: its code, its name with its kind, and the name of its province."""

    code: str
    name: str
    province: str = ""
    former: tuple[str, ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        """“Phường Võ Cường, tỉnh Bắc Ninh”."""
        small = self.province[:1].lower() + self.province[1:]
        return f"{self.name}, {small}" if self.province else self.name

    @property
    def text_with_code(self) -> str:
        """“Xã Tân Lập, tỉnh Bắc Ninh (09190)”: where the name alone means several."""
        return f"{self.text} ({self.code})"


Lookup = Callable[[Collection[str], date], Mapping[str, list[Unit]]]
"""From what stands in addresses, and the day, to the units each may mean."""


def lookup(texts: Collection[str], day: date) -> dict[str, list[Unit]]:
    """For each code or typed name the units in force it may mean; a code means one at most."""
    asked = {text: _Asked.of(text) for text in list(texts)[:_MOST]}
    if not asked:
        return {}
    units = [_unit(row) for row in _rows(asked.values(), day)]
    if not units and not AdministrativeUnit.objects.exists():
        return {text: [Unit(text, text)] for text in texts if is_code(text)}
    return {text: one.among(units) for text, one in asked.items()}


def _rows(asked: Collection["_Asked"], day: date) -> Iterable[AdministrativeUnit]:
    """A few codes, as in nearly every form, one by one; else all in one query."""
    codes = {one.text for one in asked}
    names = sorted({one.core for one in asked} - {""})
    if not names and len(codes) <= _FEW:
        return [row for code in sorted(codes) for row in _known(code, day)]
    wanted = Q(code__in=codes)
    for name in names[:_MOST_NAMES]:
        wanted |= Q(folded__contains=name)
    return _addressable(day).filter(wanted).order_by("name", "code")


def _known(code: str, day: date) -> list[AdministrativeUnit]:
    """The unit of this code, looked up once a minute: half of all saves ask for it."""
    found, at = _looked_up.get((code, day), ([], -FRESH_SECONDS))
    now = time.monotonic()
    if not found or now - at >= FRESH_SECONDS:
        found = _coded(code, day)
        if len(_looked_up) >= _MOST_KNOWN:
            _looked_up.clear()
        _looked_up[code, day] = found, now
    return found


def forget() -> None:
    """Look every code up anew: for tests, whose units are undone."""
    _looked_up.clear()


@prepared
def _coded(code: str, day: date) -> QuerySet[AdministrativeUnit]:
    return _addressable(day).filter(code=code)


def is_code(text: str) -> bool:
    """Has it the shape of a unit's code?"""
    return bool(_CODE.fullmatch(text))


def of_province(code: str, day: date) -> list[Unit]:
    """The communes of a province, by name: what an address field offers to choose from."""
    rows = _addressable(day).filter(kind=Agency.Kind.COMMUNE, parent_code=code)
    return [_unit(row) for row in rows.order_by("name")]


def around(unit_code: str, fields: Iterable[Field], day: date) -> list[Unit]:
    """What address fields offer at an agency of this unit: the communes of its province.

    Nothing where no field asks for an address; then nothing is read either.
    """
    if not unit_code or not any(map(_asks_address, fields)):
        return []
    return of_province(unit_and_above(unit_code, day=day)[-1], day)


def example(day: date) -> str:
    """The code of some commune in force; a well-shaped code where no units were imported."""
    return next((row.code for row in _first(day)), "00004")


@prepared
def _first(day: date) -> QuerySet[AdministrativeUnit]:
    return _addressable(day).filter(kind=Agency.Kind.COMMUNE).order_by("code")[:1]


def _asks_address(field: Field) -> bool:
    return field.type is FieldType.ADDRESS or any(map(_asks_address, field.fields))


def _addressable(day: date) -> QuerySet[AdministrativeUnit]:
    """Communes in force with their province's name, and provinces of which no commune is known."""
    units = AdministrativeUnit.objects.in_force(day)
    province = units.filter(kind=Agency.Kind.PROVINCE, code=OuterRef("parent_code"))
    communes = units.filter(kind=Agency.Kind.COMMUNE, parent_code=OuterRef("code"))
    known = Q(kind=Agency.Kind.COMMUNE) | Q(kind=Agency.Kind.PROVINCE) & ~Exists(communes)
    return units.filter(known).annotate(province=Subquery(province.values("name")[:1]))


def _unit(row: AdministrativeUnit) -> Unit:
    former = tuple(name for name in re.split(r"[,;|]", row.former_names) if name.strip())
    return Unit(row.code, row.name, getattr(row, "province", "") or "", former)


@dataclass(frozen=True)
class _Asked:
    """What was typed: the name as it is, folded, without its kind; the folded province."""

    text: str
    exact: str
    name: str
    core: str
    province: str

    @classmethod
    def of(cls, text: str) -> "_Asked":
        if coded := _WITH_CODE.fullmatch(text):
            return cls(coded[1], "", "", "", "")
        commune, _, province = text.partition(",")
        name = "" if is_code(text) else fold(commune[:200])
        first, _, rest = name.partition(" ")
        name = f"{_SHORT[first]} {rest}" if first in _SHORT and rest else name
        exact = " ".join(commune.split()).casefold()
        return cls(text, exact, name, _bare(name), _bare(fold(province[:200])))

    def among(self, units: list[Unit]) -> list[Unit]:
        by_code = [unit for unit in units if unit.code == self.text]
        if by_code or not self.name:
            return by_code[:1]
        here = [unit for unit in units if self.province in ("", _bare(fold(unit.province)))]
        readings = (
            [unit for unit in here if unit.name.casefold() == self.exact],
            [unit for unit in here if self.means(unit.name)],
            [unit for unit in here if any(self.means(name) for name in unit.former)],
        )
        return next(filter(None, readings), [])

    def means(self, name: str) -> bool:
        """The whole name, or the name without its kind where no kind was typed."""
        folded = fold(name)
        return folded == self.name or (self.name == self.core and _bare(folded) == self.core)


def _bare(folded: str) -> str:
    """A folded name without the kind of unit in front."""
    for kind in (*_COMMUNE_KINDS, *_PROVINCE_KINDS):
        if folded.startswith(f"{kind} "):
            return folded.removeprefix(f"{kind} ")
    return folded
