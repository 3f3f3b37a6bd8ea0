"""A mail server that is killed in the middle of conversations, and remembers what it took."""

import random
import socket
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from socket import SocketIO

from tests.durability.fates import Fate, live_and_die

LINES = 24  # at most, until it dies: about two mails
ANSWERS = {b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}


def serve_and_die(port: int, taken: Path, *, kills: int, seed: int) -> None:
    """Die so many times, being away for a moment each time; none: stay."""
    for number in range(kills):
        live_and_die(lambda rng: serve(port, taken, Fate(rng, LINES)), f"mail-{seed}-{number}")
        time.sleep(random.Random(number).uniform(0.0, 0.3))
    if not kills:
        serve(port, taken, None)


def serve(port: int, taken: Path, fate: Fate | None) -> None:
    """One client after another; one that was killed while it spoke is no reason to stop."""
    with socket.create_server(("127.0.0.1", port)) as listener:
        while True:
            client, _ = listener.accept()
            with suppress(OSError), client, client.makefile("rwb", buffering=0) as line:
                _converse(line, taken, fate)


def _converse(wire: SocketIO, taken: Path, fate: Fate | None) -> None:
    """SMTP, as much of it as a client that only sends needs."""
    wire.write(b"220 test\r\n")
    while word := wire.readline()[:4].upper().strip():
        if fate is not None:
            fate.step(partial(_answer, wire, word, taken))
        else:
            _answer(wire, word, taken)


def _answer(wire: SocketIO, word: bytes, taken: Path) -> None:
    wire.write(ANSWERS.get(word, b"250 fine\r\n"))
    if word == b"DATA":
        _take(wire, taken)
        wire.write(b"250 taken\r\n")


def _take(wire: SocketIO, taken: Path) -> None:
    """Note the mail's id; the answer may get lost, the mail does not."""
    mail = b""
    while (line := wire.readline()) not in (b".\r\n", b""):
        mail += line
    for line in mail.splitlines():
        if line.lower().startswith(b"message-id:"):
            with taken.open("a") as book:
                book.write(line.split(b":", 1)[1].decode().strip() + "\n")
