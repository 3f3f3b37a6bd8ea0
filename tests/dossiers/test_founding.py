"""A new dossier's row comes before whatever refers to it.

SQLite else looks through every table that refers to dossiers, whole and at each new dossier, for
rows that wait for it: a province's hundred-thousandth dossier would take ten times the first.
"""

import re
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from tests.cast import ANSWERS, Cast

INSERTED = re.compile(r'INSERT INTO "(dossiers_\w+)"')
CHILDREN = {
    model._meta.db_table
    for model in apps.get_models()
    if any(field.related_model is Dossier for field in model._meta.concrete_fields)
}


def submit(cast: Cast) -> Callable[[], Dossier]:
    draft = cast.draft()
    return lambda: acts.submit(draft, by=cast.applicant, at=cast.at, key="k")


def receive(cast: Cast) -> Callable[[], Dossier]:
    return lambda: acts.receive(cast.service, by=cast.desk, at=cast.at, answers=ANSWERS)


@pytest.mark.parametrize("way", [submit, receive])
def test_a_dossier_comes_before_what_refers_to_it(
    cast: Cast, way: Callable[[Cast], Callable[[], Dossier]]
) -> None:
    come_in = way(cast)
    with CaptureQueriesContext(connection) as asked:
        come_in()

    found = [match[1] for one in asked if (match := INSERTED.search(one["sql"]))]
    came = found.index("dossiers_dossier")
    assert not CHILDREN & {*found[:came]}
    assert {"dossiers_answerrevision", "dossiers_journalentry"} <= {*found[came:]}
