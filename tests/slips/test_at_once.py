"""What is settled at once: no receipt unless it is asked for (Decree 61/2018, Article 17(4))."""

from datetime import timedelta

import pytest

from motcua.core.refusals import NotAllowed, WrongState
from motcua.core.states import Outcome
from motcua.dossiers import acts
from motcua.dossiers.timeline import entries_of
from motcua.slips import issuing
from motcua.slips.kinds import SlipKind
from motcua.slips.queries import newest_receipt
from tests.cast import Cast
from tests.dossiers import scenes
from tests.slips.conftest import slips_after


def test_no_receipt_but_all_the_rest(cast: Cast) -> None:
    scenes.settled_at_once(cast)
    dossier = cast.at_signing()
    dossier = acts.decide(dossier, by=cast.head, at=cast.at, outcome=Outcome.GRANTED)
    dossier = acts.return_result(dossier, by=cast.desk, at=cast.at, way="counter")

    assert slips_after(dossier).keys() == {SlipKind.APPLICATION, SlipKind.CONTROL_SHEET}


def test_who_asks_gets_one_and_once(cast: Cast) -> None:
    scenes.settled_at_once(cast)
    dossier = cast.accepted()

    made = issuing.draw_up_receipt(dossier, by=cast.desk)
    again = issuing.draw_up_receipt(dossier, by=cast.desk)

    assert made.pk == again.pk
    assert newest_receipt(dossier) == made
    assert made.content["number"].startswith("Số: 01/")


def test_neither_before_acceptance_nor_by_others(cast: Cast) -> None:
    scenes.settled_at_once(cast)

    with pytest.raises(WrongState):
        issuing.draw_up_receipt(cast.submitted(), by=cast.desk)
    with pytest.raises(NotAllowed):
        issuing.draw_up_receipt(cast.accepted(), by=cast.stranger)


def test_after_a_supplement_the_receipt_tells_the_new_appointment(cast: Cast) -> None:
    scenes.settled_at_once(cast)
    dossier = scenes.ask(cast.accepted(), cast.handling, cast.at)
    later = cast.at + timedelta(days=2)
    scenes.mend(dossier, later)
    dossier = acts.supplement(dossier, by=cast.applicant, at=later)

    made = issuing.draw_up_receipt(dossier, by=cast.desk)

    assert made.entry == entries_of(dossier)[-1].number
    assert dossier.appointment is not None
    assert dossier.appointment.date() == later.date()


def test_the_same_day_is_in_time_and_the_next_one_late(cast: Cast) -> None:
    scenes.settled_at_once(cast)
    dossier = cast.accepted()

    assert dossier.appointment == cast.at.replace(hour=17, minute=30)
