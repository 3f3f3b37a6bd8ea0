"""Answers against a form: what is missing, and what is wrong at which JSON pointer.

Answers are whatever JSON was typed or sent; nothing here raises for them. Hidden fields are not
looked at.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from motcua.core.persons import check_personal_number, sex_of
from motcua.eforms import dates, units, values
from motcua.eforms.fields import MAX_ROWS, Field, FieldType, Form
from motcua.eforms.units import Unit
from motcua.eforms.visibility import columns_asked, counted_fields
from motcua.eforms.wording import ask, mention, subject

_NAMED = 20  # unknown parts of one answer that are named


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A required answer or paper that is not there; `id` is the field's name."""

    kind: Literal["field", "document"]
    id: str


@dataclass(frozen=True, kw_only=True)
class FieldError:
    """What is wrong, and the JSON pointer to it: `/children/0/name`, `/applicant.name`."""

    field: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What keeps the answers from being handed in."""

    missing: list[Missing]
    errors: list[FieldError]

    @property
    def is_complete(self) -> bool:
        """Nothing is missing and nothing is wrong."""
        return not self.missing and not self.errors


def check(
    form: Form,
    answers: Mapping[str, Any],
    documents: Collection[str] = (),
    *,
    today: date,
    known_units: units.Lookup = units.lookup,
) -> Checked:
    """What is missing and what is wrong. `documents` are the ids of the requirements met.

    Codes of units are looked up all at once, and only where there are some.
    """
    return _Check(form, answers, documents, today, known_units).all()


class _Check:
    """One look over all answers."""

    def __init__(
        self,
        form: Form,
        answers: Mapping[str, Any],
        documents: Collection[str],
        today: date,
        known_units: units.Lookup,
    ) -> None:
        self.form, self.documents, self.today = form, documents, today
        self.shown, self.answers = counted_fields(form, answers)
        codes = {c for f in self.shown for c in values.unit_codes(f, self.answers.get(f.name))}
        self.units: Mapping[str, list[Unit]] = known_units(codes, today) if codes else {}
        self.checked = Checked(missing=[], errors=[])

    def all(self) -> Checked:
        for field in self.shown:
            self._field(field)
        return self.checked

    def _error(self, pointer: str, message: str | None) -> None:
        if message:
            self.checked.errors.append(FieldError(field=pointer, message=message))

    def _missing(self, kind: Literal["field", "document"], field: Field) -> None:
        self.checked.missing.append(Missing(kind=kind, id=field.name))

    def _field(self, field: Field) -> None:
        value, pointer = self.answers.get(field.name), f"/{field.name}"
        blank = values.is_blank(field, value)
        if field.type is FieldType.DOCUMENT:
            if not blank:
                self._error(pointer, f"{subject(field)}: gửi tệp bằng POST /drafts/…/documents")
            if field.required and field.name not in self.documents:
                self._missing("document", field)
        elif not blank:
            self._value(field, value, pointer, self.answers, self.form.fields)
        elif field.required:
            self._missing("field", field)

    def _value(
        self,
        field: Field,
        value: Any,
        at: str,
        scope: Mapping[str, Any],
        partners: Mapping[str, Field],
    ) -> None:
        if field.type is FieldType.GROUP:
            self._group(field, value, at)
        elif field.type is FieldType.ADDRESS:
            self._address(field, value, at)
        elif field.type is FieldType.BOOLEAN and field.required and value is False:
            self._error(at, ask(field))
        else:
            error = values.problem(field, value, self.today)
            self._error(at, error or _disagreement(field, value, scope, partners))

    def _group(self, group: Field, rows: Any, at: str) -> None:
        if not isinstance(rows, list):
            return self._error(at, f"{subject(group)} phải là một danh sách")
        most = group.max if isinstance(group.max, int) else MAX_ROWS
        if len(rows) > most:
            return self._error(at, f"{subject(group)}: tối đa {most}, đang có {len(rows)}")
        if isinstance(group.min, int) and len(rows) < group.min:
            self._error(at, f"{subject(group)}: cần ít nhất {group.min}, mới có {len(rows)}")
        for index, row in enumerate(rows):
            self._row(group, row, f"{at}/{index}")
        return None

    def _row(self, group: Field, row: Any, at: str) -> None:
        if not isinstance(row, dict):
            return self._error(at, f"{subject(group)}: mỗi dòng gồm nhiều mục có tên")
        self._strangers(row, set(group.columns), at)
        shown, scope = columns_asked(group, row, self.answers)
        partners = {**self.form.fields, **group.columns}
        for column in shown:
            value, pointer = scope.get(column.name), f"{at}/{column.name}"
            if not values.is_blank(column, value):
                self._value(column, value, pointer, scope, partners)
            elif column.required:
                self._error(pointer, ask(column))
        return None

    def _address(self, field: Field, value: Any, at: str) -> None:
        if not isinstance(value, dict):
            return self._error(at, f"{subject(field)} gồm xã, phường và số nhà, đường")
        self._strangers(value, {"unit", "detail"}, at)
        self._error(f"{at}/unit", self._unit_problem(field, value.get("unit")))
        if value.get("detail") is not None:
            self._error(f"{at}/detail", values.text_problem(field, value["detail"]))
        return None

    def _unit_problem(self, field: Field, unit: Any) -> str | None:
        if unit is None or unit == "" or not isinstance(unit, str):
            return f"Cho biết xã, phường của {mention(field)}"
        found = self.units.get(unit, [])
        if any(one.code == unit for one in found):
            return None
        if len(found) == 1:
            return f"Ghi mã đơn vị hành chính: {found[0].text} là {found[0].code}"
        if found:
            some = "; ".join(one.text for one in found[:3])
            return f"Có {len(found)} nơi tên này, ghi thêm tên tỉnh: {some}"
        return f"Không thấy xã, phường “{unit.strip()[:30]}”: chọn trong danh sách"

    def _strangers(self, value: Mapping[str, Any], known: set[str], at: str) -> None:
        for key in sorted(value.keys() - known)[:_NAMED]:
            escaped = key.replace("~", "~0").replace("/", "~1")
            self._error(f"{at}/{escaped}", f"Không có mục “{key[:40]}”")


def _disagreement(
    field: Field, value: Any, scope: Mapping[str, Any], partners: Mapping[str, Field]
) -> str | None:
    """What contradicts another answer, when each is right for itself."""
    if field.type is FieldType.PERSONAL_NUMBER:
        birth = dates.read_day(scope.get(field.birth_field or ""))
        sex = sex_of(scope.get(field.sex_field or ""))
        return check_personal_number(value, birth=birth, sex=sex)
    other = partners.get(field.after_field or "")
    if other is None:
        return None
    return dates.order_problem(value, field, scope.get(other.name), other)
