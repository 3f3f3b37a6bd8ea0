"""The doctor: nothing on a sound installation; each ill with its cure."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from motcua.agencies.calendar_imports import seed_calendar
from motcua.agencies.models import AdministrativeUnit, Agency
from motcua.config import doctor
from motcua.dossiers.models import OutboxRow
from motcua.people.accounts import create_account
from motcua.people.models import User
from tests import cast as people
from tests.config.line import motcua
from tests.dossiers.linked import consulted, tax_office

pytestmark = pytest.mark.django_db
SECRET = "x" * 50
LACKING = ("createsuperuser", "import-units", "import-calendar")


@pytest.fixture
def cast() -> people.Cast:
    """A ward at work."""
    return people.make()


def said(cast: people.Cast, minutes: int = 0) -> str:
    """Everything the doctor finds, as one text."""
    found = doctor.findings(at=cast.at + timedelta(minutes=minutes))
    return "\n".join(f"{finding.what} → {finding.mend}" for finding in found)


def test_a_sound_installation_has_no_findings(cast: people.Cast) -> None:
    assert said(cast) == ""


def test_an_empty_installation_is_told_what_to_import() -> None:
    done = motcua("doctor")

    assert done.code == 1
    assert "motcua import-agencies" in done.out
    assert "motcua import-procedures" in done.out


def test_programs_read_json_alone(cast: people.Cast) -> None:
    done = motcua("doctor", "--json")

    assert (done.code, json.loads(done.out), done.err) == (0, [], "")


def test_what_waits_too_long_asks_for_the_worker(cast: people.Cast) -> None:
    cast.submitted()

    assert said(cast, minutes=9) == ""
    assert "motcua worker" in said(cast, minutes=11)


def test_dead_letters_are_counted(cast: people.Cast) -> None:
    cast.submitted()
    OutboxRow.objects.filter(jurisdiction="H05").update(dead_at=cast.at)

    assert "H05: 1 việc đã bỏ" in said(cast)


def test_a_missing_folder_is_not_called_a_full_disk(cast: people.Cast, settings: Settings) -> None:
    settings.DATA = Path("/khong/co")

    assert said(cast).startswith("Chưa có thư mục /khong/co")


def test_production_is_asked_for_a_long_secret_a_site_and_real_mail(
    cast: people.Cast, settings: Settings
) -> None:
    settings.PRODUCTION, settings.SECRET_KEY = True, "ngan"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    create_account("mau", name="Mẫu", demo=True)

    found = said(cast)

    for word in (
        "SECRET_KEY",
        "MOTCUA_SITE_URL",
        "EMAIL_URL",
        "1 tài khoản mẫu",
        "createsuperuser",
    ):
        assert word in found


def test_production_that_is_set_up_has_no_findings(cast: people.Cast, settings: Settings) -> None:
    settings.PRODUCTION, settings.SECRET_KEY = True, SECRET
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://motcua.example", ["motcua.example"]
    User.objects.create_superuser("vanhanh", name="Lương Văn Sơn")
    AdministrativeUnit.objects.create(code="24", name="Tỉnh Bắc Ninh", kind="province")
    seed_calendar([cast.at.year])

    assert said(cast) == ""


def test_a_site_that_the_server_would_refuse_is_found(
    cast: people.Cast, settings: Settings
) -> None:
    settings.PRODUCTION, settings.SECRET_KEY = True, SECRET
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://motcua.example", ["localhost"]

    assert "ALLOWED_HOSTS" in said(cast)


def test_it_proves_with_counts_that_nothing_is_silent(cast: people.Cast) -> None:
    consulted(cast, tax_office(cast.at), at=timezone.now())

    out = motcua("doctor").out

    assert "H05: 0 trong 1 hồ sơ đang mở không có người giữ" in out
    assert "0 trong 1 ý kiến đang chờ không có cơ quan trả lời" in out


def test_a_question_to_an_agency_that_is_gone_is_named(cast: people.Cast) -> None:
    tax = tax_office(cast.at)
    dossier = consulted(cast, tax)
    Agency.objects.filter(pk=tax.agency.pk).update(valid_to=cast.at.date())

    assert dossier.code in said(cast)
