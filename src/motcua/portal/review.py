"""The review of a draft: what will be handed in, each line with its way back; what lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from motcua.core.moments import local_day
from motcua.dossiers import drafts, return_ways
from motcua.dossiers.models import Draft
from motcua.dossiers.presenters import WAYS
from motcua.eforms.display import Row, rows
from motcua.portal import steps
from motcua.portal.papers import say_sent
from motcua.portal.steps import Step, ToDo


@dataclass(frozen=True, kw_only=True)
class Pledge:
    """The applicant's word that it is true, and the key that lets one submission count once."""

    key: str
    is_given: bool = False
    was_forgotten: bool = False


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to get the result."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """An answer with the way back to its page."""

    label: str
    text: str
    change_url: str


@dataclass(frozen=True, kw_only=True)
class Lack:
    """Something to mend before handing in, and where."""

    message: str
    url: str


def review_of(draft: Draft, at: datetime) -> dict[str, Any]:
    """What the page shows of the draft."""
    form, sent = drafts.form_of(draft), drafts.documents_of(draft)
    all_steps = steps.steps_of(form, draft.answers)
    url_of = {name: _change_url(draft, step) for step in all_steps for name in step.names}
    checked = drafts.check(draft, at=at)
    return {
        "sections": [
            {"title": section.title, "rows": [_line(row, url_of) for row in section.rows]}
            for section in rows(form, draft.answers, say_sent(sent), day=local_day(at))
        ],
        "lacks": [_lack(draft, one) for one in steps.to_do(all_steps, checked)],
        "ways": ways_of(draft),
        "number": len(all_steps) + 1,
        "back_url": reverse("draft-page", args=[draft.public_id, all_steps[-1].key]),
    }


def ways_of(draft: Draft) -> list[Way]:
    """How the result can be had, the counter chosen until something else is.

    None where there is no choice, or the form has asked already.
    """
    if return_ways.is_asked_by(drafts.form_of(draft)):
        return []
    ways = return_ways.allowed(draft)
    chosen = draft.return_way or return_ways.COUNTER
    return [
        Way(value=way, label=WAYS[way].capitalize(), chosen=way == chosen)
        for way in ways
        if len(ways) > 1
    ]


def _line(row: Row, url_of: Mapping[str, str]) -> Line:
    """A cell of a group leads to the page of its group."""
    within = (url for name, url in url_of.items() if row.name.startswith(f"{name}."))
    url = url_of.get(row.name) or next(within, "")
    return Line(label=row.label, text=row.text, change_url=url)


def _lack(draft: Draft, one: ToDo) -> Lack:
    return Lack(message=one.message, url=_change_url(draft, one.step))


def _change_url(draft: Draft, step: Step) -> str:
    """To the page of the step; saved there, one comes back here."""
    return f"{reverse('draft-page', args=[draft.public_id, step.key])}?tu=xem-lai"
