"""Postings: a role at an agency from one day up to another."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from motcua.agencies.models import Agency
from motcua.people.accounts import close_account, create_account
from motcua.people.login import is_operator
from motcua.people.models import Posting, User
from motcua.people.postings import (
    give_posting,
    holds_role,
    officers_at,
    postings_of,
    roles_of,
)
from motcua.people.roles import Role

FIRST, END = date(2026, 1, 1), date(2026, 7, 1)
DAY = timedelta(days=1)


@pytest.fixture
def neighbour() -> Agency:
    return Agency.objects.create(
        code="H05.13", name="Phường Võ Cường", kind="commune", jurisdiction="H05"
    )


@pytest.mark.django_db
def test_a_posting_holds_from_its_first_day_up_to_its_end(citizen: User, agency: Agency) -> None:
    posting = give_posting(citizen, agency=agency, role=Role.HEAD, valid_from=FIRST, valid_to=END)

    assert postings_of(citizen, FIRST - DAY) == []
    assert postings_of(citizen, FIRST) == [posting]
    assert postings_of(citizen, END - DAY) == [posting]
    assert postings_of(citizen, END) == []


@given(st.dates(), st.none() | st.dates(), st.dates())
def test_the_row_and_the_query_agree_on_what_is_in_force(
    first: date, end: date | None, day: date
) -> None:
    posting = Posting(valid_from=first, valid_to=end)

    assert posting.holds(day) == (first <= day and (end is None or day < end))


@pytest.mark.django_db
def test_a_role_at_one_agency_is_none_at_another(
    citizen: User, agency: Agency, neighbour: Agency
) -> None:
    give_posting(citizen, agency=agency, role=Role.HEAD, valid_from=FIRST)

    assert holds_role(citizen, Role.HEAD, FIRST)
    assert holds_role(citizen, Role.HEAD, FIRST, agency=agency)
    assert not holds_role(citizen, Role.HEAD, FIRST, agency=neighbour)
    assert not holds_role(citizen, Role.DESK_OFFICER, FIRST, agency=agency)
    assert roles_of(citizen, FIRST) == {Role.HEAD}
    assert roles_of(citizen, FIRST - DAY) == set()


@pytest.mark.django_db
def test_the_same_posting_again_changes_only_its_end(citizen: User, agency: Agency) -> None:
    first = give_posting(citizen, agency=agency, role=Role.HEAD, valid_from=FIRST)
    again = give_posting(citizen, agency=agency, role=Role.HEAD, valid_from=FIRST, valid_to=END)

    assert first == again
    assert Posting.objects.get().valid_to == END


@pytest.mark.django_db
def test_postings_come_with_user_and_agency_in_one_query(
    citizen: User,
    agency: Agency,
    neighbour: Agency,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for place in (agency, neighbour):
        give_posting(citizen, agency=place, role=Role.HEAD, valid_from=FIRST)

    with django_assert_num_queries(1):
        names = [(p.user.name, p.agency.name) for p in postings_of(citizen, FIRST)]

    assert names == [
        ("Trần Thị Lan", "Phường Kinh Bắc"),
        ("Trần Thị Lan", "Phường Võ Cường"),
    ]


@pytest.mark.django_db
def test_the_officers_of_an_agency_are_those_in_force_and_in_use(
    citizen: User, agency: Agency
) -> None:
    left, locked = create_account("an", name="An"), create_account("binh", name="Bình")
    lan = give_posting(citizen, agency=agency, role=Role.HEAD, valid_from=FIRST)
    give_posting(left, agency=agency, role=Role.HEAD, valid_from=FIRST, valid_to=END)
    give_posting(locked, agency=agency, role=Role.HEAD, valid_from=FIRST)
    close_account(locked, at=locked.created_at)

    assert officers_at(agency, Role.HEAD, END) == [lan]


@pytest.mark.django_db
def test_an_operator_is_whoever_is_posted_as_one(citizen: User, operator: User) -> None:
    assert is_operator(operator)
    assert not is_operator(citizen)


@pytest.mark.django_db
def test_the_database_refuses_a_posting_that_ends_before_it_begins(
    citizen: User, agency: Agency
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        give_posting(citizen, agency=agency, role=Role.HEAD, valid_from=END, valid_to=END)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["citizen", "king", ""])
def test_the_database_refuses_a_role_that_no_posting_has(
    citizen: User, agency: Agency, role: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(user=citizen, agency=agency, role=role, valid_from=FIRST)


@pytest.mark.django_db
def test_the_database_refuses_the_same_posting_twice(citizen: User, agency: Agency) -> None:
    facts = {"user": citizen, "agency": agency, "role": Role.HEAD, "valid_from": FIRST}
    Posting.objects.create(**facts)

    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(**facts)
