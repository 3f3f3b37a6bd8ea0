"""How far long work has come, on the error stream, so that what a command prints stays clean."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 2.0  # seconds between lines, where nobody sees one line change


@contextmanager
def counting(what: str, *, silent: bool = False) -> Iterator[Callable[[int], None]]:
    """Gives a function to call with how many are done, which says `1.200 thủ tục`."""
    with telling(silent=silent) as tell:
        yield lambda done: tell(f"{grouped(done)} {what}")


@contextmanager
def telling(*, silent: bool = False) -> Iterator[Callable[[str], None]]:
    """Gives a function to call with a line that says how far it is.

    On a terminal one line changes; in a file or a pipe a line comes every other second. `silent`
    for programs that read our output.
    """
    on_terminal, shown_at, longest = sys.stderr.isatty(), -EVERY, 0

    def show(said: str) -> None:
        nonlocal shown_at, longest
        if silent or (not on_terminal and time.monotonic() - shown_at < EVERY):
            return
        shown_at, longest = time.monotonic(), max(longest, len(said))
        if on_terminal:
            print(f"\r{said:<{longest}}", end="", file=sys.stderr, flush=True)
        else:
            print(said, file=sys.stderr, flush=True)

    yield show
    if on_terminal and shown_at > 0:
        print(file=sys.stderr)


def grouped(number: int) -> str:
    """`1.200`."""
    return f"{number:,}".replace(",", ".")


def time_left(seconds: float) -> str:
    """`còn khoảng 3 phút`."""
    if seconds < 90:
        return f"còn khoảng {max(1, round(seconds))} giây"
    return f"còn khoảng {round(seconds / 60)} phút"
