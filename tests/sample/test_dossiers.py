"""The demo's dossiers: few enough to load at once, and one of everything an officer may meet."""

import pytest

from motcua.dossiers import concerns, inbox, watchdog, worker
from motcua.dossiers.actors import officer_of
from motcua.dossiers.models import Consultation, Dossier
from motcua.people.models import User
from motcua.sample import dossiers
from tests.sample.conftest import AT


def test_the_tax_office_finds_questions_steps_and_an_answer_that_is_late(
    sample: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [life for life in dossiers.LIVES if life.procedure]
    monkeypatch.setattr(dossiers, "LIVES", few)

    made = dossiers.load(at=AT)
    worker.drain("H05", at=AT)
    watchdog.look("H05", at=AT)

    tax = officer_of(User.objects.get(username="thue"), AT)
    kinds = [item.kind for item in inbox.inbox(tax).items]
    questions = Consultation.objects.filter(jurisdiction="H05")
    assert made == sum(life.count for life in few)
    assert (kinds.count("consultation"), kinds.count("step")) == (4, 3)
    assert questions.filter(answered_at=None).count() == 4
    assert questions.exclude(answered_at=None).count() == 2
    lead = officer_of(User.objects.get(username="chuyenvien"), AT)
    assert "unanswered" in {one.kind for one in concerns.concerns_at(lead, most=500)}
    assert Dossier.objects.filter(jurisdiction="H05", awaited_agency__isnull=False).count() == 4


def test_they_are_fewer_than_three_hundred() -> None:
    assert sum(life.count for life in dossiers.LIVES) <= 300
