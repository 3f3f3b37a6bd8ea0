"""Drafts last: extended, thrown away and brought back; warned of twice, nudged once."""

from datetime import datetime, timedelta

from motcua.core.refusals import Conflict, Expired
from motcua.dossiers import acts, draft_lives, drafts
from motcua.dossiers.drafts import LIFETIME, RECOVERY
from motcua.dossiers.models import Draft
from tests.cast import Cast
from tests.dossiers.scenes import correction, refused

DAY = timedelta(days=1)


def fresh(draft: Draft) -> Draft:
    return Draft.objects.get(jurisdiction=draft.jurisdiction, pk=draft.pk)


def test_an_extension_keeps_it_its_whole_time_from_now_on(cast: Cast) -> None:
    draft, late = cast.draft(), cast.at + LIFETIME - DAY

    draft_lives.extend(draft, at=late)

    assert fresh(draft).expires_at == late + LIFETIME
    assert fresh(draft).saved_at == cast.at


def test_what_was_thrown_away_is_over_and_comes_back_whole(cast: Cast) -> None:
    draft, later = cast.draft(), cast.at + DAY
    draft_lives.discard(draft, at=cast.at)

    assert drafts.all_open_for(cast.citizen, at=later) == []
    assert draft_lives.recoverable_for(cast.citizen, at=later) == [draft]
    with refused(Expired) as caught:
        drafts.save(draft, {"subject": "x"}, at=later)
    assert "đã được bỏ" in caught.value.what

    draft_lives.restore(draft, at=later)

    assert drafts.all_open_for(cast.citizen, at=later) == [draft]
    assert fresh(draft).expires_at == later + LIFETIME
    assert fresh(draft).answers["subject"] == "Xin đăng ký"
    assert len(drafts.documents_of(draft)) == 1
    dossier = acts.submit(fresh(draft), by=cast.applicant, at=later, key="k")
    assert dossier.version == 1


def test_what_expired_comes_back_until_the_last_moment_and_no_longer(cast: Cast) -> None:
    draft = cast.draft()
    end = draft.expires_at + RECOVERY

    with refused(Expired):
        draft_lives.restore(draft, at=end)
    assert draft_lives.recoverable_for(cast.citizen, at=end) == []
    assert draft_lives.restore(draft, at=end - DAY).expires_at == end - DAY + LIFETIME


def test_restoring_what_is_open_changes_nothing(cast: Cast) -> None:
    draft = cast.draft()

    assert draft_lives.restore(draft, at=cast.at + DAY).expires_at == draft.expires_at


def test_what_was_handed_in_is_neither_extended_nor_thrown_away(cast: Cast) -> None:
    draft = cast.draft()
    acts.submit(draft, by=cast.applicant, at=cast.at, key="k")

    for act in (draft_lives.extend, draft_lives.discard, draft_lives.restore):
        with refused(Conflict):
            act(draft, at=cast.at)


def test_a_correction_thrown_away_is_gone_and_its_dossier_stays(cast: Cast) -> None:
    dossier = cast.submitted()
    draft = correction(cast, dossier)

    draft_lives.discard(draft, at=cast.at)

    assert not Draft.objects.filter(jurisdiction="H05", pk=draft.pk).exists()
    assert draft_lives.recoverable_for(cast.citizen, at=cast.at) == []
    assert acts.accept(dossier, by=cast.desk, at=cast.at).version == 2


def test_a_draft_left_alone_for_a_day_is_looked_at_once_until_it_is_saved_again(
    cast: Cast,
) -> None:
    draft = cast.draft()

    def found(at: datetime) -> bool:
        return draft in draft_lives.to_nudge("H05", at=at)

    assert not found(cast.at + DAY - timedelta(minutes=1))
    assert found(cast.at + DAY)
    draft_lives.note(draft, "looked_at", at=cast.at + DAY)
    assert not found(cast.at + DAY)
    drafts.save(draft, {"subject": "x"}, at=cast.at + 2 * DAY)
    assert found(cast.at + 3 * DAY)
    assert not found(cast.at + 9 * DAY)


def test_two_warnings_each_anew_after_an_extension(cast: Cast) -> None:
    draft = cast.draft()
    drafts.save(draft, {"subject": "x"}, at=cast.at + timedelta(minutes=1))
    told = []
    for day in range(70):
        at = cast.at + day * DAY
        if day == 28:
            draft_lives.extend(draft, at=at)
        if draft_lives.to_warn("H05", at=at):
            draft_lives.note(draft, "warned_at", at=at)
            told.append(day)

    assert told == [24, 51, 57]  # the second warning of the first life was made needless


def test_nobody_is_warned_of_what_was_only_opened(cast: Cast) -> None:
    drafts.start(cast.service, by=cast.citizen, at=cast.at)

    assert draft_lives.to_warn("H05", at=cast.at + LIFETIME - DAY) == []
