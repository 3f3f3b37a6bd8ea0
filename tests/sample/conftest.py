"""The whole sample, loaded as the demo loads it."""

from datetime import UTC, datetime

import pytest

from motcua.sample.agencies import load_agencies
from motcua.sample.officers import load_officers
from motcua.sample.procedures import load_offers, load_procedures

AT = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
PASSWORD = "mot-cua-mau"


@pytest.fixture
def sample(db: None) -> None:
    """Agencies, procedures, offers and accounts."""
    load_agencies()
    load_procedures(AT)
    load_offers(AT)
    load_officers(PASSWORD, AT)
