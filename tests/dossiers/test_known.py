"""Never asked twice: offered with its source, taken after consent, never another person's."""

from typing import Any

import pytest

from motcua.core.refusals import Conflict
from motcua.documents.models import StoredFile
from motcua.dossiers import acts, drafts, known, my_dossiers
from motcua.dossiers.actors import Applicant
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.papers import papers_of
from motcua.dossiers.timeline import entries_of
from motcua.people.accounts import create_account
from motcua.people.models import User
from tests.cast import PDF, Cast
from tests.dossiers.scenes import refused


def index(dossier: Dossier) -> Dossier:
    """What the worker does after the act."""
    my_dossiers.index(dossier, entries_of(dossier)[0])
    return dossier


def told(draft: Draft, cast: Cast) -> dict[str, Any]:
    return {one.name: one.value for one in known.of(draft, at=cast.at)}


def begin(cast: Cast, by: User | None) -> Draft:
    return drafts.start(cast.service, by=by, at=cast.at)


def test_nothing_is_taken_before_the_applicant_agrees(cast: Cast) -> None:
    mai = create_account("mai", name="Lê Thị Mai", email="mai@example.com", phone="0912345678")

    draft = begin(cast, mai)

    assert draft.answers == {}
    assert draft.known is None
    assert told(draft, cast) == {
        "applicant.name": "Lê Thị Mai",
        "applicant.phone": "0912345678",
        "applicant.email": "mai@example.com",
    }


def test_what_was_told_before_is_taken_with_its_source(cast: Cast) -> None:
    dossier = index(cast.submitted())
    draft = begin(cast, cast.citizen)

    known.take(draft, at=cast.at)

    assert draft.answers["applicant.phone"] == "0912345678"
    assert "subject" not in draft.answers  # not marked: it is another matter this time
    assert draft.known is not None
    source = f"Lấy từ hồ sơ {dossier.code}, nộp ngày 23/11/2026"
    assert draft.known["applicant.phone"] == source
    assert Draft.objects.get(jurisdiction="H05", pk=draft.pk).known == draft.known


def test_what_was_typed_already_stays_and_a_change_ends_the_source(cast: Cast) -> None:
    index(cast.submitted())
    draft = begin(cast, cast.citizen)
    drafts.save(draft, {"applicant.phone": "0987654321"}, at=cast.at)

    known.take(draft, at=cast.at)
    assert draft.answers["applicant.phone"] == "0987654321"
    assert "applicant.phone" not in (draft.known or {})
    drafts.save(draft, {"applicant.email": "khac@example.com"}, at=cast.at)

    assert "applicant.email" not in (draft.known or {})


def test_declined_is_not_asked_again(cast: Cast) -> None:
    draft = begin(cast, cast.citizen)

    known.decline(draft, at=cast.at)

    assert (draft.answers, draft.known) == ({}, {})


def test_nobody_else_s_dossier_gives_anything(cast: Cast) -> None:
    index(cast.submitted())

    for draft in (begin(cast, cast.neighbour), begin(cast, None)):
        assert "0912345678" not in told(draft, cast).values()
        assert known.papers(draft) == []


def test_a_dossier_filed_in_another_s_name_gives_nothing(cast: Cast) -> None:
    draft = cast.draft()
    others = {"applicant.name": "Trần Văn Khác", "applicant.phone": "0900000000"}
    drafts.save(draft, others, at=cast.at)
    index(acts.submit(draft, by=cast.applicant, at=cast.at, key="other"))
    again = begin(cast, cast.citizen)

    assert "0900000000" not in told(again, cast).values()
    assert known.papers(again) == []


def test_what_would_be_wrong_today_is_not_offered(cast: Cast) -> None:
    odd = create_account("le", name="Lê", phone="12")

    assert told(begin(cast, odd), cast) == {"applicant.name": "Lê"}


def test_a_paper_is_handed_in_again_without_a_second_copy(cast: Cast) -> None:
    (before,) = papers_of(index(cast.submitted()))
    draft = begin(cast, cast.citizen)
    (offered,) = known.papers(draft)

    assert known.use_paper(draft, "paper", offered.paper.public_id, at=cast.at)
    assert not known.use_paper(draft, "paper", offered.paper.public_id, at=cast.at)

    (mine,) = drafts.documents_of(draft)
    assert mine.file == before.file
    assert mine.filename == "giấy.pdf"
    assert StoredFile.objects.filter(jurisdiction="H05", sha256=before.file.sha256).count() == 1
    assert mine.file.bytes == len(PDF)


@pytest.mark.parametrize("public_id", ["", "H05-1", "x"])
def test_no_other_paper_can_be_taken(cast: Cast, public_id: str) -> None:
    index(cast.submitted())

    assert not known.use_paper(begin(cast, cast.citizen), "paper", public_id, at=cast.at)
    assert not known.use_paper(begin(cast, cast.neighbour), "paper", public_id, at=cast.at)


def test_nothing_is_taken_into_what_was_handed_in(cast: Cast) -> None:
    draft = cast.draft()
    acts.submit(draft, by=Applicant(user=cast.citizen), at=cast.at, key="k")

    with refused(Conflict):
        known.take(draft, at=cast.at)
    with refused(Conflict):
        known.decline(draft, at=cast.at)
