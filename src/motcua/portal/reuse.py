"""What the logged-in owner of a draft told before, as pages offer it.

A link alone opens a draft, but not what its owner told elsewhere: that is shown to the account.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from motcua.core.moments import local_day
from motcua.dossiers import drafts, known
from motcua.dossiers.models import Draft
from motcua.eforms.display import rows
from motcua.portal.keys import applicant_of


@dataclass(frozen=True, kw_only=True)
class KnownLine:
    """An answer that is known: question, answer, where from."""

    label: str
    text: str
    source: str


def is_holder(request: HttpRequest, draft: Draft) -> bool:
    """Is it the account that began the draft who looks?"""
    user = applicant_of(request).user
    return user is not None and user.pk == draft.applicant_id


def known_lines(request: HttpRequest, draft: Draft, at: datetime) -> list[KnownLine]:
    """What could be used, as one reads it; nothing for anybody but the account."""
    if not is_holder(request, draft):
        return []
    found = {one.name: one for one in known.of(draft, at=at)}
    values = {name: one.value for name, one in found.items()}
    sections = rows(drafts.form_of(draft), {**values, **draft.answers}, day=local_day(at))
    return [
        KnownLine(label=row.label, text=row.text, source=found[name].source)
        for section in sections
        for row in section.rows
        if (name := _field_of(row.name, found)) and row.text
    ]


def papers_of(request: HttpRequest, draft: Draft) -> list[known.EarlierPaper]:
    """Papers that could be handed in again; none for anybody but the account."""
    return known.papers(draft) if is_holder(request, draft) else []


def use_paper(
    request: HttpRequest, draft: Draft, requirement: str, public_id: str, at: datetime
) -> None:
    """Hand a paper in again. Raises what `drafts.attach` raises."""
    if is_holder(request, draft):
        known.use_paper(draft, requirement, public_id, at=at)


def _field_of(row: str, found: dict[str, known.Known]) -> str:
    """The field of a row; a cell of a group belongs to its group."""
    if row in found:
        return row
    return next((name for name in found if row.startswith(f"{name}.")), "")
