"""Identifiers made by the application: 63 bits, rising with time, unique without a database.

41 bits of milliseconds since 2020, 10 bits drawn at random per process, 12 bits of a counter.
A clash between two processes is possible and rare; the database's primary key refuses it.
"""

import secrets
import threading
import time

EPOCH_MS = 1_577_836_800_000  # 2020-01-01T00:00:00Z


class Sequence:
    """The identifiers of one process. Safe between threads."""

    def __init__(self, process: int) -> None:
        """`process` is any number of 10 bits that other processes are unlikely to have."""
        self._process = process
        self._lock = threading.Lock()
        self._ms = 0
        self._counter = 0

    def next(self, now_ms: int) -> int:
        """A new identifier at `now_ms` (milliseconds of Unix time), larger than all before it."""
        with self._lock:
            self._advance(now_ms - EPOCH_MS)
            return (self._ms & ((1 << 41) - 1)) << 22 | self._process << 12 | self._counter

    def _advance(self, ms: int) -> None:
        """A clock that stands still or goes back counts on; a full millisecond borrows the next."""
        if ms > self._ms:
            self._ms, self._counter = ms, 0
        elif self._counter == 0xFFF:
            self._ms, self._counter = self._ms + 1, 0
        else:
            self._counter += 1


_of_this_process = Sequence(secrets.randbits(10))


def new_id() -> int:
    """A new identifier of this process, by the clock."""
    return _of_this_process.next(time.time_ns() // 1_000_000)
