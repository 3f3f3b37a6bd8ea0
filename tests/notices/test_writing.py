"""An officer wrote: the applicant gets one mail, without the words."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from motcua.dossiers import acts, messages
from motcua.dossiers.models import Message
from motcua.notices import queries, writing
from tests.cast import Cast


def test_one_mail_for_what_was_written_in_one_round_without_the_words(cast: Cast) -> None:
    dossier, at = cast.submitted(), timezone.now()
    messages.write(dossier, by=cast.desk, at=at, text="Mời bà Hoa đến quầy số 3")
    messages.write(dossier, by=cast.head, at=at, text="Và mang căn cước")

    assert [writing.tell("H05", at=at), writing.tell("H05", at=at)] == [1, 0]

    [sent] = mail.outbox
    assert sent.to == ["hoa@example.com"]
    assert f"Có tin nhắn về hồ sơ {dossier.code}" in sent.subject
    assert f"/tra-cuu/{dossier.code}/?k=" in sent.body
    for words in ("quầy số 3", "căn cước", "Hoa"):
        assert words not in f"{sent.subject}{sent.body}"
    messages.write(dossier, by=cast.desk, at=at + timedelta(minutes=9), text="Nhớ nhé")
    assert writing.tell("H05", at=at + timedelta(minutes=9)) == 1


def test_nobody_is_told_of_what_was_read_or_of_ones_own(cast: Cast) -> None:
    dossier, at = cast.submitted(), timezone.now()
    messages.write(dossier, by=cast.desk, at=at, text="Xin chào")
    messages.write(dossier, by=cast.applicant, at=at, text="Chào chị")

    assert writing.tell("H05", at=at) == 0


def test_without_an_address_nobody_is_told(cast: Cast) -> None:
    draft = cast.draft(**{"applicant.email": None})
    dossier = acts.submit(draft, by=cast.applicant, at=cast.at, key="k")
    messages.write(dossier, by=cast.desk, at=timezone.now(), text="Xin chào")

    assert writing.tell("H05", at=timezone.now()) == 0


def test_a_mail_that_fails_is_tried_again_and_seen_as_not_sent(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, at = cast.submitted(), timezone.now()
    messages.write(dossier, by=cast.desk, at=at, text="Xin chào")
    good, settings.EMAIL_BACKEND = (
        settings.EMAIL_BACKEND,
        "django.core.mail.backends.smtp.EmailBackend",
    )
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    assert writing.tell("H05", at=at) == 0
    [notice] = queries.notices_of(dossier)
    assert notice.sent_at is None

    settings.EMAIL_BACKEND = good
    assert writing.tell("H05", at=at) == 1
    [notice] = queries.notices_of(dossier)
    assert notice.sent_at is not None
    [message] = Message.objects.filter(jurisdiction="H05")
    assert message.told_at == at
