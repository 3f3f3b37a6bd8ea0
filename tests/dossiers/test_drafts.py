"""Drafts: found by secret or account, kept as typed, open until handed in or over."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from motcua.catalogue import offers
from motcua.core.refusals import Conflict, Expired, FileRefused, Incomplete
from motcua.dossiers import acts, draft_lives, drafts, links
from motcua.dossiers.drafts import LIFETIME, RECOVERY, NotOffered
from motcua.dossiers.models import Draft, DraftDocument
from tests.cast import PDF, Cast
from tests.dossiers.scenes import refused


def _fresh(draft: Draft) -> Draft:
    found = drafts.find(draft.public_id, secret=draft.secret)
    assert found is not None
    return found


def _paper(draft: Draft, cast: Cast, *, days: int = 0) -> DraftDocument:
    at = cast.at + timedelta(days=days)
    return drafts.add_document(draft, "paper", BytesIO(PDF), filename="giấy.pdf", at=at)


def test_a_draft_has_a_jurisdiction_versions_and_no_code(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)

    assert (draft.jurisdiction, draft.agency, draft.dossier) == ("H05", cast.ward, None)
    assert draft.form_version == cast.service.form
    assert draft.expires_at == cast.at + LIFETIME


def test_a_service_that_is_not_offered_begins_none(cast: Cast) -> None:
    withdrawn = offers.withdraw_offer(cast.service, at=cast.at)

    with refused(NotOffered):
        drafts.start(withdrawn, at=cast.at)


def test_found_by_secret_or_by_account(cast: Cast) -> None:
    draft = drafts.start(cast.service, by=cast.citizen, at=cast.at)

    assert drafts.find(draft.public_id, secret=draft.secret) == draft
    assert drafts.find(draft.public_id, user=cast.citizen) == draft
    assert drafts.find(draft.public_id, secret="x", user=cast.citizen) == draft


@pytest.mark.parametrize("secret", ["", "x", "không phải", "\ud800", "x" * 5000])
def test_a_stranger_finds_nothing(cast: Cast, secret: str) -> None:
    draft = drafts.start(cast.service, at=cast.at)

    assert drafts.find(draft.public_id, secret=secret) is None
    assert drafts.find(draft.public_id, secret=secret, user=cast.neighbour) is None


@pytest.mark.parametrize(
    "bad",
    ["", "H05", "H05-", "H05-0", "h05-1", "H05-9223372036854775808", "H05-99999999999999999999",
     "H05-1-2", "H05-１", "../../etc/passwd", "H05-1\0", "X" * 500],
)  # fmt: skip
def test_an_identifier_that_is_none_finds_nothing(cast: Cast, bad: str) -> None:
    assert drafts.find(bad, secret="x") is None


def test_a_draft_of_another_jurisdiction_is_not_found_under_this_one(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)

    assert drafts.find(f"G15-{draft.pk}", secret=draft.secret) is None


def test_everything_typed_is_kept_and_what_is_wrong_is_said(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)

    checked = drafts.save(draft, {"applicant.phone": "12", "subject": "  "}, at=cast.at)

    assert _fresh(draft).answers == {"applicant.phone": "12", "subject": "  "}
    assert [error.field for error in checked.errors] == ["/applicant.phone"]
    assert [(one.kind, one.id) for one in checked.missing] == [
        ("field", "applicant.name"), ("field", "subject"), ("document", "paper"),
    ]  # fmt: skip


def test_answers_are_merged_and_null_clears(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)
    drafts.save(draft, {"applicant": {"name": "Hoa", "phone": "0912345678"}}, at=cast.at)

    drafts.save(draft, {"subject": "Việc này", "applicant.phone": None}, at=cast.at)

    assert _fresh(draft).answers == {"applicant.name": "Hoa", "subject": "Việc này"}


def test_two_windows_do_not_undo_each_other(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)
    other_window = _fresh(draft)
    drafts.save(draft, {"subject": "Việc này"}, at=cast.at)

    drafts.save(other_window, {"applicant.name": "Hoa"}, at=cast.at)

    assert _fresh(draft).answers == {"applicant.name": "Hoa", "subject": "Việc này"}


@pytest.mark.parametrize("patch", [{"nothing": 1}, {"applicant": {"x": 1}}, ["a"], "a", None])
def test_a_key_that_the_form_does_not_have_is_refused_and_nothing_saved(
    cast: Cast, patch: Any
) -> None:
    draft = cast.draft()

    with refused(Incomplete):
        drafts.save(draft, patch, at=cast.at)


def test_each_save_gives_it_thirty_days_more(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)
    later = cast.at + timedelta(days=20)

    drafts.save(draft, {"subject": "x"}, at=later)

    assert _fresh(draft).expires_at == draft.expires_at == later + LIFETIME


def test_a_paper_is_a_save_too(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)

    paper = _paper(draft, cast, days=20)
    assert _fresh(draft).expires_at == cast.at + timedelta(days=20) + LIFETIME
    drafts.remove_document(draft, paper.public_id, at=cast.at + timedelta(days=25))
    assert _fresh(draft).expires_at == cast.at + timedelta(days=25) + LIFETIME


def test_several_papers_for_one_requirement_each_can_go(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)
    first, second = _paper(draft, cast), _paper(draft, cast)

    assert drafts.documents_of(draft) == [first, second]
    assert drafts.remove_document(draft, first.public_id, at=cast.at)
    assert not drafts.remove_document(draft, first.public_id, at=cast.at)
    assert not drafts.remove_document(draft, "H05-x", at=cast.at)
    assert drafts.documents_of(draft) == [second]


def test_nobody_takes_a_paper_from_another_draft(cast: Cast) -> None:
    draft, other = drafts.start(cast.service, at=cast.at), drafts.start(cast.service, at=cast.at)
    paper = _paper(draft, cast)

    assert not drafts.remove_document(other, paper.public_id, at=cast.at)


def test_a_paper_that_no_form_asks_for_is_refused(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)

    with refused(Incomplete) as caught:
        drafts.add_document(draft, "subject", BytesIO(PDF), filename="a.pdf", at=cast.at)

    assert "paper" in caught.value.mend


def test_a_refused_file_leaves_nothing(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)

    with refused(FileRefused):
        drafts.add_document(draft, "paper", BytesIO(b"MZ" * 99), filename="a.pdf", at=cast.at)

    assert drafts.documents_of(draft) == []


def test_nobody_fills_the_disk_with_one_draft(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = drafts.start(cast.service, at=cast.at)
    _paper(draft, cast)
    monkeypatch.setattr(drafts, "MOST_FILES", 2)
    _paper(draft, cast)

    with refused(FileRefused):
        _paper(draft, cast)
    monkeypatch.setattr(drafts, "MOST_FILES", 20)
    monkeypatch.setattr(drafts, "MOST_BYTES", 2 * len(PDF))
    with refused(FileRefused):
        _paper(draft, cast)


def test_after_handing_in_nothing_more_is_taken(cast: Cast) -> None:
    draft = cast.draft()
    stale = _fresh(draft)
    paper = drafts.documents_of(draft)[0]
    code = acts.submit(draft, by=cast.applicant, at=cast.at, key="first").code

    for late in (
        lambda: drafts.save(stale, {"subject": "y"}, at=cast.at),
        lambda: drafts.remove_document(stale, paper.public_id, at=cast.at),
        lambda: _paper(stale, cast),
    ):
        with refused(Conflict) as caught:
            late()
        assert caught.value.facts["code"] == code


def test_when_its_time_is_over_it_says_so_and_takes_nothing(cast: Cast) -> None:
    draft = cast.draft()
    over = draft.expires_at

    for late in (
        lambda: drafts.save(draft, {"subject": "y"}, at=over),
        lambda: drafts.remove_document(draft, "H05-1", at=over),
        lambda: drafts.add_document(draft, "paper", BytesIO(PDF), filename="a", at=over),
        lambda: drafts.check_open(draft, over),
    ):
        with refused(Expired):
            late()


def test_expired_drafts_are_forgotten_with_their_papers_and_no_others(cast: Cast) -> None:
    handed_in, old, young = cast.draft(), cast.draft(), cast.draft(at=cast.at + timedelta(days=1))
    acts.submit(handed_in, by=cast.applicant, at=cast.at, key="first")

    assert draft_lives.delete_expired("H05", at=old.expires_at) == 0
    assert draft_lives.delete_expired("H05", at=old.expires_at + RECOVERY) == 1

    left = Draft.objects.filter(jurisdiction="H05").values_list("pk", flat=True)
    papers = DraftDocument.objects.filter(jurisdiction="H05").values_list("draft_id", flat=True)
    assert set(left) == set(papers) == {handed_in.pk, young.pk}


def test_forgetting_goes_on_a_little_at_a_time(cast: Cast) -> None:
    gone = max(cast.draft().expires_at for _ in range(3)) + RECOVERY

    assert [draft_lives.delete_expired("H05", at=gone, most=2) for _ in range(3)] == [2, 1, 0]


def test_open_drafts_are_offered_first_the_newest_on_top(cast: Cast) -> None:
    first = drafts.start(cast.service, by=cast.citizen, at=cast.at)
    second = drafts.start(cast.service, by=cast.citizen, at=cast.at)
    drafts.start(cast.service, by=cast.neighbour, at=cast.at)
    acts.submit(cast.draft(), by=cast.applicant, at=cast.at, key="first")
    drafts.save(first, {"subject": "x"}, at=cast.at + timedelta(minutes=1))

    assert drafts.open_for(cast.citizen, cast.service, at=cast.at) == [first, second]
    assert drafts.all_open_for(cast.citizen, at=cast.at) == [first, second]
    assert drafts.open_for(cast.citizen, cast.service, at=cast.at + LIFETIME) == [first]


def test_the_link_opens_it_again(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)

    assert links.resume_url(draft).endswith(f"/nop-ho-so/{draft.public_id}/?k={draft.secret}")


def test_a_whole_draft_has_nothing_left_to_say(cast: Cast) -> None:
    assert drafts.check(cast.draft(), at=cast.at).is_complete
