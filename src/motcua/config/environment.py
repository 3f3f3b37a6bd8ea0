"""What the environment says, read once, with every fault reported together.

Each variable has its line in `.env.example`; a test keeps the two equal. Secrets may also be
given as files: `SECRET_KEY_FILE`, `EMAIL_URL_FILE`, `DATABASE_URL_FILE`.
"""

from dataclasses import dataclass
from pathlib import Path

from environs import Env, validate

DEMO_SECRET = "demo-only-secret-refused-in-production-0123456789"


@dataclass(frozen=True, kw_only=True)
class Environment:
    """The settings that a place of work may choose."""

    production: bool
    data: Path
    database_url: str
    storage_url: str
    secret_key: str
    allowed_hosts: list[str]
    email_url: str
    site_url: str
    virus_check: str
    behind_proxy: bool


def read() -> Environment:
    """Read the environment and `.env`; raises `environs.EnvValidationError` naming every fault."""
    env = Env(eager=False)
    env.read_env(".env", recurse=False)
    production = env.str("MOTCUA_ENV", "demo", validate=validate.OneOf(["demo", "production"]))
    folder = Path(env.str("MOTCUA_DATA", "./var")).resolve()
    port = env.str("PORT", "8000")
    found = Environment(
        production=production == "production",
        data=folder,
        database_url=_secret(env, "DATABASE_URL", f"sqlite:///{folder}/motcua.sqlite3"),
        storage_url=env.str("MOTCUA_STORAGE_URL", f"file://{folder}/files"),
        secret_key=_secret(env, "SECRET_KEY", DEMO_SECRET),
        allowed_hosts=env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"]),
        email_url=_secret(env, "EMAIL_URL", "files://"),
        behind_proxy=env.bool("MOTCUA_BEHIND_PROXY", False),
        virus_check=env.str("MOTCUA_VIRUS_CHECK", ""),
        site_url=env.str("MOTCUA_SITE_URL", f"http://127.0.0.1:{port}"),
    )
    env.seal()
    return found


def _secret(env: Env, name: str, default: str) -> str:
    """The variable itself, or the content of the file that `NAME_FILE` points to."""
    file = env.str(f"{name}_FILE", None)
    return Path(file).read_text().strip() if file else env.str(name, default)
