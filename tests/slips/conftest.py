"""The cast, and what they do until a receipt is due."""

from datetime import datetime

import pytest

from motcua.dossiers import acts, supplements
from motcua.dossiers.actors import Officer
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.dossiers.timeline import entries_of
from motcua.slips import issuing
from motcua.slips.models import Slip
from motcua.slips.queries import slips_of
from tests import cast as people


@pytest.fixture
def cast(db: None) -> people.Cast:
    """A ward with its officers, a citizen, and a service."""
    return people.make()


def last_entry(dossier: Dossier) -> JournalEntry:
    """What was written last into the journal."""
    return entries_of(dossier)[-1]


def asked(dossier: Dossier, *, by: Officer, at: datetime) -> Dossier:
    """The same dossier, waiting for its applicant to mend one field."""
    items = [SupplementItem(kind="field", id="subject", message="Ghi rõ hơn")]
    return acts.request_supplement(dossier, by=by, at=at, items=items)


def supplemented(dossier: Dossier, cast: people.Cast, *, at: datetime) -> Dossier:
    """The same dossier, mended."""
    supplements.save(dossier, supplements.open_request(dossier), {"subject": "Đăng ký lần hai"})
    return acts.supplement(dossier, by=cast.applicant, at=at)


def slips_after(dossier: Dossier) -> dict[str, Slip]:
    """The newest slip of each kind, after the worker has come to every entry of the journal."""
    for entry in entries_of(dossier):
        issuing.issue(dossier, entry)
    return {slip.kind: slip for slip in slips_of(dossier)}
