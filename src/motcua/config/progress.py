"""How far long work has come, on the error stream, so that what a command prints stays clean."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 2.0  # seconds between lines, where nobody sees one line change


@contextmanager
def counting(what: str, *, silent: bool = False) -> Iterator[Callable[[int], None]]:
    """Gives a function to call with how many are done, which says `1.200 thủ tục`.

    On a terminal one line changes; in a file or a pipe a line comes every other second. `silent`
    for programs that read our output.
    """
    on_terminal, shown_at = sys.stderr.isatty(), -EVERY

    def show(done: int) -> None:
        nonlocal shown_at
        if silent or (not on_terminal and time.monotonic() - shown_at < EVERY):
            return
        shown_at = time.monotonic()
        said = f"{done:,} {what}".replace(",", ".")
        if on_terminal:
            print(f"\r{said}", end="", file=sys.stderr, flush=True)
        else:
            print(said, file=sys.stderr, flush=True)

    yield show
    if on_terminal and shown_at > 0:
        print(file=sys.stderr)
