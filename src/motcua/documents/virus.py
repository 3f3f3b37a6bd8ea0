"""The virus check: a command of the place of work, asked before a file is kept."""

import shlex
import subprocess
from pathlib import Path

import structlog
from django.conf import settings

from motcua.documents import refused

log = structlog.get_logger()
CLEAN, INFECTED = 0, 1  # exit codes, as clamscan and clamdscan have them


def check(path: Path, *, seconds: int) -> None:
    """Run `MOTCUA_VIRUS_CHECK` with the path as its last word; no command, no check.

    Exit 0 is clean, 1 infected; anything else, or no end within `seconds`, is no answer, and a
    file without an answer is refused.
    """
    command = shlex.split(getattr(settings, "MOTCUA_VIRUS_CHECK", ""))
    if not command:
        return
    code = _exit_code([*command, str(path)], seconds)
    if code == INFECTED:
        raise refused.infected()
    if code != CLEAN:
        log.error("virus_check_failed", exit=code)
        raise refused.not_checked()


def _exit_code(command: list[str], seconds: int) -> int | None:
    """None when the command is not there or does not end."""
    try:
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return None
