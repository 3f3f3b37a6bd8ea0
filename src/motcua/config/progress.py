"""How far long work has come, on the error stream, so that what a command prints stays clean."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 2.0  # seconds between lines, where nobody sees one line change


@contextmanager
def counting(
    what: str, *, total: int | None = None, silent: bool = False
) -> Iterator[Callable[[int], None]]:
    """Gives a function to call with how many are done, which says `1.200 thủ tục`.

    With `total` it says `1.200 / 5.000 mục · còn khoảng 2 phút`.
    """
    began = time.monotonic()

    def said(done: int) -> str:
        if not total:
            return f"{grouped(done)} {what}"
        left = (time.monotonic() - began) * (total - done) / max(done, 1)
        return f"{grouped(done)} / {grouped(total)} {what} · {time_left(left)}"

    with telling(silent=silent) as tell:
        yield lambda done: tell(said(done))


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
