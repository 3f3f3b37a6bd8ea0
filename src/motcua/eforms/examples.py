"""A valid answer for every field, so that a client that knows no form can fill in any.

An example that the definition gives is kept where it is valid and agrees with the fields it is
tied to; else one is computed from type, bounds and those fields.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from motcua.core.persons import check_personal_number, example_personal_number, sex_of
from motcua.eforms import dates, values
from motcua.eforms.fields import MAX_TEXT, MAX_TEXTAREA, Field, FieldType

_DAY = date(1990, 5, 20)
_TIME = time(8, 0)
_DETAIL = "Số 12, đường Lê Lợi"
_WORDS = "Ghi như trên giấy tờ kèm theo"
_FIXED = {
    FieldType.EMAIL: "mai.nguyen@example.vn",
    FieldType.PHONE: "0912345678",
    FieldType.TAX_CODE: "9900001203",
    FieldType.BOOLEAN: True,
}
_NUMBERS = {FieldType.INTEGER: 1, FieldType.NUMBER: 1.5, FieldType.MONEY: 100_000}


def examples(
    fields: Mapping[str, Field],
    *,
    today: date,
    unit: str,
    given: Mapping[str, Any] | None = None,
    outer: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """An example for each field but documents, each agreeing with those it is tied to.

    `unit` is the code of a commune in force. `given` takes the place of the definitions' own
    examples, `outer` are the examples of the form around a group.
    """
    made: dict[str, Any] = dict(outer or {})
    for field in sorted(fields.values(), key=_tied):
        wanted = field.example if given is None else given.get(field.name, field.example)
        made[field.name] = _Maker(fields, made, today, unit).make(field, wanted)
    return {name: made[name] for name in fields if made[name] is not None}


def _tied(field: Field) -> int:
    """Fields come after those they must agree with."""
    if field.type in (FieldType.PERSONAL_NUMBER, FieldType.GROUP):
        return 2
    return 1 if field.after_field else 0


class _Maker:
    """What is known while one example is made."""

    def __init__(
        self, fields: Mapping[str, Field], made: dict[str, Any], today: date, unit: str
    ) -> None:
        self.fields, self.made, self.today, self.unit = fields, made, today, unit

    def make(self, field: Field, wanted: Any) -> Any:
        """The wanted example where it is good, else one that is."""
        if field.type is FieldType.DOCUMENT:
            return None
        if field.type is FieldType.ADDRESS:
            detail = wanted.get("detail") if isinstance(wanted, dict) else None
            good = isinstance(detail, str) and values.text_problem(field, detail) is None
            return {"unit": self.unit, "detail": detail if good else _DETAIL}
        if field.type is FieldType.GROUP:
            return self._rows(field, wanted)
        return wanted if self._is_good(field, wanted) else self._computed(field)

    def _is_good(self, field: Field, wanted: Any) -> bool:
        if values.is_blank(field, wanted) or values.problem(field, wanted, self.today):
            return False
        if field.type is FieldType.PERSONAL_NUMBER:
            return (
                check_personal_number(wanted, birth=self._birth(field), sex=self._sex(field))
                is None
            )
        if field.type is FieldType.DATE:
            day, earliest, latest = dates.read_day(wanted), *self._bounds(field)
            return day is not None and earliest <= day <= latest
        return not (field.type is FieldType.BOOLEAN and field.required and wanted is False)

    def _birth(self, field: Field) -> date | None:
        return dates.read_day(self.made.get(field.birth_field or ""))

    def _sex(self, field: Field) -> Any:
        return sex_of(self.made.get(field.sex_field or ""))

    def _bounds(self, field: Field) -> tuple[date, date]:
        """First and last day that this date and those that must follow it allow."""
        low = dates.limit(field.min, self.today) or date(1800, 1, 1)
        after = dates.read_day(self.made.get(field.after_field or ""))
        followers = [f.max for f in self.fields.values() if f.after_field == field.name]
        ends = [dates.limit(end, self.today) for end in (field.max, *followers)]
        return max(low, after or low), min((end for end in ends if end), default=date.max)

    def _computed(self, field: Field) -> Any:
        if field.type in _FIXED:
            return _FIXED[field.type]
        if field.type in _NUMBERS:
            return _between(_NUMBERS[field.type], field.min, field.max)
        if field.options:
            chosen = [option.value for option in field.options[: _count(field)]]
            return chosen if field.type is FieldType.CHOICES else chosen[0]
        return self._computed_text(field)

    def _computed_text(self, field: Field) -> str:
        if field.type is FieldType.DATE:
            return str(_between(_DAY, *self._bounds(field)).isoformat())
        if field.type is FieldType.TIME:
            low, high = dates.read_time(field.min), dates.read_time(field.max)
            return str(_between(_TIME, low, high).strftime("%H:%M"))
        if field.type is FieldType.PERSONAL_NUMBER:
            return example_personal_number(birth=self._birth(field), sex=self._sex(field))
        return _words(field)

    def _rows(self, group: Field, wanted: Any) -> list[dict[str, Any]]:
        given = [row for row in wanted if isinstance(row, dict)] if isinstance(wanted, list) else []
        given = given[: group.max if isinstance(group.max, int) else None]
        given += [{}] * (_count(group) - len(given))
        return [
            examples(group.columns, today=self.today, unit=self.unit, given=row, outer=self.made)
            for row in given
        ]


def _count(field: Field) -> int:
    return max(1, field.min) if isinstance(field.min, int) else 1


def _between(value: Any, low: Any, high: Any) -> Any:
    if low is not None and value < low:
        return low
    return high if high is not None and value > high else value


def _words(field: Field) -> str:
    """A text within the bounds of its length."""
    text = "Nguyễn Thị Mai" if field.name.rpartition(".")[2].endswith("name") else _WORDS
    ceiling = MAX_TEXTAREA if field.type is FieldType.TEXTAREA else MAX_TEXT
    most = field.max if isinstance(field.max, int) else ceiling
    least = field.min if isinstance(field.min, int) else 0
    while len(text) < least:
        text = f"{text}, {text}"
    cut = text[:most].rstrip(" ,")
    return cut + "x" * (least - len(cut))
