"""Mails about drafts: the nudge, the warnings, and to whom none is sent."""

from datetime import timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from motcua.dossiers import acts, drafts
from motcua.dossiers.drafts import LIFETIME
from motcua.notices import reminding
from tests.cast import ANSWERS, Cast

DAY = timedelta(days=1)


def test_a_finished_draft_is_spoken_of_once(cast: Cast) -> None:
    draft = cast.draft()

    assert [reminding.remind("H05", at=cast.at + hours * DAY) for hours in (0, 1, 1, 2)] == [
        0, 1, 0, 0,
    ]  # fmt: skip

    [sent] = mail.outbox
    assert sent.to == ["hoa@example.com"]
    assert sent.subject == "Chưa nộp: Đăng ký thử"
    assert f"/nop-ho-so/{draft.public_id}/?k={draft.secret}" in sent.body
    assert "Nguyễn Thị Hoa" not in sent.body
    drafts.save(draft, {"subject": "x"}, at=cast.at + 3 * DAY)
    assert reminding.remind("H05", at=cast.at + 4 * DAY) == 0


def test_what_lacks_something_or_was_handed_in_is_not_spoken_of(cast: Cast) -> None:
    unfinished = cast.draft()
    drafts.save(unfinished, {"subject": ""}, at=cast.at)
    acts.submit(cast.draft(), by=cast.applicant, at=cast.at, key="k")

    assert reminding.remind("H05", at=cast.at + DAY) == 0
    drafts.save(unfinished, {"subject": "nay đủ"}, at=cast.at + 2 * DAY)
    assert reminding.remind("H05", at=cast.at + 3 * DAY) == 1


def test_two_warnings_before_it_ends(cast: Cast) -> None:
    draft = cast.draft()
    drafts.save(draft, {"subject": ""}, at=cast.at + timedelta(minutes=1))
    end = cast.at + LIFETIME + timedelta(minutes=1)

    went = [reminding.remind("H05", at=end - days * DAY) for days in (8, 6, 5, 1, 0)]

    assert went == [0, 1, 0, 1, 0]
    assert ["còn 6 ngày" in one.subject for one in mail.outbox] == [True, False]
    assert "Giữ thêm 30 ngày" in mail.outbox[1].body


@pytest.mark.parametrize("typed", [None, "hoa@", 7])
def test_without_an_address_nobody_is_told_and_nobody_asked_again(
    cast: Cast, typed: object
) -> None:
    draft = drafts.start(cast.service, by=None, at=cast.at)
    draft.answers = {**ANSWERS, "applicant.email": typed}
    draft.save(update_fields=["answers"])

    assert reminding.address_of(draft) == ""
    assert reminding.remind("H05", at=cast.at + DAY) == 0


def test_a_mail_that_failed_is_tried_again(cast: Cast, settings: Settings) -> None:
    cast.draft()
    good = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert reminding.remind("H05", at=cast.at + DAY) == 0

    settings.EMAIL_BACKEND = good
    assert reminding.remind("H05", at=cast.at + DAY) == 1
