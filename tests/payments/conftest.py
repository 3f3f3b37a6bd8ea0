"""The cast, and its service with a fee of 200.000 đồng."""

from datetime import date
from typing import Any

import pytest

from motcua.agencies.models import BankAccount
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.payments import charging
from motcua.payments.models import Charge
from tests import cast as people
from tests.cast import Cast

FEE = 200_000


@pytest.fixture
def cast(db: None) -> Cast:
    """A ward with its officers, a citizen, and a service that costs something."""
    return with_a_fee(people.make())


def with_a_fee(made: Cast) -> Cast:
    """The cast, its service not free any more."""
    version = made.service.procedure.current
    assert version is not None
    version.content["methods"] = [{**method, "free": False, "fee": FEE} for method in _of(version)]
    version.save()
    return made


@pytest.fixture
def account(cast: Cast) -> BankAccount:
    """Where the ward takes its fees."""
    return BankAccount.objects.create(
        agency=cast.ward, bank="970436", bank_name="Ngân hàng mẫu", number="0011000000001",
        holder="UBND PHUONG VO CUONG", valid_from=date(2026, 1, 1),
    )  # fmt: skip


@pytest.fixture
def charge(cast: Cast) -> Charge:
    """Due for a dossier just handed in."""
    return charged(cast, cast.submitted())


def charged(cast: Cast, dossier: Dossier) -> Charge:
    """The charge of this dossier."""
    found = charging.charge(dossier, at=cast.at)
    assert found is not None
    return found


def accepted(cast: Cast, charge: Charge) -> Dossier:
    """Its dossier, accepted."""
    dossier = Dossier.objects.get(jurisdiction=charge.jurisdiction, pk=charge.dossier_id)
    return acts.accept(dossier, by=cast.desk, at=cast.at)


def _of(version: Any) -> list[dict[str, Any]]:
    methods: list[dict[str, Any]] = version.content.get("methods") or []
    return methods or [{"channel": "online"}, {"channel": "counter"}]
