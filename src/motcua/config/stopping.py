"""The server, so that Ctrl-C ends it at once, however often its processes are told to stop.

A terminal tells the whole group, then each parent tells its children: granian's main process
would wait for its own lock, and its workers for a kill.
"""

import importlib
import signal
from typing import Any

from granian.server.mp import MPServer


class Server(MPServer):
    """Granian with processes, which takes the first word to stop and no second one."""

    def signal_handler_interrupt(self, *_: Any) -> None:
        """Begin to stop. The event's lock must not be asked for twice by one thread."""
        if not self.interrupt_signal:
            self.interrupt_signal = True
            self.main_loop_interrupt.set()


def application(target: str) -> Any:
    """Load the application, in each worker; from now on it listens to its parent alone."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    module, name = target.split(":")
    return getattr(importlib.import_module(module), name)
