"""Processes that are killed at random points: each life is a fork of its own, ended by SIGKILL.

Three quarters die at a drawn number of steps (a statement, a line of mail), just before or just
after it; the others whenever it pleases, wherever they are then.
"""

import os
import random
import signal
import time
import traceback
from collections.abc import Callable
from typing import Any

SUDDENLY = 0.25  # so many do not die at a step
AT_THE_LATEST = 4.0  # seconds that a life may last
MOST_STEPS = 160


class Fate:
    """Kills its process at the drawn step."""

    def __init__(self, rng: random.Random, most: int = MOST_STEPS) -> None:
        self.left = rng.randint(1, most)
        self.before = rng.random() < 0.5

    def step(self, do: Callable[[], Any]) -> Any:
        """Do it; the fatal step is done wholly or not at all."""
        self.left -= 1
        if self.left == 0 and self.before:
            _kill(os.getpid())
        done = do()
        if self.left == 0:
            _kill(os.getpid())
        return done

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """As a wrapper of the database's statements."""
        return self.step(lambda: execute(sql, params, many, context))


def live_and_die(life: Callable[[random.Random], object], seed: str) -> None:
    """One life and its end by SIGKILL; one that ends in any other way ends the whole test."""
    rng = random.Random(seed)
    suddenly = rng.random() < SUDDENLY
    until = time.monotonic() + (rng.uniform(0.02, 0.6) if suddenly else AT_THE_LATEST)
    pid = os.fork()
    if pid == 0:
        _live(life, rng)
    ended, status = os.waitpid(pid, os.WNOHANG)
    while not ended and time.monotonic() < until:
        time.sleep(0.005)
        ended, status = os.waitpid(pid, os.WNOHANG)
    if not ended:
        _kill(pid)
        _, status = os.waitpid(pid, 0)
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        raise SystemExit(f"a life ended by itself: {seed}, status {status}")


def _live(life: Callable[[random.Random], object], rng: random.Random) -> None:
    try:
        life(rng)
    except BaseException:  # of any kind: the parent tells
        traceback.print_exc()
    finally:
        os._exit(1)


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
