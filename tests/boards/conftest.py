"""The cast, for every test of the boards."""

import pytest

from tests import cast as people
from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """A ward with its officers, a citizen, and a service."""
    return people.make()
