"""The queue of an officer who works at several places: one order, few questions to the database."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.agencies.models import Agency
from motcua.catalogue import offers
from motcua.core.states import Outcome, State
from motcua.dossiers import acts, queries
from motcua.dossiers.actors import Officer, officer_of
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.queue_counts import queue_counts
from motcua.people.accounts import create_account
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.cast import ANSWERS, Cast


@pytest.fixture
def everywhere(cast: Cast) -> Officer:
    """A desk officer at twelve places: both wards of the cast and ten more."""
    user = create_account("dung", name="Hồ Thị Dung")
    more = [
        Agency.objects.create(
            code=f"000.40.{n}.H05", name=f"Xã {n}", kind=Agency.Kind.COMMUNE, jurisdiction="H05"
        )
        for n in range(10, 20)
    ]
    for agency in (cast.ward, cast.next_door, *more):
        give_posting(user, agency=agency, role=Role.DESK_OFFICER, valid_from=date(2026, 1, 1))
    return officer_of(user, cast.at)


def received_next_door(cast: Cast, minutes: int) -> Dossier:
    service = offers.offer(cast.service.procedure, agency=cast.next_door, at=cast.at)
    at = cast.at + timedelta(minutes=minutes)
    return acts.receive(service, by=cast.stranger, at=at, answers=ANSWERS)


def decided_next_door(cast: Cast, minutes: int) -> Dossier:
    """Waits at the desk next door for its applicant."""
    dossier = received_next_door(cast, minutes)
    head = create_account(f"head{minutes}", name="Lý Văn Khánh")
    give_posting(head, agency=cast.next_door, role=Role.HEAD, valid_from=date(2026, 1, 1))
    by = officer_of(head, cast.at)
    dossier = acts.advance(dossier, by=by, at=cast.at)
    return acts.decide(dossier, by=by, at=cast.at, outcome=Outcome.GRANTED)


def test_places_are_merged_by_what_is_due(cast: Cast, everywhere: Officer) -> None:
    here = [cast.submitted(at=cast.at + timedelta(minutes=n)) for n in (3, 1)]
    there = decided_next_door(cast, 2)

    found = [one.code for one in queries.queue(everywhere).items]

    expected = sorted([*here, there], key=lambda one: (one.due_at, one.pk))
    assert found == [one.code for one in expected]


def test_pages_of_several_places_leave_nothing_out(cast: Cast, everywhere: Officer) -> None:
    made = {cast.submitted(at=cast.at + timedelta(minutes=n)).code for n in range(5)}
    made.add(decided_next_door(cast, 2).code)

    found, cursor = [], ""
    while True:
        page = queries.queue(everywhere, cursor=cursor, limit=2)
        found += [one.code for one in page.items]
        if page.next is None:
            break
        cursor = page.next

    assert len(found) == len(set(found)) == 6
    assert set(found) == made


def test_many_places_ask_no_more_than_two_questions(cast: Cast, everywhere: Officer) -> None:
    cast.submitted()
    with CaptureQueriesContext(connection) as asked:
        for row in queries.queue(everywhere).items:
            assert row.service.procedure.name
            assert row.agency.name

    assert len(asked) == 2


def test_a_queue_is_narrowed_to_how_dossiers_came_in(cast: Cast) -> None:
    cast.accepted()
    received = acts.receive(cast.service, by=cast.desk, at=cast.at, answers=ANSWERS)

    found = queries.queue(cast.handling, channel=Channel.COUNTER).items

    assert [one.code for one in found] == [received.code]


def test_a_short_code_is_found_where_the_officer_works(cast: Cast, everywhere: Officer) -> None:
    dossier = cast.submitted()

    assert queries.by_short_code(cast.desk, "261123-0001") == [dossier]
    assert queries.by_short_code(everywhere, " 261123-0001 ") == [dossier]
    assert queries.by_short_code(cast.stranger, "261123-0001") == []
    assert queries.by_short_code(cast.desk, "Nguyễn Thị Hoa") == []


def test_what_follows_a_dossier_begins_behind_it(cast: Cast) -> None:
    first, second = (cast.submitted(at=cast.at + timedelta(minutes=n)) for n in (0, 1))

    found = queries.queue(cast.desk, cursor=queries.cursor_after(first), limit=1).items

    assert found == [second]


def test_what_waits_for_applicants_is_counted_for_the_whole_agency(cast: Cast) -> None:
    item = SupplementItem(kind="field", id="subject", message="Ghi rõ")
    acts.request_supplement(cast.submitted(), by=cast.desk, at=cast.at, items=[item])

    counts = queue_counts(cast.desk, at=cast.at)

    assert (counts["all"], counts["agency"]) == (0, 1)
    assert counts[State.AWAITING_APPLICANT] == 1
