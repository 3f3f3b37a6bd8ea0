"""The cast for most tests, the whole sample for the client that knows nothing."""

import pytest
from django.utils import timezone

from motcua.sample.agencies import load_agencies
from motcua.sample.officers import load_officers
from motcua.sample.procedures import load_offers, load_procedures
from tests import cast as people
from tests.api.client import Api, api_of


@pytest.fixture
def cast(db: None) -> people.Cast:
    """A ward with its officers, a citizen, and a service."""
    return people.make()


@pytest.fixture
def citizen(cast: people.Cast) -> Api:
    """The citizen's program."""
    return api_of(cast.citizen)


@pytest.fixture
def desk(cast: people.Cast) -> Api:
    """The program of the officer at the counter."""
    return api_of(cast.desk.user)


@pytest.fixture
def sample(db: None) -> None:
    """The demo province: agencies, procedures, offers and accounts."""
    at = timezone.now()
    load_agencies()
    load_procedures(at)
    load_offers(at)
    load_officers("mot-cua-mau", at)
