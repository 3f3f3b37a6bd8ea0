"""Told twice to stop, by the terminal and by the parent, the server stops once."""

import signal
import threading

from motcua.config import stopping


class Counted(threading.Event):
    """Counts how often it is set."""

    times = 0

    def set(self) -> None:
        self.times += 1
        super().set()


def test_the_second_word_to_stop_does_not_ask_for_the_lock_again() -> None:
    server, event = stopping.Server("motcua.config.wsgi:application"), Counted()
    server.main_loop_interrupt = event

    server.signal_handler_interrupt(signal.SIGINT, None)
    server.signal_handler_interrupt(signal.SIGTERM, None)

    assert event.is_set()
    assert event.times == 1


def test_a_worker_leaves_ctrl_c_to_its_parent() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        loaded = stopping.application("motcua.config.wsgi:application")
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
        assert signal.SIGTERM not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    assert callable(loaded)
