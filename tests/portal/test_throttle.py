"""Nobody goes through the codes by machine; whoever waits may look again."""

from datetime import datetime, timedelta

import pytest
from django.test import RequestFactory

from motcua.core.moments import VIETNAM
from motcua.portal.throttle import MOST, WINDOW, TooMany, count_look_up

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
SECOND = timedelta(seconds=1)


def test_look_ups_beyond_the_most_are_refused_until_the_first_is_old(rf: RequestFactory) -> None:
    request = rf.get("/tra-cuu/")
    for number in range(MOST):
        count_look_up(request, at=NOW + number * SECOND)

    with pytest.raises(TooMany) as refused:
        count_look_up(request, at=NOW + WINDOW - SECOND)
    count_look_up(request, at=NOW + WINDOW)

    assert refused.value.facts["retry_after"] == 1


def test_slow_look_ups_are_never_refused_and_places_count_apart(rf: RequestFactory) -> None:
    for number in range(3 * MOST):
        count_look_up(rf.get("/"), at=NOW + number * WINDOW / (MOST - 1))
    count_look_up(rf.get("/", REMOTE_ADDR="192.0.2.7"), at=NOW)
