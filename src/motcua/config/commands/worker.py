"""Make slips, notices and indexes from the acts, and run the timers, until stopped."""

import argparse
import signal
import threading

EXAMPLE = "motcua worker"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--once` for tests and cron."""
    parser.add_argument("--once", action="store_true", help="work until nothing waits, then stop")


def run(arguments: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; the row at hand is finished first."""
    from django.utils import timezone

    from motcua.config import doctor
    from motcua.dossiers import worker

    doctor.check_database()
    if arguments.once:
        while worker.work_once(at=timezone.now()):
            pass
        return 0
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    worker.run(stop=stop)
    return 0
