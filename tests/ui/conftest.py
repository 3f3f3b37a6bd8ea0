"""The room `ui` alone: addresses and pages of its own, so that it needs no face."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings


@pytest.fixture(autouse=True)
def _addresses_of_the_room() -> Any:
    """All names that layouts use, and the templates beside these tests."""
    templates = [settings.TEMPLATES[0] | {"DIRS": [Path(__file__).parent / "templates"]}]
    with override_settings(ROOT_URLCONF="tests.ui.urls", TEMPLATES=templates):
        yield
