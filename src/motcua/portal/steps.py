"""The pages of a draft in the browser: each page of the form, its papers apart from its fields.

So a file is never sent together with half-filled fields, and one page asks one thing. Which steps
there are depends on the answers so far.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.core.conditions import fields_of
from motcua.core.refusals import Refusal
from motcua.eforms.fields import Field, FieldType, Form, Page
from motcua.eforms.validation import Checked, visible_fields
from motcua.eforms.wording import ask

PAPERS = "-giay-to"


class NoSuchStep(Refusal):
    """The form has no such page, or nothing on it is asked in this case."""

    code, status, title = "no-such-step", 404, "Không có phần này"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page: its key in addresses, its title, and what it asks now, fields or papers."""

    key: str
    title: str
    page: Page
    asks: tuple[Field, ...]
    is_papers: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The names of what is asked."""
        return frozenset(field.name for field in self.asks)


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """Something missing or wrong, where it can be mended, and the sentence."""

    step: Step
    name: str
    message: str


def steps_of(form: Form, answers: Mapping[str, Any]) -> list[Step]:
    """The steps that ask something, given the answers, in order."""
    asked = {field.name for field in visible_fields(form, answers)}
    found: list[Step] = []
    for page in form.pages:
        fields = tuple(f for f in page.fields if f.name in asked and not _is_paper(f))
        papers = tuple(f for f in page.fields if f.name in asked and _is_paper(f))
        if fields:
            found.append(Step(key=page.key, title=page.title, page=page, asks=fields))
        if papers:
            found.append(_papers(page, papers))
    return found


def step_or_refusal(steps: Sequence[Step], key: str) -> Step:
    """The step of this key. Raises `NoSuchStep`."""
    for step in steps:
        if step.key == key:
            return step
    raise NoSuchStep(
        "Tờ khai không có phần này.",
        why="Địa chỉ gõ sai, hoặc phần này không phải điền trong trường hợp đã khai.",
        mend="Mở lại bản nháp để xem các phần của tờ khai.",
    )


def after(steps: Sequence[Step], step: Step) -> Step | None:
    """The step that follows; None after the last."""
    keys = [one.key for one in steps]
    at = keys.index(step.key) + 1 if step.key in keys else 0
    return steps[at] if at < len(steps) else None


def before(steps: Sequence[Step], step: Step) -> Step | None:
    """The step that came earlier; None before the first."""
    keys = [one.key for one in steps]
    at = keys.index(step.key) if step.key in keys else 0
    return steps[at - 1] if at else None


def number(steps: Sequence[Step], step: Step) -> int:
    """Which of the steps it is, from 1."""
    return [one.key for one in steps].index(step.key) + 1


def others_answers(fields: Iterable[Field], answers: Mapping[str, Any]) -> str:
    """As JSON, the answers that the conditions of these fields ask about elsewhere; no others."""
    own: set[str] = set()
    asked: set[str] = set()
    for field in fields:
        own.add(field.name)
        for one in (field, *field.fields):
            asked |= fields_of(one.when) if one.when else set()
    return json.dumps({name: answers[name] for name in asked - own if name in answers})


def to_do(steps: Sequence[Step], checked: Checked) -> list[ToDo]:
    """All that is missing and wrong, in the order of asking."""
    missing = {one.id for one in checked.missing}
    wrong: dict[str, list[str]] = {}
    for error in checked.errors:
        wrong.setdefault(error.field.split("/")[1], []).append(error.message)
    return [
        ToDo(step=step, name=field.name, message=message)
        for step in steps
        for field in step.asks
        for message in ([ask(field)] if field.name in missing else wrong.get(field.name, []))
    ]


def state_of(
    step: Step, faults: int, answers: Mapping[str, Any], met: Collection[str]
) -> tuple[str, str]:
    """Kind of tag (empty: said quietly) and words for how far a step is."""
    touched = bool(step.names & (set(met) if step.is_papers else set(answers)))
    if not touched:
        return ("", "Chưa làm" if faults else "Không bắt buộc")
    return ("info", f"Còn {faults} chỗ") if faults else ("ok", "Xong")


def _papers(page: Page, papers: tuple[Field, ...]) -> Step:
    """Under the page's own key and title, unless the page asks for other things too."""
    alone = all(_is_paper(field) for field in page.fields)
    return Step(
        key=page.key if alone else f"{page.key}{PAPERS}",
        title=page.title if alone else f"{page.title}: giấy tờ",
        page=page,
        asks=papers,
        is_papers=True,
    )


def _is_paper(field: Field) -> bool:
    return field.type is FieldType.DOCUMENT
