"""Submit (nộp): a complete draft becomes a dossier with a code, once and for all."""

from datetime import datetime

from django.db import transaction

from motcua.core import states
from motcua.core.states import Act
from motcua.dossiers import drafts
from motcua.dossiers.actors import Applicant, Officer
from motcua.dossiers.changing import change, record
from motcua.dossiers.founding import found
from motcua.dossiers.holding import at_intake
from motcua.dossiers.journal import Submitted, private
from motcua.dossiers.may import check_may_submit
from motcua.dossiers.models import Channel, Dossier, Draft
from motcua.dossiers.papers import add_contents, kept_of


@transaction.atomic
def submit(draft: Draft, *, by: Applicant | Officer, at: datetime, key: str) -> Dossier:
    """Hand the draft in; a repeated `key` answers the same dossier again.

    A draft begun without an account becomes the dossier of the account that hands it in.
    Raises `NotAllowed`, `Conflict` with the code when it was submitted under another key,
    `Expired`, and `Incomplete` with what is missing and wrong.
    """
    draft = drafts.locked(draft)
    standing = check_may_submit(draft, by)
    if draft.dossier_id is not None:
        return drafts.submitted_before(draft, key)
    drafts.check_new(draft)
    answers, papers = drafts.complete(draft, at)
    channel = Channel.ASSISTED if isinstance(by, Officer) else Channel.ONLINE
    if isinstance(by, Applicant) and draft.applicant_id is None:
        draft.applicant = by.user
    dossier = found(draft, answers, channel=channel, at=at)
    change(dossier, states.step(None, Act.SUBMIT), at=at, **at_intake(dossier, at))
    entry = Submitted(answers=private(dossier, answers), documents=kept_of(dossier, papers))
    record(dossier, entry, by=standing, at=at)
    add_contents(dossier, answers, papers, at=at)
    drafts.close(draft, dossier, key)
    return dossier
