"""Telling the head, at most once a day, what at her agency nobody has taken care of.

The mail names codes and reasons, no person: who may read the dossier opens it at the desk.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from motcua.agencies.models import Agency
from motcua.core.moments import local_day
from motcua.core.sayings import say_moment
from motcua.dossiers import concerns
from motcua.dossiers.models import Concern
from motcua.dossiers.watchdog import Found
from motcua.notices.models import Notice
from motcua.people.postings import officers_at
from motcua.people.roles import Role

log = structlog.get_logger()
ONCE_IN = timedelta(hours=20)
NAMED = 50  # dossiers in one mail; the desk shows all
FAILED_AFTER = timedelta(hours=1)


def tell_heads(jurisdiction: str, at: datetime) -> int:
    """Send each head what waits to be told; how many agencies were told."""
    told = concerns.told_since(jurisdiction, at - ONCE_IN)
    waiting = [one for one in concerns.untold(jurisdiction, at=at) if one.agency_id not in told]
    grouped = groupby(waiting, key=lambda one: one.agency)
    return sum(_tell(agency, list(those), at) for agency, those in grouped)


def unsent(jurisdiction: str, at: datetime) -> Iterator[Found]:
    """A finder for the watchdog: notices that did not go within an hour."""
    rows = Notice.objects.filter(
        jurisdiction=jurisdiction,
        dossier__jurisdiction=jurisdiction,
        sent_at=None,
        created_at__lt=at - FAILED_AFTER,
    )
    kind = Concern.Kind.NOTICE_FAILED
    for dossier, agency, since in rows.values_list("dossier", "dossier__agency", "created_at"):
        yield Found(dossier, agency, kind, since)


def _tell(agency: Agency, those: list[Concern], at: datetime) -> bool:
    addresses = _addresses(agency, at)
    if not addresses:
        return False
    try:
        _mail(agency, those, addresses).send()
    except (OSError, SMTPException) as error:
        log.warning("head_not_told", agency=agency.code, error=type(error).__name__)
        return False
    concerns.note_told(those, at=at)
    return True


def _addresses(agency: Agency, at: datetime) -> list[str]:
    heads = officers_at(agency, Role.HEAD, local_day(at))
    return sorted({posting.user.email for posting in heads if posting.user.email})


def _mail(agency: Agency, those: list[Concern], addresses: list[str]) -> EmailMessage:
    facts = {
        "agency": " ".join(agency.name.split()),
        "count": len(those),
        "lines": [_line(one) for one in those[:NAMED]],
        "more": max(len(those) - NAMED, 0),
        "link": f"{settings.SITE_URL}/mot-cua/can-chu-y/",
    }
    subject, _, body = render_to_string("notices/attention.txt", facts).partition("\n")
    return EmailMessage(subject=" ".join(subject.split()), body=body.strip() + "\n", to=addresses)


def _line(one: Concern) -> str:
    return f"{one.dossier.code}: {one.get_kind_display()}, từ {say_moment(one.since)}"
