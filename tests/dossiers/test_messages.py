"""Messages: who may write, what is kept, when it is read, and that none lies unread unnoticed."""

from datetime import timedelta

import pytest

from motcua.core.refusals import Incomplete, NotAllowed, WrongState
from motcua.dossiers import acts, concerns, messages, queries, watchdog
from motcua.dossiers.actors import Applicant, officer_of
from motcua.dossiers.messages import MOST, TooManyMessages
from motcua.dossiers.models import Concern
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.cast import Cast

MINUTE = timedelta(minutes=1)


def test_each_side_sees_when_the_other_has_read(cast: Cast) -> None:
    dossier = cast.submitted()
    messages.write(dossier, by=cast.applicant, at=cast.at, text=" Cần bản gốc không? \r\n ")

    messages.read(messages.of(dossier), by=cast.applicant, at=cast.at + MINUTE)
    [mine] = messages.told(messages.of(dossier), by=cast.applicant, at=cast.at)
    assert (mine.text, mine.read, mine.mine) == ("Cần bản gốc không?", "Chưa đọc", True)

    messages.read(messages.of(dossier), by=cast.desk, at=cast.at + 2 * MINUTE)
    messages.read(messages.of(dossier), by=cast.head, at=cast.at + 9 * MINUTE)
    [read] = messages.of(dossier)
    assert read.read_at == cast.at + 2 * MINUTE


def test_who_answers_has_read_and_is_named(cast: Cast) -> None:
    dossier = cast.submitted()
    messages.write(dossier, by=cast.applicant, at=cast.at, text="Cần bản gốc không?")
    messages.write(dossier, by=cast.desk, at=cast.at + MINUTE, text="Không cần.")

    asked, answered = messages.of(dossier)

    assert asked.read_at == cast.at + MINUTE
    assert answered.read_at is None
    assert (answered.author_name, answered.agency_name) == ("Trần Thị Lan", cast.ward.name)
    [_, said] = messages.told([asked, answered], by=cast.applicant, at=cast.at)
    assert said.who == f"Trần Thị Lan, {cast.ward.name}"


def test_a_message_changes_nothing_of_the_dossier(cast: Cast) -> None:
    dossier = cast.submitted()

    messages.write(dossier, by=cast.applicant, at=cast.at, text="Xin chào")

    now = queries.tracked(dossier.code)
    assert now is not None
    assert (now.version, now.due_at) == (dossier.version, dossier.due_at)


def test_strangers_and_other_agencies_write_nothing(cast: Cast) -> None:
    dossier = cast.submitted()

    for by in (Applicant(user=cast.neighbour), Applicant(), cast.stranger):
        with pytest.raises(NotAllowed):
            messages.write(dossier, by=by, at=cast.at, text="Cho tôi xem")
        assert not messages.may_write(dossier, by)
    assert messages.of(dossier) == []


def test_the_secret_of_the_receipt_is_enough_to_write(cast: Cast) -> None:
    dossier = cast.submitted()

    messages.write(dossier, by=Applicant(secret=dossier.secret), at=cast.at, text="Xin chào")

    assert [one.from_applicant for one in messages.of(dossier)] == [True]


def test_an_officer_does_not_answer_herself(cast: Cast) -> None:
    give_posting(cast.citizen, agency=cast.ward, role=Role.DESK_OFFICER, valid_from=cast.at.date())

    with pytest.raises(NotAllowed):
        messages.write(
            cast.submitted(), by=officer_of(cast.citizen, cast.at), at=cast.at, text="Nhanh lên"
        )


def test_a_closed_dossier_takes_no_messages_and_says_where_to_ask(cast: Cast) -> None:
    dossier = acts.withdraw(cast.submitted(), by=cast.applicant, at=cast.at)

    with pytest.raises(WrongState) as refused:
        messages.write(dossier, by=cast.applicant, at=cast.at, text="Xin lại")
    assert cast.ward.name in refused.value.mend


@pytest.mark.parametrize("text", ["", " \n\0 ", "x" * 2001])
def test_no_words_and_too_many_are_refused(cast: Cast, text: str) -> None:
    with pytest.raises(Incomplete):
        messages.write(cast.submitted(), by=cast.applicant, at=cast.at, text=text)


def test_a_double_tap_is_one_message_and_a_later_repetition_another(cast: Cast) -> None:
    dossier = cast.submitted()
    for minutes in (0, 1, 5):
        at = cast.at + minutes * MINUTE
        messages.write(dossier, by=cast.applicant, at=at, text="Xong chưa?")

    assert [one.sent_at for one in messages.of(dossier)] == [cast.at, cast.at + 5 * MINUTE]


def test_applicants_are_held_back_after_so_many_and_officers_are_not(cast: Cast) -> None:
    dossier = cast.submitted()
    for number in range(MOST):
        messages.write(dossier, by=cast.applicant, at=cast.at + number * MINUTE, text=f"{number}")
        messages.write(dossier, by=cast.desk, at=cast.at + number * MINUTE, text=f"{number}")
    at = cast.at + MOST * MINUTE

    with pytest.raises(TooManyMessages) as refused:
        messages.write(dossier, by=cast.applicant, at=at, text="nữa")
    messages.write(dossier, by=cast.desk, at=at, text="nữa")
    messages.write(dossier, by=cast.applicant, at=cast.at + 60 * MINUTE, text="sau một giờ")

    assert refused.value.facts["retry_after"] == 50 * 60


def test_unread_ones_are_counted_where_the_officer_works(cast: Cast) -> None:
    dossier = cast.accepted()
    assert messages.unread_at(cast.desk) == []

    messages.write(dossier, by=cast.applicant, at=cast.at, text="Một")
    messages.write(dossier, by=cast.applicant, at=cast.at + MINUTE, text="Hai")

    assert messages.unread_at(cast.desk) == messages.unread_at(cast.handling) == [dossier.pk]
    assert messages.unread_at(cast.stranger) == []
    page = queries.queue(cast.desk, which=queries.AMONG, among=[dossier.pk])
    assert [one.pk for one in page.items] == [dossier.pk]
    messages.read(messages.of(dossier), by=cast.handling, at=cast.at)
    assert messages.unread_at(cast.desk) == []


def test_a_message_unread_for_a_working_day_is_a_concern_until_it_is_read(cast: Cast) -> None:
    dossier = cast.submitted()
    messages.write(dossier, by=cast.applicant, at=cast.at, text="Xin chào")
    tomorrow = cast.at + timedelta(days=1, hours=1)

    watchdog.look("H05", at=cast.at + timedelta(hours=6))
    kinds = {one.kind for one in concerns.concerns_of(dossier)}
    assert Concern.Kind.MESSAGE_UNREAD not in kinds

    watchdog.look("H05", at=tomorrow)
    kinds = {one.kind for one in concerns.concerns_of(dossier)}
    assert Concern.Kind.MESSAGE_UNREAD in kinds

    messages.read(messages.of(dossier), by=cast.desk, at=tomorrow)
    watchdog.look("H05", at=tomorrow)
    kinds = {one.kind for one in concerns.concerns_of(dossier)}
    assert Concern.Kind.MESSAGE_UNREAD not in kinds
