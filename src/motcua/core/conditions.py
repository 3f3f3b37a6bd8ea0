"""Conditions as data: `all`, `any`, `not` over `{field, op, value}`; no expression language.

The same JSON is read here, in the browser and in the studio; `tests/core/conditions.json` pins
all of them to one meaning. Knows nothing of forms: answers are a mapping of names to JSON values.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeGuard

Scalar = str | int | float | bool
MAX_DEPTH = 12
_BRANCHES = ("all", "any", "not")


class BadCondition(ValueError):
    """The JSON is no condition; the message says where and why."""


class Op(StrEnum):
    """What is asked of a field. The values are stored in published forms: they never change."""

    EQ = "eq"
    NE = "ne"
    IN = "in"
    NOT_IN = "not_in"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"
    FILLED = "filled"
    EMPTY = "empty"
    CONTAINS = "contains"


@dataclass(frozen=True)
class Compare:
    """One field against one value; `filled` and `empty` need none, `in` and `not_in` a list."""

    field: str
    op: Op
    value: Scalar | tuple[Scalar, ...] | None = None


@dataclass(frozen=True)
class All:
    """Each part holds; with no part it holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds; with no part it does not."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Condition = Compare | All | AnyOf | Not


def parse(data: Any) -> Condition:
    """The condition that the JSON says. Raises `BadCondition`."""
    return _parse(data, 0)


def _parse(data: Any, depth: int) -> Condition:
    if depth > MAX_DEPTH:
        raise BadCondition(f"conditions nest deeper than {MAX_DEPTH} levels")
    if not isinstance(data, Mapping):
        raise BadCondition(f"a condition is an object, not {data!r}")
    branch = [key for key in _BRANCHES if key in data]
    if not branch:
        return _parse_compare(data)
    if len(data) > 1:
        raise BadCondition(
            f"{branch[0]!r} stands alone, found also {sorted(set(data) - {branch[0]})}"
        )
    if branch[0] == "not":
        return Not(_parse(data["not"], depth + 1))
    parts = data[branch[0]]
    if not isinstance(parts, list | tuple):
        raise BadCondition(f"{branch[0]!r} holds a list of conditions")
    parsed = tuple(_parse(part, depth + 1) for part in parts)
    return All(parsed) if branch[0] == "all" else AnyOf(parsed)


def _parse_compare(data: Mapping[str, Any]) -> Compare:
    unknown = sorted(set(data) - {"field", "op", "value"})
    if unknown:
        raise BadCondition(f"unknown keys in a condition: {unknown}")
    field, op = data.get("field"), data.get("op")
    if not isinstance(field, str) or not field:
        raise BadCondition("a condition names its 'field'")
    if not isinstance(op, str) or op not in set(Op):
        raise BadCondition(f"unknown op {op!r} on {field!r}; one of {[o.value for o in Op]}")
    return Compare(field, Op(op), _parse_value(field, Op(op), data.get("value")))


def _parse_value(field: str, op: Op, value: Any) -> Scalar | tuple[Scalar, ...] | None:
    if op in (Op.FILLED, Op.EMPTY):
        if value is not None:
            raise BadCondition(f"{op.value!r} on {field!r} takes no value")
        return None
    if op in (Op.IN, Op.NOT_IN):
        if not isinstance(value, list | tuple) or not all(_is_scalar(one) for one in value):
            raise BadCondition(
                f"{op.value!r} on {field!r} takes a list of texts, numbers, booleans"
            )
        return tuple(value)
    if not _is_scalar(value):
        raise BadCondition(f"{op.value!r} on {field!r} takes a text, a number or a boolean")
    return value


def to_json(condition: Condition) -> dict[str, Any]:
    """The JSON that `parse` reads back as the same condition."""
    match condition:
        case All(parts):
            return {"all": [to_json(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [to_json(part) for part in parts]}
        case Not(part):
            return {"not": to_json(part)}
        case Compare(field, op, None):
            return {"field": field, "op": op.value}
        case Compare(field, op, value):
            plain = list(value) if isinstance(value, tuple) else value
            return {"field": field, "op": op.value, "value": plain}


def renamed(condition: Condition, names: Mapping[str, str]) -> Condition:
    """The same condition about fields of other names; names that are not given stay."""
    match condition:
        case All(parts):
            return All(tuple(renamed(part, names) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(renamed(part, names) for part in parts))
        case Not(part):
            return Not(renamed(part, names))
        case Compare(field, op, value):
            return Compare(names.get(field, field), op, value)


def fields_of(condition: Condition) -> set[str]:
    """The names of all fields that the condition asks about."""
    match condition:
        case All(parts) | AnyOf(parts):
            return {name for part in parts for name in fields_of(part)}
        case Not(part):
            return fields_of(part)
        case Compare(field):
            return {field}


def holds(condition: Condition, answers: Mapping[str, Any]) -> bool:
    """Does it hold for these answers? Never raises, whatever the answers are."""
    return truth(condition, answers, ()) is True


def truth(
    condition: Condition, answers: Mapping[str, Any], open_fields: Container[str]
) -> bool | None:
    """As `holds`, but `None` where it depends on a field that may still change."""
    match condition:
        case All(parts):
            return _together([truth(part, answers, open_fields) for part in parts], False)
        case AnyOf(parts):
            return _together([truth(part, answers, open_fields) for part in parts], True)
        case Not(part):
            inner = truth(part, answers, open_fields)
            return None if inner is None else not inner
        case Compare(field, op, value):
            return None if field in open_fields else _TESTS[op](answers.get(field), value)


def _together(parts: list[bool | None], deciding: bool) -> bool | None:
    """One part that is `deciding` settles it; else one that is open leaves it open."""
    if deciding in parts:
        return deciding
    return None if None in parts else not deciding


def is_empty(value: Any) -> bool:
    """Nothing was answered: no value, an empty text, list or object. `false` and 0 are answers."""
    return value is None or (isinstance(value, str | list | tuple | dict) and not value)


def _is_scalar(value: Any) -> TypeGuard[Scalar]:
    return isinstance(value, str | int | float)


def _same(a: Any, b: Any) -> bool:
    """JSON's equality of scalars: 1 is 1.0, but `true` is not 1."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    return _is_scalar(a) and _is_scalar(b) and bool(a == b)


def _order(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Numbers by size, texts (days, times) letter by letter; anything else has no order."""

    def compare(a: Any, b: Any) -> bool:
        if isinstance(a, bool) or isinstance(b, bool):
            return False
        numbers = isinstance(a, int | float) and isinstance(b, int | float)
        texts = isinstance(a, str) and isinstance(b, str) and a != ""
        return (numbers or texts) and test(a, b)

    return compare


def _is_in(a: Any, values: Any) -> bool:
    return any(_same(a, value) for value in values)


def _contains(a: Any, b: Any) -> bool:
    if isinstance(a, str):
        return isinstance(b, str) and b in a
    return isinstance(a, list | tuple) and any(_same(one, b) for one in a)


_TESTS: dict[Op, Callable[[Any, Any], bool]] = {
    Op.EQ: _same,
    Op.NE: lambda a, b: not _same(a, b),
    Op.IN: _is_in,
    Op.NOT_IN: lambda a, b: not _is_in(a, b),
    Op.LT: _order(lambda a, b: a < b),
    Op.LE: _order(lambda a, b: a <= b),
    Op.GT: _order(lambda a, b: a > b),
    Op.GE: _order(lambda a, b: a >= b),
    Op.FILLED: lambda a, b: not is_empty(a),
    Op.EMPTY: lambda a, b: is_empty(a),
    Op.CONTAINS: _contains,
}
