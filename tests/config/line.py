"""The command line inside the test's own process and database: what it printed, how it ended."""

import contextlib
import io
import sys
from dataclasses import dataclass

import pytest
from django.conf import settings

from motcua.config import cli


@dataclass(frozen=True)
class Done:
    """Exit code, what it printed, and what it said on the side."""

    code: int
    out: str
    err: str


def motcua(*arguments: str) -> Done:
    """Run the command as the shell would."""
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        patch.setenv("MOTCUA_DATA", str(settings.DATA))
        patch.setattr(sys, "argv", ["motcua", *arguments])
        cli.main()
    code = ended.value.code
    return Done(code if isinstance(code, int) else 0, out.getvalue(), err.getvalue())
