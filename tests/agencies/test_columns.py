"""JSON columns hold Vietnamese as it is written."""

import pytest
from django.db import connection

from motcua.dossiers.models import JournalEntry
from tests import cast as people
from tests.dossiers.scenes import last_entry


@pytest.mark.django_db
def test_letters_are_kept_as_they_are_and_read_back() -> None:
    dossier = people.make().accepted()
    entry = last_entry(dossier)
    data = {"note": "Đã đối chiếu “bản chính”", "steps": [1, None, {"ở": "đây"}]}
    row = JournalEntry(
        jurisdiction="H05", dossier=dossier, number=99, kind=entry.kind, actor_name="x",
        actor_role="clock", at=entry.at, data=data, previous="0" * 64, sha256="0" * 64,
    )  # fmt: skip
    row.save(force_insert=True)

    found = JournalEntry.objects.get(jurisdiction="H05", dossier=dossier, number=99)
    assert found.data == data
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT data FROM dossiers_journalentry WHERE jurisdiction = 'H05' AND number = 99"
            )
            (text,) = cursor.fetchone()
        assert text == '{"note":"Đã đối chiếu “bản chính”","steps":[1,null,{"ở":"đây"}]}'
