"""How long something took, told so that a busy machine disturbs little."""

import time
from collections.abc import Callable

from django.db import connection


def milliseconds(do: Callable[[], object]) -> float:
    """Processor time where the engine works in this thread (SQLite), else by the clock."""
    clock = time.thread_time if connection.vendor == "sqlite" else time.perf_counter
    began = clock()
    do()
    return 1000 * (clock() - began)


def processor_milliseconds(do: Callable[[], object]) -> float:
    """Processor time of all threads together, for work that is spread over several."""
    began = time.process_time()
    do()
    return 1000 * (time.process_time() - began)
