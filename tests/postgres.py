"""A PostgreSQL server of the tests' own: temporary folder, free port, ordinary user."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Letters in the order of the language, as an agency would choose it: what leans on the order of
# bytes fails here.
VIETNAMESE = ("-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi-VN")
MEND = "PostgreSQL is not here. On Debian: apt-get install postgresql-15"


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield its address; it and its data are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-postgres-"))
    as_user = _ordinary_user()
    if as_user:
        shutil.chown(folder, as_user["user"])
    data, port = folder / "data", _free_port()
    whose = ("-D", data, "-U", "motcua", "-A", "trust", "--no-sync")
    _run("initdb", *whose, *VIETNAMESE, **as_user)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    _run("pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start", **as_user)
    try:
        yield f"postgresql://motcua@127.0.0.1:{port}/postgres"
    finally:
        _run("pg_ctl", "-D", data, "-m", "immediate", "stop", **as_user)
        shutil.rmtree(folder, ignore_errors=True)


def _ordinary_user() -> dict[str, str]:
    """PostgreSQL refuses to run as root; Debian's packages bring an ordinary user along."""
    if os.geteuid() != 0:
        return {}
    name = "postgres" if "postgres" in {entry.pw_name for entry in pwd.getpwall()} else "nobody"
    return {"user": name}


def _run(program: str, *arguments: object, user: str | None = None) -> None:
    """One of PostgreSQL's own programs, silent unless it fails."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    path = str(found[-1]) if found else shutil.which(program)
    if path is None:
        raise SystemExit(MEND)
    command = [path, *map(str, arguments)]
    done = subprocess.run(
        command,
        user=user,
        cwd=tempfile.gettempdir(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{program} failed: {done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
