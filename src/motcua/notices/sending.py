"""Sending notices: first the row, then the mail, then the moment it went.

A mail that was sent is never sent again, with one exception: if the process dies between the
mail server's yes and our note of it, the retry sends the same mail under the same Message-ID.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from motcua.dossiers.models import Dossier, JournalEntry
from motcua.notices.models import Notice
from motcua.notices.wording import concerns_applicant, message


def notify(dossier: Dossier, entry: JournalEntry) -> None:
    """Consumer: tell the applicant what this entry did, once.

    No address, or a kind of which nobody is told: nothing happens. A mail server that fails
    raises, so that the outbox comes back; the notice stays visible as not sent.
    """
    if not concerns_applicant(entry) or not dossier.applicant_email:
        return
    notice = _noted(dossier, entry)
    if notice.sent_at is None:
        _send(notice)


def resend(notice: Notice) -> None:
    """Send the stored words again because a person asks for it. Raises what the server says."""
    _send(notice)


def _noted(dossier: Dossier, entry: JournalEntry) -> Notice:
    """The row of this entry's notice; its words are those of the first attempt."""
    notice = Notice.objects.filter(
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        entry_number=entry.number,
        kind=entry.kind,
    ).first()
    return notice or _new(dossier, entry)


def _new(dossier: Dossier, entry: JournalEntry) -> Notice:
    words = message(dossier, entry)
    notice, _ = Notice.objects.get_or_create(
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        entry_number=entry.number,
        kind=entry.kind,
        defaults={
            "address": dossier.applicant_email,
            "subject": words.subject,
            "body": words.body,
            "created_at": timezone.now(),
        },
    )
    return notice


def _send(notice: Notice) -> None:
    mail = EmailMessage(
        subject=notice.subject, body=notice.body, to=[notice.address], headers=_headers(notice)
    )
    mail.send()
    notice.sent_at = timezone.now()
    notice.save(update_fields=["sent_at"])


def _headers(notice: Notice) -> dict[str, str]:
    """The same id at every attempt, and a word to holiday responders to keep quiet."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return {"Message-ID": f"<{notice.public_id}@{host}>", "Auto-Submitted": "auto-generated"}
