"""The proof is red after any change outside the acts, and green again for what was erased."""

from datetime import timedelta

import pytest
from django.db import connection

from motcua.dossiers import acts, supplements, verification
from motcua.dossiers.actors import Applicant
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.journal import SEALED
from motcua.dossiers.models import Dossier
from tests.cast import Cast

PROVED_OTHERWISE = {"id", "jurisdiction", "salt", "journal_head"}


def faults() -> list[str]:
    return [fault.what for fault in verification.faults("H05")]


def alter(sql: str, *values: str | None) -> None:
    """Past all acts, as somebody who has the database."""
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} WHERE jurisdiction = %s", [*values, "H05"])


def supplemented(cast: Cast) -> Dossier:
    dossier = cast.submitted()
    items = [SupplementItem(kind="field", id="subject", message="Ghi rõ hơn.")]
    later = cast.at + timedelta(minutes=1)
    dossier = acts.request_supplement(dossier, by=cast.desk, at=later, items=items)
    request = supplements.open_request(dossier)
    supplements.save(dossier, request, {"subject": "Rõ hơn"})
    by = Applicant(secret=dossier.secret)
    return acts.supplement(dossier, by=by, at=cast.at + timedelta(minutes=2))


def test_every_column_of_a_dossier_is_sealed_or_proved_otherwise() -> None:
    columns = {field.attname for field in Dossier._meta.concrete_fields}

    assert set(SEALED) == columns - PROVED_OTHERWISE


def test_what_acts_have_made_is_sound(cast: Cast) -> None:
    supplemented(cast)

    assert faults() == []


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("UPDATE dossiers_dossier SET applicant_id = %s", None),
        ("UPDATE dossiers_dossier SET secret = %s", "another"),
        ("UPDATE dossiers_dossier SET stopped_at = %s", "2026-11-01 00:00:00+00:00"),
        ("UPDATE dossiers_dossier SET jurisdiction = %s", "H06"),
        ("UPDATE dossiers_dossier SET salt = %s", "no salt"),
        ("UPDATE dossiers_dossier SET salt = %s", ""),
        ("UPDATE dossiers_supplementrequest SET items = %s", "[]"),
        ("UPDATE dossiers_supplementrequest SET phase = %s", "handling"),
        ("UPDATE dossiers_dossierdocument SET kind = %s", "result"),
        ("UPDATE dossiers_dossierdocument SET replaced_at = %s", "2026-11-01 00:00:00+00:00"),
        ("UPDATE documents_storedfile SET sha256 = %s", "no hash"),
    ],
)
def test_a_change_outside_the_acts_is_found(cast: Cast, change: str, value: str | None) -> None:
    supplemented(cast)

    alter(change, value)

    assert faults()


def test_an_erased_dossier_keeps_its_chain(cast: Cast) -> None:
    supplemented(cast)

    alter("UPDATE dossiers_answerrevision SET answers = %s", "{}")
    alter("UPDATE dossiers_dossier SET salt = %s", "")

    assert faults() == []
