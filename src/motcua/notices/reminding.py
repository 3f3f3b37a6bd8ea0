"""Mails about drafts: one nudge for what is finished and not handed in, two warnings at the end.

A round of the worker. A draft is no dossier, so no notice is kept: what was told is noted on the
draft itself, and a mail that failed is tried again in the next round, while it still matters.
"""

from datetime import datetime
from smtplib import SMTPException

import structlog
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.template.loader import render_to_string

from motcua.core.moments import local_day
from motcua.core.sayings import say_moment
from motcua.dossiers import draft_lives, drafts
from motcua.dossiers.links import resume_url
from motcua.dossiers.models import Draft
from motcua.notices.wording import one_line

log = structlog.get_logger()


def remind(jurisdiction: str, *, at: datetime) -> int:
    """One round of both; how many mails went."""
    return _nudge(jurisdiction, at) + _warn(jurisdiction, at)


def _nudge(jurisdiction: str, at: datetime) -> int:
    went = 0
    for draft in draft_lives.to_nudge(jurisdiction, at=at):
        if not drafts.check(draft, at=at).is_complete or not address_of(draft):
            draft_lives.note(draft, "looked_at", at=at)
        elif _sent(draft, "notices/draft_finished.txt", at):
            draft_lives.note(draft, "looked_at", "nudged_at", at=at)
            went += 1
    return went


def _warn(jurisdiction: str, at: datetime) -> int:
    went = 0
    for draft in draft_lives.to_warn(jurisdiction, at=at):
        if not address_of(draft):
            draft_lives.note(draft, "warned_at", at=at)
        elif _sent(draft, "notices/draft_ends.txt", at):
            draft_lives.note(draft, "warned_at", at=at)
            went += 1
    return went


def address_of(draft: Draft) -> str:
    """Where its applicant reads mail: the account's address, else what was typed; "" for none."""
    typed = draft.answers.get("applicant.email")
    known = draft.applicant.email if draft.applicant else ""
    address = known or (typed if isinstance(typed, str) else "")
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def _sent(draft: Draft, template: str, at: datetime) -> bool:
    facts = {
        "service": one_line(draft.service.procedure.name),
        "agency": one_line(draft.agency.name),
        "until": say_moment(draft.expires_at),
        "days": (local_day(draft.expires_at) - local_day(at)).days,
        "keep": drafts.LIFETIME.days,
        "recovery": drafts.RECOVERY.days,
        "link": resume_url(draft),
    }
    subject, _, body = render_to_string(template, facts).partition("\n")
    mail = EmailMessage(
        subject=one_line(subject),
        body=body.strip() + "\n",
        to=[address_of(draft)],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        log.warning("draft_not_reminded", draft=draft.pk, error=type(error).__name__)
        return False
    return True
