"""Correct (sửa): before acceptance the applicant hands the dossier in again, with what changed."""

from datetime import datetime

from django.db import transaction

from motcua.core.states import Act
from motcua.dossiers import corrections, drafts, return_ways
from motcua.dossiers.actors import Applicant
from motcua.dossiers.changing import change, locked, record
from motcua.dossiers.founding import contact_of
from motcua.dossiers.journal import Corrected, private
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.papers import add_papers, add_revision, latest_answers, replace_papers


@transaction.atomic
def correct(dossier: Dossier, *, by: Applicant, at: datetime, draft: Draft, key: str) -> Dossier:
    """Hand in the correction that was begun in `draft`; a repeated `key` answers the same again.

    Code, arrival and the time for the first answer stay those of the first submission. Raises
    `NotAllowed`, `WrongState` once accepted, `Conflict` when the answers were changed meanwhile or
    it was handed in under another key, `Expired`, `Incomplete`, also where nothing was changed.
    """
    dossier = locked(dossier)
    standing = check_may(Act.CORRECT, dossier, by)
    draft = drafts.locked(draft)
    if draft.dossier_id is not None:
        return drafts.submitted_before(draft, key)
    state = corrections.check_open(dossier)
    corrections.check_newest(draft, dossier)
    answers, papers = drafts.complete(draft, at)
    before = latest_answers(dossier)
    fields = corrections.changed_answers(drafts.form_of(draft), before.answers, answers)
    others = corrections.changed_papers(dossier, papers)
    ways = return_ways.wished(draft, answers)
    asked = return_ways.is_asked_by(drafts.form_of(draft))
    moved = [] if asked else return_ways.changed(dossier, ways)
    if not fields and not others and not moved:
        raise corrections.refuse_unchanged()
    replace_papers(dossier, others, at=at)
    documents = add_papers(dossier, [one for one in papers if one.requirement in others], at=at)
    add_revision(dossier, answers, number=before.number + 1, at=at)
    contact = contact_of(answers) | ways
    change(dossier, state, at=at, **contact)
    entry = Corrected(
        answers=private(dossier, answers),
        revision=before.number + 1,
        items=[*fields, *others, *moved],
        documents=documents,
        replaced=others,
    )
    record(dossier, entry, by=standing, at=at, also=contact)
    drafts.close(draft, dossier, key)
    return dossier
