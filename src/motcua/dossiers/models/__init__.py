"""The facts of the heart: drafts, dossiers, answers, papers, supplements, journal and outbox.

Personal data: answers, messages, the applicant's name and addresses, salts and secrets; kept as
long as the archive law asks for the dossier, a draft until it expires. Erasing answers and salt
leaves the journal's chain whole. Every table but `MyDossier` is split by jurisdiction.
"""

from motcua.dossiers.models.calendar_runs import CalendarRun
from motcua.dossiers.models.concerns import Concern
from motcua.dossiers.models.consultations import Consultation, InboxItem
from motcua.dossiers.models.dossiers import (
    AnswerRevision,
    Dossier,
    DossierDocument,
    SupplementDocument,
    SupplementRequest,
)
from motcua.dossiers.models.drafts import (
    Bound,
    Channel,
    Draft,
    DraftDocument,
    ForgottenDrafts,
    new_secret,
)
from motcua.dossiers.models.journals import Counter, JournalEntry, OutboxRow
from motcua.dossiers.models.looks import AccessLog, IdempotencyKey, MyDossier
from motcua.dossiers.models.messages import Message

__all__ = [
    "AccessLog",
    "AnswerRevision",
    "Bound",
    "CalendarRun",
    "Channel",
    "Concern",
    "Consultation",
    "Counter",
    "Dossier",
    "DossierDocument",
    "Draft",
    "DraftDocument",
    "ForgottenDrafts",
    "IdempotencyKey",
    "InboxItem",
    "JournalEntry",
    "Message",
    "MyDossier",
    "OutboxRow",
    "SupplementDocument",
    "SupplementRequest",
    "new_secret",
]
