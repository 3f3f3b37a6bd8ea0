"""Calendars are remembered for a minute; every test here begins without a memory."""

import pytest

from motcua.agencies import calendars


@pytest.fixture(autouse=True)
def _no_calendar_remembered() -> None:
    calendars.forget()
