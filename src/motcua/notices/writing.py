"""Telling the applicant by mail that an officer wrote; the words themselves stay on the page.

A round of the worker: what was written within one round makes one mail. A mail that fails stays
in the list of notices as not sent, and the next rounds of a day try it again.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from smtplib import SMTPException

import structlog
from django.template.loader import render_to_string

from motcua.core.sayings import say_moment
from motcua.dossiers.links import track_url
from motcua.dossiers.models import Dossier, Message
from motcua.notices.models import Notice
from motcua.notices.sending import resend
from motcua.notices.wording import Message as Mail
from motcua.notices.wording import one_line

log = structlog.get_logger()
KIND = "message"
TRIED_FOR = timedelta(days=1)


def tell(jurisdiction: str, *, at: datetime) -> int:
    """Tell of what is unread and untold; how many mails went."""
    rows = Message.objects.filter(
        jurisdiction=jurisdiction,
        dossier__jurisdiction=jurisdiction,
        from_applicant=False,
        read_at=None,
        told_at=None,
        sent_at__gt=at - TRIED_FOR,
    )
    waiting = rows.select_related("dossier__agency", "dossier__procedure_version")
    grouped = groupby(waiting.order_by("dossier_id", "sent_at"), key=lambda row: row.dossier)
    return sum(_tell(dossier, list(written), at) for dossier, written in grouped)


def _tell(dossier: Dossier, written: list[Message], at: datetime) -> bool:
    if not dossier.applicant_email:
        return False
    try:
        resend(_noted(dossier, written[0], at))
    except (OSError, SMTPException) as error:
        log.warning("message_not_told", dossier=dossier.pk, error=type(error).__name__)
        return False
    _note_told(dossier.jurisdiction, written, at)
    return True


def _noted(dossier: Dossier, first: Message, at: datetime) -> Notice:
    """The row of the mail, by the first message that it tells of."""
    mail = _mail(dossier, first)
    notice, _ = Notice.objects.get_or_create(
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        entry_number=dossier.version,
        kind=f"{KIND}.{first.pk}",
        defaults={
            "address": dossier.applicant_email,
            "subject": mail.subject,
            "body": mail.body,
            "created_at": at,
        },
    )
    return notice


def _note_told(jurisdiction: str, written: Iterable[Message], at: datetime) -> None:
    rows = Message.objects.filter(jurisdiction=jurisdiction, pk__in=[one.pk for one in written])
    rows.update(told_at=at)


def _mail(dossier: Dossier, first: Message) -> Mail:
    agency = dossier.agency
    facts = {
        "code": dossier.code,
        "service": one_line(dossier.procedure_version.content.get("name", "")),
        "agency": one_line(agency.name),
        "phone": one_line(agency.phone),
        "at": say_moment(first.sent_at),
        "link": track_url(dossier),
    }
    subject, _, body = render_to_string("notices/message.txt", facts).partition("\n")
    return Mail(subject=one_line(subject), body=body.strip() + "\n")
