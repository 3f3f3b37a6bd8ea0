"""Approved versions: who approves, which one holds where and when, the default made once."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from motcua.agencies.models import Agency
from motcua.core.deadlines import TimeLimit, TimeUnit
from motcua.core.refusals import NotAllowed
from motcua.people.models import User
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from motcua.processes.changes import approve
from motcua.processes.definitions import Process, Step
from motcua.processes.models import ProcessVersion
from motcua.processes.queries import load, process_for, versions_of

AT = datetime(2026, 12, 1, 3, tzinfo=UTC)
LATER = AT + timedelta(days=30)
LIMIT = TimeLimit(Decimal(3), TimeUnit.WORKING_DAY)
CODE = "1.000893"

pytestmark = pytest.mark.django_db


def process(name: str = "Ký duyệt") -> Process:
    return Process(steps=(Step(name=name, role=Role.HEAD, hours=Decimal(8)),))


@pytest.fixture
def agency() -> Agency:
    return Agency.objects.create(
        code="H05.1", name="Phường Kinh Bắc", kind="commune", jurisdiction="H05"
    )


@pytest.fixture
def neighbour() -> Agency:
    return Agency.objects.create(
        code="H05.2", name="Phường Võ Cường", kind="commune", jurisdiction="H05"
    )


def test_an_agency_s_own_process_goes_before_the_procedure_s(
    agency: Agency, neighbour: Agency
) -> None:
    common = approve(CODE, None, process("Ký chung"), at=AT)
    own = approve(CODE, agency, process("Ký riêng"), at=AT)

    assert process_for(CODE, agency, LIMIT, at=AT) == own
    assert process_for(CODE, neighbour, LIMIT, at=AT) == common


def test_the_default_is_made_once_from_the_limit(agency: Agency, neighbour: Agency) -> None:
    first = process_for(CODE, agency, LIMIT, at=AT)
    again = process_for(CODE, neighbour, None, at=LATER)

    assert first == again
    assert first.agency is None
    assert load(first).hours == Decimal(24)


def test_finding_an_approved_process_costs_one_query(
    agency: Agency, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    approve(CODE, agency, process(), at=AT)

    with django_assert_num_queries(1):
        load(process_for(CODE, agency, LIMIT, at=AT))


def test_a_new_version_is_added_and_the_old_one_stays_as_it_was(agency: Agency) -> None:
    old = approve(CODE, agency, process("Cũ"), at=AT)
    new = approve(CODE, agency, process("Mới"), at=LATER)

    assert (old.version, new.version) == (1, 2)
    assert load(ProcessVersion.objects.get(pk=old.pk)).steps[0].name == "Cũ"
    assert list(versions_of(CODE, agency)) == [new, old]


def test_a_version_holds_from_the_moment_it_is_published(agency: Agency) -> None:
    old = approve(CODE, agency, process("Cũ"), at=AT)
    new = approve(CODE, agency, process("Mới"), at=LATER)

    assert process_for(CODE, agency, LIMIT, at=LATER - timedelta(seconds=1)) == old
    assert process_for(CODE, agency, LIMIT, at=LATER) == new


def test_before_the_first_version_the_first_one_holds(agency: Agency) -> None:
    first = approve(CODE, agency, process(), at=LATER)

    assert process_for(CODE, agency, LIMIT, at=AT) == first


def test_approving_what_is_approved_already_adds_nothing(agency: Agency) -> None:
    first = approve(CODE, agency, process(), at=AT)

    assert approve(CODE, agency, process(), at=LATER) == first


def test_an_owner_approves_for_the_agencies_of_her_province_alone(
    agency: Agency, neighbour: Agency
) -> None:
    neighbour.jurisdiction = "H01"
    neighbour.save()
    owner = User.objects.create_user(username="soanthao", name="Người soạn")
    give_posting(owner, agency=agency, role=Role.OWNER, valid_from=date(2026, 1, 1))

    approve(CODE, agency, process(), at=AT, by=owner)
    with pytest.raises(NotAllowed):
        approve(CODE, neighbour, process(), at=AT, by=owner)

    assert not versions_of(CODE, neighbour).exists()


def test_who_is_no_owner_approves_nothing(agency: Agency) -> None:
    head = User.objects.create_user(username="lanhdao", name="Lãnh đạo")
    give_posting(head, agency=agency, role=Role.HEAD, valid_from=date(2026, 1, 1))

    with pytest.raises(NotAllowed) as refused:
        approve(CODE, agency, process(), at=AT, by=head)

    assert "người soạn thủ tục" in refused.value.sentence


@pytest.mark.parametrize("everywhere", [True, False])
def test_the_database_refuses_a_second_version_of_one_number(
    agency: Agency, everywhere: bool
) -> None:
    facts: dict[str, Any] = {
        "procedure_code": CODE,
        "agency": None if everywhere else agency,
        "version": 1,
        "definition": {},
        "published_at": AT,
    }
    ProcessVersion.objects.create(**facts)

    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessVersion.objects.create(**facts)
