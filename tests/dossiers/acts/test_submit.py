"""Submit: a complete draft becomes a dossier, once and for all."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.db import transaction

from motcua.core.moments import VIETNAM
from motcua.core.refusals import Conflict, Expired, Incomplete, NotAllowed
from motcua.core.states import Act, State
from motcua.dossiers import acts, draft_lives, drafts, presenters
from motcua.dossiers.actors import Applicant
from motcua.dossiers.models import Channel, Counter, Dossier
from motcua.dossiers.papers import latest_answers, papers_of
from motcua.people.roles import Role
from tests.cast import ANSWERS, PDF, Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import refused


def _serials(cast: Cast) -> list[int]:
    codes = Dossier.objects.filter(jurisdiction="H05").order_by("code").values_list("code")
    return [int(code.rpartition("-")[2]) for (code,) in codes]


def test_submit_makes_a_dossier_that_waits_for_the_desk(cast: Cast) -> None:
    dossier = acts.submit(cast.draft(), by=cast.applicant, at=cast.at, key="first")

    assert dossier.code == "000.23.24.H05-261123-0001"
    assert (dossier.state, dossier.channel) == (State.SUBMITTED, Channel.ONLINE)
    assert (dossier.holder_agency, dossier.holder_role) == (cast.ward, Role.DESK_OFFICER)
    # Eight working hours from Monday, nine o'clock.
    tomorrow = datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)
    assert dossier.answer_by == dossier.due_at == tomorrow
    assert (dossier.appointment, dossier.accepted_at, dossier.step) == (None, None, None)
    assert (dossier.applicant, dossier.applicant_name) == (cast.citizen, "Nguyễn Thị Hoa")
    assert dossier.applicant_email == "hoa@example.com"


def test_answers_and_papers_are_those_of_the_draft(cast: Cast) -> None:
    dossier = cast.submitted()

    revision = latest_answers(dossier)
    assert (revision.number, revision.answers["subject"]) == (1, ANSWERS["subject"])
    assert [(one.requirement, one.filename) for one in papers_of(dossier)] == [
        ("paper", "giấy.pdf")
    ]


def test_submit_is_written_down_without_the_answers(cast: Cast) -> None:
    dossier = cast.submitted()

    entry = scenes.assert_recorded(dossier, "dossier.submitted", None, cast.at)
    assert (entry.number, entry.actor, entry.actor_role) == (1, cast.citizen.pk, "citizen")
    assert ANSWERS["subject"] not in str(entry.data)
    assert presenters.sentence(entry) == "Đã nộp trên mạng, kèm 1 tệp."


def test_a_dossier_is_bound_to_the_versions_of_its_draft(cast: Cast) -> None:
    draft = cast.draft()

    dossier = acts.submit(draft, by=cast.applicant, at=cast.at, key="first")

    for bound in ("procedure_version_id", "form_version_id", "process_version_id", "secret"):
        assert getattr(dossier, bound) == getattr(draft, bound)


def test_only_visible_answers_and_papers_are_handed_in(branching: Cast) -> None:
    cast = branching
    draft = drafts.start(cast.service, by=cast.citizen, at=cast.at)
    hidden = {"where": "Hà Nội", "lives": "here", "applicant.name": "Nguyễn Thị Hoa"}
    drafts.save(draft, hidden, at=cast.at)
    for requirement in ("paper", "proof"):
        drafts.add_document(draft, requirement, BytesIO(PDF), filename="a.pdf", at=cast.at)

    dossier = acts.submit(draft, by=cast.applicant, at=cast.at, key="first")

    assert "where" not in latest_answers(dossier).answers
    assert [one.requirement for one in papers_of(dossier)] == ["paper"]


def test_the_same_key_again_is_answered_with_the_same_dossier(cast: Cast) -> None:
    draft = cast.draft()
    first = acts.submit(draft, by=cast.applicant, at=cast.at, key="first")

    again = acts.submit(draft, by=cast.applicant, at=cast.at + timedelta(days=40), key="first")

    assert again == first
    assert Dossier.objects.filter(jurisdiction="H05").count() == 1
    assert len(scenes.outbox(first)) == 1


@pytest.mark.parametrize("key", ["second", "", "thứ hai"])
def test_another_key_is_told_the_code(cast: Cast, key: str) -> None:
    draft = cast.draft()
    first = acts.submit(draft, by=cast.applicant, at=cast.at, key="first")

    with refused(Conflict) as caught:
        acts.submit(draft, by=cast.applicant, at=cast.at, key=key)

    assert caught.value.facts == {"code": first.code}


def test_no_key_is_never_the_same_key(cast: Cast) -> None:
    draft = cast.draft()
    acts.submit(draft, by=cast.applicant, at=cast.at, key="")

    with refused(Conflict):
        acts.submit(draft, by=cast.applicant, at=cast.at, key="")


def test_an_incomplete_draft_is_told_everything_at_once_and_takes_no_number(cast: Cast) -> None:
    draft = drafts.start(cast.service, by=cast.citizen, at=cast.at)
    drafts.save(draft, {"applicant.phone": "12"}, at=cast.at)

    with refused(Incomplete) as caught:
        acts.submit(draft, by=cast.applicant, at=cast.at, key="first")

    assert caught.value.facts["missing"] == [
        {"kind": "field", "id": "applicant.name"},
        {"kind": "field", "id": "subject"},
        {"kind": "document", "id": "paper"},
    ]
    assert [error["field"] for error in caught.value.facts["errors"]] == ["/applicant.phone"]
    assert not Counter.objects.filter(jurisdiction="H05").exists()


def test_an_expired_draft_is_gone(cast: Cast) -> None:
    draft = cast.draft()

    with refused(Expired):
        acts.submit(draft, by=cast.applicant, at=draft.expires_at, key="first")


def test_a_deleted_draft_is_gone_too(cast: Cast) -> None:
    draft = cast.draft()
    draft_lives.delete_expired("H05", at=draft.expires_at + drafts.RECOVERY)

    with refused(Expired):
        acts.submit(draft, by=cast.applicant, at=cast.at, key="first")


def test_the_secret_of_the_draft_is_enough(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)
    drafts.save(draft, ANSWERS, at=cast.at)
    drafts.add_document(draft, "paper", BytesIO(PDF), filename="a.pdf", at=cast.at)

    dossier = acts.submit(draft, by=Applicant(secret=draft.secret), at=cast.at, key="first")

    assert (dossier.applicant, dossier.secret) == (None, draft.secret)


def test_who_logged_in_meanwhile_finds_it_in_her_account(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)
    drafts.save(draft, ANSWERS, at=cast.at)
    drafts.add_document(draft, "paper", BytesIO(PDF), filename="a.pdf", at=cast.at)
    by = Applicant(user=cast.citizen, secret=draft.secret)

    assert acts.submit(draft, by=by, at=cast.at, key="first").applicant == cast.citizen
    assert drafts.find(draft.public_id, user=cast.citizen) == draft


def test_a_draft_of_somebody_s_stays_hers_whoever_hands_it_in(cast: Cast) -> None:
    draft = cast.draft()
    by = Applicant(user=cast.neighbour, secret=draft.secret)

    assert acts.submit(draft, by=by, at=cast.at, key="first").applicant == cast.citizen


def test_the_desk_hands_in_for_a_person_who_is_present(cast: Cast) -> None:
    draft = cast.draft()

    dossier = acts.submit(draft, by=cast.desk, at=cast.at, key="first")

    assert (dossier.channel, dossier.applicant) == (Channel.ASSISTED, cast.citizen)
    scenes.assert_recorded(dossier, "dossier.submitted", cast.desk, cast.at)


@pytest.mark.parametrize("who", [w for w in scenes.strangers_to(Act.SUBMIT) if w != "own dossier"])
def test_submit_is_not_for_others(cast: Cast, who: str) -> None:
    draft, by = cast.draft(), scenes.person(cast, who, Act.SUBMIT)

    with refused(NotAllowed):
        acts.submit(draft, by=by, at=cast.at, key="first")


@pytest.mark.parametrize("secret", ["", "sai", "x" * 27])
def test_submit_is_not_for_a_neighbour(cast: Cast, secret: str) -> None:
    draft = cast.draft()

    with refused(NotAllowed):
        acts.submit(draft, by=Applicant(user=cast.neighbour, secret=secret), at=cast.at, key="1")


def test_numbers_have_no_gap_though_some_failed(cast: Cast) -> None:
    for number in range(4):
        draft = cast.draft()
        if number % 2:
            drafts.save(draft, {"subject": None}, at=cast.at)
            with refused(Incomplete):
                acts.submit(draft, by=cast.applicant, at=cast.at, key="first")
        else:
            acts.submit(draft, by=cast.applicant, at=cast.at, key="first")

    assert _serials(cast) == [1, 2]


def test_a_number_taken_by_an_act_that_fails_late_is_given_back(cast: Cast) -> None:
    draft = cast.draft()

    with pytest.raises(InterruptedError), transaction.atomic():
        acts.submit(draft, by=cast.applicant, at=cast.at, key="first")
        raise InterruptedError
    acts.submit(draft, by=cast.applicant, at=cast.at, key="first")

    assert _serials(cast) == [1]


def test_each_day_of_viet_nam_begins_at_one(cast: Cast) -> None:
    midnight = datetime(2026, 11, 24, 0, 0, tzinfo=VIETNAM)

    codes = [
        cast.submitted(at=at).code
        for at in (cast.at, midnight - timedelta(minutes=1), midnight, midnight)
    ]

    assert [code.removeprefix("000.23.24.H05-") for code in codes] == [
        "261123-0001", "261123-0002", "261124-0001", "261124-0002",
    ]  # fmt: skip


def test_an_identifier_of_the_greatest_length_has_room_for_its_codes(cast: Cast) -> None:
    cast.ward.code = "0000000000.0000000000.000000000.H05"
    cast.ward.save(update_fields=["code"])

    dossier = cast.submitted()

    assert scenes.now(dossier).code == "0000000000.0000000000.000000000.H05-261123-0001"
