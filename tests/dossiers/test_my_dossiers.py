"""The applicant's index: one row per dossier, as it stands, however often the worker comes."""

import pytest

from motcua.core.states import State
from motcua.dossiers import acts, my_dossiers, worker
from motcua.dossiers.models import Dossier
from motcua.dossiers.timeline import entries_of
from tests import cast as people
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.together import together


def _index(dossier: Dossier, number: int) -> None:
    my_dossiers.index(dossier, entries_of(dossier)[number - 1])


def test_the_worker_writes_the_applicant_s_row(cast: Cast) -> None:
    dossier = cast.accepted()

    worker.drain("H05", at=cast.at)

    (row,) = my_dossiers.of(cast.citizen)
    assert (row.code, row.jurisdiction, row.dossier_id) == (dossier.code, "H05", dossier.pk)
    assert (row.state, row.appointment) == (State.ACCEPTED, dossier.appointment)
    assert (row.procedure_name, row.agency_name) == ("Đăng ký thử", cast.ward.name)
    assert my_dossiers.of(cast.neighbour) == []


def test_again_and_out_of_order_it_is_the_same_row_as_it_stands_now(cast: Cast) -> None:
    before = cast.submitted()
    after = acts.accept(before, by=cast.desk, at=cast.at)

    _index(after, 2)
    _index(before, 1)
    _index(after, 2)

    (row,) = my_dossiers.of(cast.citizen)
    assert row.state == State.ACCEPTED


@pytest.mark.django_db(transaction=True)
def test_two_workers_leave_the_newest_state() -> None:
    cast = people.make()
    before = cast.submitted()
    after = acts.accept(before, by=cast.desk, at=cast.at)

    outcomes = together(lambda: _index(before, 1), lambda: _index(after, 2))

    assert outcomes == [None, None]
    assert [row.state for row in my_dossiers.of(cast.citizen)] == [State.ACCEPTED]


def test_without_an_account_there_is_no_row(cast: Cast) -> None:
    answers = {"applicant.name": "Hoa", "subject": "Xin đăng ký"}
    dossier = acts.receive(cast.service, by=cast.desk, at=cast.at, answers=answers)

    _index(dossier, 1)

    assert my_dossiers.of(cast.citizen) == []


def test_the_longest_name_of_a_procedure_has_room(cast: Cast) -> None:
    procedure = cast.service.procedure
    procedure.name = "Đăng ký " * 300
    procedure.save(update_fields=["name"])
    dossier = cast.submitted()

    worker.drain("H05", at=cast.at)

    assert my_dossiers.of(cast.citizen)[0].procedure_name.startswith("Đăng ký ")
    assert scenes.outbox(dossier)[0].last_error == ""


def test_the_newest_is_on_top(cast: Cast) -> None:
    made = [cast.submitted(at=cast.at.replace(hour=hour)).code for hour in (10, 8, 9)]
    worker.drain("H05", at=cast.at.replace(hour=11))

    assert [row.code for row in my_dossiers.of(cast.citizen)] == [made[0], made[2], made[1]]
    assert len(my_dossiers.of(cast.citizen, limit=2)) == 2
