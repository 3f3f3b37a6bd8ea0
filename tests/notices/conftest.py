"""The cast, and the mails that went out."""

from email.message import Message

import pytest
from django.core import mail

from motcua.dossiers.models import Dossier, JournalEntry
from motcua.dossiers.timeline import entries_of
from tests import cast as people


@pytest.fixture
def cast(db: None) -> people.Cast:
    """A ward with its officers, a citizen, and a service."""
    return people.make()


def last_entry(dossier: Dossier) -> JournalEntry:
    """What was written last into the journal."""
    return entries_of(dossier)[-1]


def sent() -> list[Message]:
    """Every mail so far, as its reader's program gets it."""
    return [one.message() for one in mail.outbox]
