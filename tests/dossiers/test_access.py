"""Who looked: once per officer, dossier and hour; the applicant sees it."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import access
from motcua.dossiers.actors import officer_of
from motcua.people.accounts import create_account
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.cast import Cast
from tests.dossiers import scenes


def test_a_look_is_noted_with_name_agency_and_hour(cast: Cast) -> None:
    dossier = cast.submitted()

    access.look(dossier, by=cast.desk, at=cast.at + timedelta(minutes=59))

    (look,) = access.looks(dossier)
    assert (look.officer, look.officer_name) == (cast.desk.user.pk, "Trần Thị Lan")
    assert (look.agency_name, look.hour) == (cast.ward.name, cast.at)


def test_looks_within_the_hour_are_one_and_the_next_hour_is_another(cast: Cast) -> None:
    dossier, other = cast.submitted(), cast.submitted()

    for minutes in (0, 1, 59, 60, 61):
        access.look(dossier, by=cast.desk, at=cast.at + timedelta(minutes=minutes))
    access.look(dossier, by=cast.head, at=cast.at)
    access.look(other, by=cast.desk, at=cast.at)

    hours = [(look.officer, look.hour) for look in access.looks(dossier)]
    assert hours[0] == (cast.desk.user.pk, cast.at + timedelta(hours=1))
    assert sorted(hours[1:]) == sorted([(cast.desk.user.pk, cast.at), (cast.head.user.pk, cast.at)])
    assert len(access.looks(other)) == 1


def test_a_second_look_writes_nothing(cast: Cast) -> None:
    dossier = cast.submitted()
    access.look(dossier, by=cast.desk, at=cast.at)

    with CaptureQueriesContext(connection) as asked:
        access.look(dossier, by=cast.desk, at=cast.at)

    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]


def test_whoever_has_read_the_looks_is_not_made_to_ask_again(cast: Cast) -> None:
    dossier = cast.submitted()
    access.look(dossier, by=cast.desk, at=cast.at, known=[])
    known = access.looks(dossier)

    with CaptureQueriesContext(connection) as asked:
        access.look(dossier, by=cast.desk, at=cast.at + timedelta(minutes=59), known=known)

    assert len(asked) == 0


def test_the_agency_is_the_one_that_has_the_dossier(cast: Cast) -> None:
    user = create_account("hai", name="Đỗ Thị Hai")
    for agency in (cast.next_door, cast.ward):
        give_posting(user, agency=agency, role=Role.DESK_OFFICER, valid_from=date(2026, 1, 1))
    auditor = scenes.officer(cast, Role.AUDITOR, agency=cast.next_door)
    dossier = cast.submitted()

    access.look(dossier, by=officer_of(user, cast.at), at=cast.at)
    access.look(dossier, by=auditor, at=cast.at)

    agencies = {look.officer: look.agency_name for look in access.looks(dossier)}
    assert agencies == {user.pk: cast.ward.name, auditor.user.pk: cast.next_door.name}
