"""The environment: every fault in one go, no value shown, nothing of the demo in production."""

from pathlib import Path

import pytest

from motcua.config import environment

OURS = (
    "MOTCUA_ENV", "MOTCUA_DATA", "HOST", "PORT", "DATABASE_URL", "MOTCUA_STORAGE_URL",
    "SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL", "MOTCUA_SITE_URL", "MOTCUA_VIRUS_CHECK",
    "MOTCUA_BEHIND_PROXY", "SECRET_KEY_FILE", "DATABASE_URL_FILE", "EMAIL_URL_FILE",
)  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of work that says nothing yet. What `.env` sets is forgotten afterwards."""
    for name in OURS:
        monkeypatch.setenv(name, "")  # remembers that it must be restored
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_word_it_is_the_demo_in_the_folder_var(folder: Path) -> None:
    found = environment.read()

    assert not found.production
    assert (found.host, found.port) == ("127.0.0.1", 8000)
    assert found.database_url == f"sqlite:///{folder}/var/motcua.sqlite3"
    assert found.site_url == "http://127.0.0.1:8000"


def test_the_file_env_counts_for_the_port_too(folder: Path) -> None:
    (folder / ".env").write_text("PORT=8123\nALLOWED_HOSTS=motcua.example, mc.example\n")

    found = environment.read()

    assert found.port == 8123
    assert found.site_url == "http://127.0.0.1:8123"
    assert found.allowed_hosts == ["motcua.example", "mc.example"]


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "")
    monkeypatch.setenv("PORT", "")

    assert environment.read().secret_key == environment.DEMO_SECRET


def test_every_fault_is_named_at_once_and_no_password_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = {
        "MOTCUA_ENV": "prod",
        "PORT": "99999",
        "DATABASE_URL": "mysql://user:geheim@db/name",
        "EMAIL_URL": "smtp://user:geheim@host:so",
        "MOTCUA_STORAGE_URL": "ftp://geheim",
        "MOTCUA_SITE_URL": "motcua.example",
        "MOTCUA_BEHIND_PROXY": "vang",
        "SECRET_KEY_FILE": "/khong/co",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(environment.BadEnvironment) as refused:
        environment.read()

    sentence = refused.value.sentence
    assert [name for name in wrong if f"  {name}: " not in sentence] == []
    assert "geheim" not in sentence
    assert ".env.example" in sentence


@pytest.mark.parametrize("secret", ["", environment.DEMO_SECRET])
def test_production_refuses_the_secret_of_the_demo(
    secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", secret)

    with pytest.raises(environment.BadEnvironment, match=r"SECRET_KEY: .*token_urlsafe"):
        environment.read()


def test_a_secret_may_lie_in_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "khoa").write_text("mot-khoa-rieng\n")
    monkeypatch.setenv("MOTCUA_ENV", "production")
    monkeypatch.setenv("SECRET_KEY_FILE", "khoa")

    assert environment.read().secret_key == "mot-khoa-rieng"


@pytest.mark.parametrize(
    "url", ["sqlite:///:memory:", "postgresql://u:p@db:5432/motcua", "postgres:///motcua"]
)
def test_addresses_of_databases_are_taken(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    assert environment.read().database_url == url
