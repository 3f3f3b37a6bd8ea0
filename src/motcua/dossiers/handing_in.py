"""Handing in a draft: a new one becomes a dossier, a correction goes into its dossier."""

from datetime import datetime

from motcua.core.refusals import NotAllowed
from motcua.dossiers import acts, corrections
from motcua.dossiers.actors import Applicant, Officer
from motcua.dossiers.models import Dossier, Draft


def hand_in(draft: Draft, *, by: Applicant | Officer, at: datetime, key: str) -> Dossier:
    """What `acts.submit` or `acts.correct` answers; raises what they raise."""
    if draft.corrects_id is None:
        return acts.submit(draft, by=by, at=at, key=key)
    if not isinstance(by, Applicant):
        raise NotAllowed("Bản sửa do chính người nộp gửi lại.")
    dossier = corrections.corrected(draft)
    return acts.correct(dossier, by=by, at=at, draft=draft, key=key)
