"""The virus check is a command; what it does not call clean is not kept."""

from io import BytesIO
from pathlib import Path

import pytest
from pytest_django import Settings

from motcua.core.refusals import FileRefused
from motcua.documents import changes
from motcua.documents.models import StoredFile
from tests.documents import samples
from tests.documents.samples import AT

pytestmark = pytest.mark.django_db


def command(tmp_path: Path, script: str) -> str:
    path = tmp_path / "quét vi-rút.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    return f"'{path}' --no-summary"


def stored() -> StoredFile:
    return changes.store("H05", BytesIO(samples.pdf()), filename="giay.pdf", at=AT)


def test_a_clean_file_is_kept_and_the_command_saw_its_bytes(
    tmp_path: Path, settings: Settings
) -> None:
    settings.MOTCUA_VIRUS_CHECK = command(tmp_path, 'grep -q "%PDF" "$2" && test $1 = --no-summary')

    assert stored().bytes == len(samples.pdf())


def test_an_infected_file_is_refused_and_not_kept(tmp_path: Path, settings: Settings) -> None:
    settings.MOTCUA_VIRUS_CHECK = command(tmp_path, "exit 1")

    with pytest.raises(FileRefused) as refusal:
        stored()

    assert refusal.value.facts["reason"] == "virus"
    assert not list((tmp_path / "files").rglob("*/*/*"))


@pytest.mark.parametrize("script", ["exit 2", "kill -9 $$", "sleep 5"])
def test_a_check_that_fails_refuses_and_says_to_try_again(
    tmp_path: Path, settings: Settings, script: str
) -> None:
    settings.MOTCUA_VIRUS_CHECK = command(tmp_path, script)
    settings.DOCUMENT_LIMITS = {"virus_seconds": 1}

    with pytest.raises(FileRefused, match=r"Không kiểm tra được vi-rút .* thử lại sau ít phút"):
        stored()


def test_a_command_that_is_not_there_refuses(settings: Settings) -> None:
    settings.MOTCUA_VIRUS_CHECK = "/khong/co/lenh"

    with pytest.raises(FileRefused) as refusal:
        stored()

    assert refusal.value.facts["reason"] == "virus_check_failed"
