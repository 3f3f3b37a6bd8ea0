"""A fresh installation gets its first operator from the command that Django's users know."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from motcua.agencies.models import Agency
from motcua.people.login import is_operator
from motcua.people.models import User

pytestmark = pytest.mark.django_db


def make(monkeypatch: pytest.MonkeyPatch) -> None:
    """As an operator would without a keyboard."""
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "mot-mat-khau-dai")
    call_command("createsuperuser", interactive=False, username="vanhanh", name="Lương Văn Sơn")


def test_she_may_enter_the_operator_s_pages(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    Agency.objects.create(code="000.00.00.H05", name="Tỉnh", kind="province", jurisdiction="H05")

    make(monkeypatch)

    user = User.objects.get(username="vanhanh")
    assert is_operator(user)
    assert client.login(username="vanhanh", password="mot-mat-khau-dai")
    assert client.get("/quan-tri/").status_code == 200


def test_without_an_agency_she_is_told_to_import_first(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="motcua import-agencies"):
        make(monkeypatch)

    assert not User.objects.exists()
