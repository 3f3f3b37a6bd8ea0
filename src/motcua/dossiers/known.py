"""What the applicant told before, offered once and never taken unasked (lesson 6: once only).

From the account's profile, and from the account's own earlier dossiers: what every form asks of an
applicant (`applicant.…`), and what a form marks as staying true (`Field.reuse`). Papers handed in
before are offered for a requirement of the same words. A dossier in another person's name gives
nothing, even if this account filed or claimed it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction

from motcua.core.folding import fold
from motcua.core.moments import local_day
from motcua.documents import changes as documents
from motcua.dossiers import drafts, my_dossiers
from motcua.dossiers.models import AnswerRevision, Dossier, DossierDocument, Draft, DraftDocument
from motcua.dossiers.papers import papers_of
from motcua.eforms import validation, values, versions
from motcua.eforms.fields import Form
from motcua.eforms.reuse import lasts
from motcua.people.models import User

NEWEST = 5  # dossiers that are looked through
MOST_PAPERS = 3  # offered for one requirement


@dataclass(frozen=True, kw_only=True)
class Known:
    """An answer that is known, and where from, in words."""

    name: str
    value: Any
    source: str


@dataclass(frozen=True, kw_only=True)
class EarlierPaper:
    """A paper handed in before, for a requirement of this draft."""

    requirement: str
    paper: DossierDocument
    source: str


def of(draft: Draft, *, at: datetime) -> list[Known]:
    """What is known and not yet answered, right at this moment, in the order of the form."""
    if draft.applicant is None:
        return []
    form = drafts.form_of(draft)
    found = _profile(draft.applicant, form)
    for dossier in _earlier(draft.applicant):
        for name, value in _told(dossier, form):
            found.setdefault(name, Known(name=name, value=value, source=_source(dossier)))
    fresh = {name: one for name, one in found.items() if name not in draft.answers}
    return _fitting(form, draft.answers, fresh, at)


@transaction.atomic
def take(draft: Draft, *, at: datetime) -> None:
    """The applicant agreed: what is known is answered, its source kept beside it.

    Raises what `drafts.save` raises.
    """
    drafts.check_open(drafts.locked(draft), at)
    found = of(draft, at=at)
    drafts.save(draft, {one.name: one.value for one in found}, at=at)
    _answered(draft, {**(draft.known or {}), **{one.name: one.source for one in found}})


@transaction.atomic
def decline(draft: Draft, *, at: datetime) -> None:
    """The applicant would rather write everything anew; she is not asked again."""
    drafts.check_open(drafts.locked(draft), at)
    _answered(draft, draft.known or {})


def papers(draft: Draft) -> list[EarlierPaper]:
    """Papers of earlier dossiers for what this draft asks in the same words, the newest first."""
    if draft.applicant is None:
        return []
    by_label = {fold(asked.label): asked.name for asked in drafts.form_of(draft).documents}
    sent = {(one.requirement, one.file.sha256) for one in drafts.documents_of(draft)}
    found: list[EarlierPaper] = []
    for dossier in _earlier(draft.applicant):
        fields = versions.load(dossier.form_version).fields
        for paper in papers_of(dossier):
            asked = fields.get(paper.requirement)
            name = by_label.get(fold(asked.label)) if asked else None
            if name is None or paper.kind != DossierDocument.Kind.APPLICANT:
                continue
            if (name, paper.file.sha256) not in sent and _count(found, name) < MOST_PAPERS:
                sent.add((name, paper.file.sha256))
                found.append(EarlierPaper(requirement=name, paper=paper, source=_source(dossier)))
    return found


@transaction.atomic
def use_paper(draft: Draft, requirement: str, public_id: str, *, at: datetime) -> bool:
    """Hand a paper in again; False when it is not offered (any more). Raises as `attach`."""
    for one in papers(draft):
        if (one.requirement, one.paper.public_id) == (requirement, public_id):
            drafts.check_takes(draft, requirement, at)
            drafts.touch(draft, at)
            DraftDocument.objects.create(
                jurisdiction=draft.jurisdiction,
                draft=draft,
                requirement=requirement,
                filename=one.paper.filename,
                file=documents.shared(draft.jurisdiction, one.paper.file, at=at),
                added_at=at,
            )
            return True
    return False


def _profile(user: User, form: Form) -> dict[str, Known]:
    is_business = user.kind == User.Kind.BUSINESS
    facts = {
        "applicant.kind": "business" if is_business else "",
        "applicant.organisation" if is_business else "applicant.name": user.name,
        "applicant.phone": user.phone,
        "applicant.email": user.email,
        "applicant.personal_number": user.personal_number,
        "applicant.tax_code": user.tax_code,
    }
    source = "Lấy từ tài khoản của ông/bà"
    return {
        name: Known(name=name, value=value, source=source)
        for name, value in facts.items()
        if value and name in form.fields
    }


def _told(dossier: Dossier, form: Form) -> Iterator[tuple[str, Any]]:
    """Of the answers of an earlier dossier, those that this form may take over."""
    answers = _answers_of(dossier)
    earlier = versions.load(dossier.form_version).fields
    for name, value in answers.items():
        there, here = earlier.get(name), form.fields.get(name)
        if there and here and lasts(there, here, answers):
            yield name, value


def _fitting(
    form: Form, answers: Mapping[str, Any], found: Mapping[str, Known], at: datetime
) -> list[Known]:
    """Those that are asked in this case and right today; what is hidden is not taken unseen."""
    whole = {**{name: one.value for name, one in found.items()}, **answers}
    papers = {field.name for field in form.documents}
    checked = validation.check(form, whole, papers, today=local_day(at))
    wrong = {error.field.split("/")[1] for error in checked.errors}
    shown = [field for field in validation.visible_fields(form, whole) if field.name not in wrong]
    return [
        found[field.name]
        for field in shown
        if field.name in found and not values.is_blank(field, found[field.name].value)
    ]


def _earlier(user: User) -> list[Dossier]:
    """The account's newest dossiers in its own name, wherever they were handed in."""
    rows = sorted(my_dossiers.of(user, limit=NEWEST), key=lambda row: row.jurisdiction)
    found: list[Dossier] = []
    for jurisdiction, some in groupby(rows, key=lambda row: row.jurisdiction):
        ids = [row.dossier_id for row in some]
        dossiers = Dossier.objects.filter(jurisdiction=jurisdiction, pk__in=ids, applicant=user)
        found += dossiers.select_related("form_version", "service__procedure")
    own = [dossier for dossier in found if _is_own(dossier, user)]
    return sorted(own, key=lambda dossier: dossier.submitted_at, reverse=True)


def _is_own(dossier: Dossier, user: User) -> bool:
    """Was it handed in under the account's own name? An organisation has people who file for it."""
    if user.kind == User.Kind.BUSINESS:
        return True
    return fold(dossier.applicant_name) == fold(user.name)


def _answers_of(dossier: Dossier) -> dict[str, Any]:
    """The newest answers; none where they were erased."""
    revisions = AnswerRevision.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk
    )
    newest = revisions.order_by("-number").first()
    return dict(newest.answers) if newest else {}


def _source(dossier: Dossier) -> str:
    day = local_day(dossier.submitted_at)
    return f"Lấy từ hồ sơ {dossier.code}, nộp ngày {day:%d/%m/%Y}"


def _answered(draft: Draft, known: dict[str, str]) -> None:
    draft.known = known
    draft.save(update_fields=["known"])


def _count(found: list[EarlierPaper], requirement: str) -> int:
    return sum(one.requirement == requirement for one in found)
