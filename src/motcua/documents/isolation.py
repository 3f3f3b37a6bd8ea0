"""Work on foreign bytes in a process of its own, with little memory and time and no secrets.

A parser that crashes, hangs or eats memory takes nobody with it. Knows nothing of Django.
"""

import json
import resource
import subprocess
import sys
from typing import Any


class Lost(Exception):
    """The process did not answer: it crashed, ran out of memory or of time."""


def ask(module: str, question: dict[str, Any], *, seconds: int, memory: int) -> Any:
    """Run `python -m module`, hand it the question as JSON, return its JSON. Raises `Lost`.

    `seconds` of processor time and `memory` in bytes are what the process may use.
    """
    done = _run(module, json.dumps({**question, "seconds": seconds, "memory": memory}), seconds)
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise Lost(f"exit {done.returncode}") from None


def question() -> dict[str, Any]:
    """On the other side: confine this process, then read what is asked."""
    asked: dict[str, Any] = json.load(sys.stdin)
    _limit(resource.RLIMIT_CPU, asked["seconds"])
    _limit(resource.RLIMIT_AS, asked["memory"])
    _limit(resource.RLIMIT_CORE, 0)
    return asked


def answer(value: Any) -> None:
    """On the other side: say what was found."""
    json.dump(value, sys.stdout)


def _run(module: str, asked: str, seconds: int) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            [sys.executable, "-I", "-m", module],
            input=asked,
            capture_output=True,
            text=True,
            check=False,
            env={},
            timeout=seconds * 3,
        )
    except subprocess.TimeoutExpired:
        raise Lost("no answer in time") from None


def _limit(kind: int, most: int) -> None:
    """Lower, never raise: the hard limit of the place of work stays."""
    _, hard = resource.getrlimit(kind)
    lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (lower, lower))
