"""How often the database is asked: the same for one row and for fifty, and never much."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.catalogue import offers, search_index
from motcua.catalogue.content import ProcedureContent
from motcua.catalogue.publishing import publish
from motcua.dossiers import acts, drafts
from tests.api.client import Api, answer, api_of
from tests.cast import Cast

MANY = 50
MOST = 12


def asked(call: Callable[[], Any]) -> int:
    """How many queries, once what is kept in memory is there."""
    call()
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


@pytest.mark.parametrize("parameters", [{}, {"q": "thu tuc"}, {"agency": "000.23.24.H05"}])
def test_the_list_of_services(cast: Cast, parameters: dict[str, str]) -> None:
    def read() -> int:
        found = answer(Api().get("/services", limit=100, **parameters))
        return len(found["items"])

    search_index.rebuild()
    one = asked(read)
    for number in range(MANY):
        content = ProcedureContent(code=f"9.1{number:05}", name=f"Thủ tục {number}", field="Thử")
        procedure = publish(content, at=timezone.now()).procedure
        if number % 2:
            offers.offer(procedure, agency=cast.ward, at=timezone.now())
    search_index.rebuild()

    assert asked(read) == one <= MOST
    assert read() >= MANY / 2


@pytest.mark.parametrize("queue", ["mine", "agency"])
def test_the_queue(cast: Cast, desk: Api, queue: str) -> None:
    def read() -> int:
        return len(answer(desk.get("/desk/dossiers", queue=queue, limit=100))["items"])

    cast.submitted()
    one = asked(read)
    for _ in range(MANY - 1):
        cast.submitted()

    assert read() == MANY
    assert asked(read) == one <= MOST


def test_one_dossier_however_much_happened_to_it(cast: Cast, citizen: Api) -> None:
    fresh, long = cast.accepted(), many_papers(cast)
    for _ in range(MANY // 2):
        long = acts.advance(long, by=cast.handling, at=cast.at)
        long = acts.send_back(long, by=cast.head, at=cast.at, reason="Xem lại")

    head = api_of(cast.head.user)
    for read in (
        lambda code: citizen.get(f"/dossiers/{code}"),
        lambda code: head.get(f"/desk/dossiers/{code}"),
    ):
        few, many = asked(partial(read, fresh.code)), asked(partial(read, long.code))
        assert few == many <= MOST
    assert len(answer(citizen.get(f"/dossiers/{long.code}"))["timeline"]) >= MANY


def many_papers(cast: Cast) -> Any:
    draft = cast.draft()
    for _ in range(MANY):
        copy = drafts.documents_of(draft)[0]
        copy.pk = type(copy)().pk
        copy.save(force_insert=True)
    dossier = acts.submit(draft, by=cast.applicant, at=cast.at, key="first")
    return acts.accept(dossier, by=cast.desk, at=cast.at)


def test_a_draft_with_many_papers(cast: Cast, citizen: Api) -> None:
    draft = cast.draft(at=timezone.now())
    path = f"/drafts/{draft.public_id}"
    one = asked(lambda: citizen.get(path))
    for _ in range(MANY):
        copy = drafts.documents_of(draft)[0]
        copy.pk = type(copy)().pk
        copy.save(force_insert=True)

    assert asked(lambda: citizen.get(path)) == one <= MOST
    assert len(answer(citizen.get(path))["documents"]) == MANY + 1
