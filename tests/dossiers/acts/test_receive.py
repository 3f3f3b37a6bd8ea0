"""Receive: submit and accept in one, for a person who stands at the counter."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest

from motcua.catalogue import offers
from motcua.core.moments import VIETNAM
from motcua.core.refusals import Incomplete, NotAllowed
from motcua.core.states import Act, State
from motcua.documents.changes import store
from motcua.dossiers import acts, drafts, presenters
from motcua.dossiers.drafts import NotOffered
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.papers import Paper, latest_answers, papers_of
from motcua.people.roles import MAY, Role
from tests.cast import ANSWERS, PDF, Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import refused

WRONG = [role.value for role in Role if role not in {*MAY[Act.RECEIVE], Role.CITIZEN}]


def _receive(
    cast: Cast, by: Any = None, papers: Sequence[Paper] = (), answers: Any = ANSWERS
) -> Dossier:
    return acts.receive(
        cast.service, by=by or cast.desk, at=cast.at, answers=answers, papers=papers
    )


def _scan(cast: Cast, requirement: str) -> Paper:
    file = store("H05", BytesIO(PDF), filename="quét.pdf", at=cast.at)
    return Paper(requirement=requirement, filename="quét.pdf", file=file)


def test_receive_accepts_at_once_and_makes_the_appointment(cast: Cast) -> None:
    dossier = _receive(cast)

    assert dossier.code == "000.23.24.H05-261123-0001"
    assert (dossier.state, dossier.channel, dossier.step) == (State.ACCEPTED, Channel.COUNTER, 0)
    assert dossier.submitted_at == dossier.accepted_at == cast.at
    assert dossier.holder_role == Role.HANDLING_OFFICER
    assert dossier.appointment == datetime(2026, 11, 26, 9, 0, tzinfo=VIETNAM)
    assert (dossier.applicant, dossier.applicant_name) == (None, "Nguyễn Thị Hoa")
    assert scenes.now(dossier).secret


def test_receive_is_one_entry_with_the_appointment(cast: Cast) -> None:
    dossier = _receive(cast)

    entry = scenes.assert_recorded(dossier, "dossier.received", cast.desk, cast.at)
    assert entry.number == 1
    assert presenters.sentence(entry) == (
        "Trần Thị Lan (cán bộ một cửa) đã nhận hồ sơ tại quầy, "
        "hẹn trả kết quả 9\xa0giờ, thứ Năm 26/11/2026."
    )


def test_papers_lie_on_the_table_unless_they_were_scanned(cast: Cast) -> None:
    assert papers_of(_receive(cast)) == []
    scanned = _receive(cast, papers=[_scan(cast, "paper"), _scan(cast, "paper")])

    assert [one.requirement for one in papers_of(scanned)] == ["paper", "paper"]
    assert len(scenes.last_entry(scanned).data["documents"]) == 2


def test_the_reason_for_coming_is_kept(cast: Cast) -> None:
    dossier = acts.receive(
        cast.service, by=cast.desk, at=cast.at, answers=ANSWERS, reason_for_counter="no\0_device"
    )

    assert scenes.now(dossier).reason_for_counter == "no\ufffd_device"


def test_receive_numbers_go_on_with_those_of_the_day(cast: Cast) -> None:
    cast.submitted()

    assert _receive(cast).code.endswith("-0002")
    assert cast.submitted().code.endswith("-0003")


def test_nested_answers_are_read_like_flat_ones(cast: Cast) -> None:
    dossier = acts.receive(
        cast.service, by=cast.head, at=cast.at,
        answers={"applicant": {"name": "Trần Văn Bình"}, "subject": "Xin đăng ký"},
    )  # fmt: skip

    assert dossier.applicant_name == "Trần Văn Bình"
    assert latest_answers(dossier).answers["applicant.name"] == "Trần Văn Bình"


def test_what_is_missing_or_wrong_is_said_and_takes_no_number(cast: Cast) -> None:
    with refused(Incomplete) as caught:
        _receive(cast, answers={"applicant.name": "Hoa", "applicant.phone": "12"})

    assert caught.value.facts["missing"] == [{"kind": "field", "id": "subject"}]
    assert [error["field"] for error in caught.value.facts["errors"]] == ["/applicant.phone"]
    assert _receive(cast).code.endswith("-0001")


def test_a_paper_that_the_form_does_not_know_is_refused(cast: Cast) -> None:
    scan = _scan(cast, "nothing")

    with refused(Incomplete):
        _receive(cast, papers=[scan])


@pytest.mark.parametrize("who", [*WRONG, "next door", "posting ended", "posting to come"])
def test_receive_is_not_for_others(cast: Cast, who: str) -> None:
    by = scenes.person(cast, who, Act.RECEIVE)

    with refused(NotAllowed):
        _receive(cast, by=by)


def test_a_service_that_was_withdrawn_takes_nothing(cast: Cast) -> None:
    cast.service = offers.withdraw_offer(cast.service, at=cast.at)

    with refused(NotOffered) as caught:
        _receive(cast)

    assert cast.ward.name in caught.value.mend


def test_the_counter_receives_what_is_not_online(cast: Cast) -> None:
    offers.withdraw_offer(cast.service, at=cast.at)
    cast.service = offers.take_at_counter(cast.service.procedure, agency=cast.ward, at=cast.at)

    dossier = _receive(cast)

    assert dossier.state == State.ACCEPTED
    with pytest.raises(NotOffered):
        drafts.start(cast.service, at=cast.at)
