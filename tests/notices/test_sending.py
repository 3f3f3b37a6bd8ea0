"""Sending: the row first, one mail per entry, a failure seen and made good."""

import smtplib
from datetime import timedelta
from email.header import decode_header, make_header
from email.message import EmailMessage as Received
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError
from django.utils import timezone
from pytest_django import Settings

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.notices import queries
from motcua.notices.models import Notice
from motcua.notices.sending import notify, resend
from tests.cast import Cast
from tests.notices.conftest import last_entry, sent


class ServerDown(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages: Any) -> int:
        """Never."""
        raise smtplib.SMTPServerDisconnected("down")


def told(dossier: Dossier) -> list[Notice]:
    notify(dossier, last_entry(dossier))
    return queries.notices_of(dossier)


def down(settings: Settings) -> str:
    """Take the mail server down; answers the backend that works."""
    works: str = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.ServerDown"
    return works


def test_the_applicant_gets_one_mail_and_the_row_tells_when(cast: Cast) -> None:
    before = timezone.now()

    (notice,) = told(cast.submitted())

    (one,) = sent()
    assert one["To"] == "hoa@example.com"
    assert str(make_header(decode_header(one["Subject"]))) == notice.subject
    assert one.get_content_type() == "text/plain"
    assert one["Auto-Submitted"] == "auto-generated"
    assert one["Message-ID"] == f"<{notice.public_id}@127.0.0.1>"
    assert (notice.entry_number, notice.kind) == (1, "dossier.submitted")
    assert notice.sent_at is not None and notice.sent_at >= notice.created_at >= before


def test_told_again_nothing_goes_out(cast: Cast) -> None:
    dossier = cast.submitted()

    first, again = told(dossier), told(dossier)

    assert len(mail.outbox) == 1
    assert [one.sent_at for one in first] == [one.sent_at for one in again]


def test_each_entry_has_its_own_mail(cast: Cast) -> None:
    submitted = cast.submitted()
    told(submitted)

    notices = told(acts.accept(submitted, by=cast.desk, at=cast.at))

    assert [one.kind for one in notices] == ["dossier.submitted", "dossier.accepted"]
    assert len(mail.outbox) == 2


def test_without_an_address_nobody_is_told(cast: Cast) -> None:
    dossier = cast.submitted()
    dossier.applicant_email = ""

    assert told(dossier) == []
    assert mail.outbox == []


def test_what_concerns_the_agency_alone_is_not_told(cast: Cast) -> None:
    assert told(cast.at_signing()) == []


def test_a_failure_is_raised_and_stays_visible_until_it_is_made_good(
    cast: Cast, settings: Settings
) -> None:
    dossier = cast.submitted()
    works = down(settings)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        told(dossier)
    (notice,) = queries.notices_of(dossier)
    later = timezone.now() + timedelta(minutes=1)
    assert notice.sent_at is None
    assert queries.failed(before=later) == [notice]
    assert queries.failed(before=notice.created_at) == []

    settings.EMAIL_BACKEND = works
    (again,) = told(dossier)

    assert again.pk == notice.pk and again.sent_at is not None
    assert len(mail.outbox) == 1
    assert queries.failed(before=later) == []


def test_the_operator_sends_again_what_failed_in_the_same_words(
    cast: Cast, settings: Settings
) -> None:
    dossier = cast.submitted()
    works = down(settings)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        told(dossier)
    settings.EMAIL_BACKEND = works
    (notice,) = queries.latest()

    resend(notice)

    found = queries.notice(notice.public_id)
    assert found is not None and found.sent_at is not None
    assert mail.outbox[0].body == notice.body
    assert queries.notice("H05-1") is None and queries.notice("?") is None


def test_a_letter_of_the_demo_lands_as_a_file_that_reads_well(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")

    (notice,) = told(cast.submitted())

    (file,) = (tmp_path / "mail").iterdir()
    letter = BytesParser(policy=default).parsebytes(file.read_bytes())
    assert isinstance(letter, Received)
    assert letter["Subject"].strip() == notice.subject
    assert notice.body.strip() in letter.get_content()


def test_an_address_cannot_bring_further_headers(cast: Cast) -> None:
    with pytest.raises(ValueError, match="newline"):
        EmailMessage(to=["a@example.com\nBcc: b@example.com"]).message()
    dossier = cast.submitted()
    dossier.applicant_email = "a@example.com\nBcc: b@example.com"

    with pytest.raises(ValueError, match="newline"):
        told(dossier)

    assert mail.outbox == []


def test_the_database_keeps_one_notice_per_entry_and_kind(cast: Cast) -> None:
    dossier = cast.submitted()
    (notice,) = told(dossier)

    with pytest.raises(IntegrityError):
        Notice.objects.create(
            jurisdiction="H05", dossier=dossier, entry_number=1, kind=notice.kind,
            address="x@example.com", subject="", body="", created_at=cast.at,
        )  # fmt: skip
