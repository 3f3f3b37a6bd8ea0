"""The cast, for every test of the heart."""

import pytest

from tests import cast as people


@pytest.fixture
def cast(db: None) -> people.Cast:
    """A ward with its officers, a citizen, and a service."""
    return people.make()
