"""What the environment says, read once, with every fault reported together.

Each variable has its line in `.env.example`; a test keeps the two equal. Secrets may also be
given as files: `SECRET_KEY_FILE`, `EMAIL_URL_FILE`, `DATABASE_URL_FILE`. Knows no Django.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env

from motcua.core.refusals import Refusal

DEMO_SECRET = "demo-only-secret-refused-in-production-0123456789"
NEW_SECRET = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
HERE = "127.0.0.1"


class BadEnvironment(Refusal):
    """Variables that cannot be used, each with what is wrong and how to mend it."""

    code, status, title = "bad-environment", 500, "Cấu hình chưa dùng được"


@dataclass(frozen=True, kw_only=True)
class Environment:
    """The settings that a place of work may choose."""

    production: bool
    data: Path
    host: str
    port: int
    database_url: str
    storage_url: str
    secret_key: str
    allowed_hosts: list[str]
    email_url: str
    mail_from: str
    site_url: str
    virus_check: str
    behind_proxy: bool
    officers_second_step: bool
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str
    oidc_name: str
    payment_url: str
    payment_merchant: str
    payment_secret: str


def read() -> Environment:
    """Read the environment and `.env`; raises `BadEnvironment` naming every fault."""
    said = _Said()
    production = said.one_of("MOTCUA_ENV", "demo", "production") == "production"
    folder, port = Path(said.text("MOTCUA_DATA", "./var")).resolve(), said.port("PORT", 8000)
    found = Environment(
        production=production,
        data=folder,
        host=said.text("HOST", HERE),
        port=port,
        database_url=said.url(
            "DATABASE_URL", f"sqlite:///{folder}/motcua.sqlite3", "sqlite", "postgresql", "postgres"
        ),
        storage_url=said.url("MOTCUA_STORAGE_URL", f"file://{folder}/files", "file"),
        secret_key=said.secret_key("SECRET_KEY", production=production),
        allowed_hosts=said.several("ALLOWED_HOSTS", f"{HERE},localhost"),
        email_url=said.url("EMAIL_URL", "files://", "files", "smtp", "smtps", "smtp+tls"),
        mail_from=said.text("MOTCUA_MAIL_FROM", "Một cửa <khong-tra-loi@motcua.example>"),
        behind_proxy=said.one_of("MOTCUA_BEHIND_PROXY", "false", "true") == "true",
        officers_second_step=said.one_of("MOTCUA_OFFICERS_SECOND_STEP", "false", "true") == "true",
        oidc_issuer=said.url_or_nothing("MOTCUA_OIDC_ISSUER", "https", "http"),
        oidc_client_id=said.text("MOTCUA_OIDC_CLIENT_ID", ""),
        oidc_client_secret=said.text("MOTCUA_OIDC_CLIENT_SECRET", ""),
        oidc_name=said.text("MOTCUA_OIDC_NAME", "tài khoản định danh"),
        virus_check=said.text("MOTCUA_VIRUS_CHECK", ""),
        payment_url=said.url_or_nothing("MOTCUA_PAYMENT_URL", "https", "http"),
        payment_merchant=said.text("MOTCUA_PAYMENT_MERCHANT", ""),
        payment_secret=said.text("MOTCUA_PAYMENT_SECRET", ""),
        site_url=said.url("MOTCUA_SITE_URL", f"http://{HERE}:{port}", "http", "https"),
    )
    said.check()
    return found


class _Said:
    """Reads one variable after another and keeps what is wrong with each; never shows a value."""

    def __init__(self) -> None:
        self._faults: list[str] = []
        self._env = Env()
        self._env.read_env(".env", recurse=False)

    def check(self) -> None:
        """Raises `BadEnvironment` with everything that was found."""
        if self._faults:
            faults = "\n".join(f"  {fault}" for fault in self._faults)
            raise BadEnvironment(
                f"Biến môi trường chưa đúng, đặt lại rồi chạy lại:\n{faults}",
                mend="\nNghĩa của từng biến: .env.example.",
            )

    def text(self, name: str, default: str) -> str:
        """The variable, or the content of the file that `NAME_FILE` points to. Empty is unset."""
        file = self._word(f"{name}_FILE")
        if not file:
            return self._word(name) or default
        try:
            return Path(file).read_text().strip() or default
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "không phải chữ"
            self._fault(f"{name}_FILE", f"không đọc được {file} ({why}); xem lại đường dẫn, quyền")
            return default

    def _word(self, name: str) -> str:
        return str(self._env.str(name, ""))

    def one_of(self, name: str, default: str, *others: str) -> str:
        """One of a few words, the default among them."""
        text = self.text(name, default).lower()
        if text not in (default, *others):
            self._fault(name, f"“{text}” không có nghĩa; chọn {' hoặc '.join((default, *others))}")
            return default
        return text

    def several(self, name: str, default: str) -> list[str]:
        """Words between commas."""
        return [word for part in self.text(name, default).split(",") if (word := part.strip())]

    def port(self, name: str, default: int) -> int:
        """A port number."""
        text = self.text(name, str(default))
        if text.isascii() and text.isdigit() and 0 < int(text) < 1 << 16:
            return int(text)
        self._fault(name, f"“{text}” không phải số cổng; chọn từ 1 đến 65535, ví dụ {default}")
        return default

    def url(self, name: str, default: str, *schemes: str) -> str:
        """An address of one of these kinds; it may hold a password, so a fault never shows it."""
        text = self.text(name, default)
        if not _is_url(text, schemes):
            kinds = ", ".join(f"{scheme}://…" for scheme in schemes)
            self._fault(name, f"không đúng dạng; viết {kinds}")
            return default
        return text

    def url_or_nothing(self, name: str, *schemes: str) -> str:
        """An address of one of these kinds, or nothing where there is none."""
        return self.url(name, f"{schemes[0]}://none", *schemes) if self.text(name, "") else ""

    def secret_key(self, name: str, *, production: bool) -> str:
        """The secret that signs; production must have one of its own."""
        text = self.text(name, DEMO_SECRET)
        if production and text == DEMO_SECRET:
            self._fault(name, f"chưa đặt, hoặc là khóa mẫu; tạo khóa riêng: {NEW_SECRET}")
        return text

    def _fault(self, name: str, what: str) -> None:
        self._faults.append(f"{name}: {what}.")


def _is_url(text: str, schemes: tuple[str, ...]) -> bool:
    """The right scheme, a port that is a number, and where it is: a host or a path."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    where = parts.scheme == "files" or (
        parts.path if parts.scheme in ("file", "sqlite") else parts.hostname or parts.path[1:]
    )
    return parts.scheme in schemes and "://" in text and bool(where)
