"""The cast at the desk: everybody, now, and a browser for whoever is needed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import tracked
from motcua.people.models import Posting, User
from tests import cast as people
from tests.cast import PDF, Cast

LogIn = Callable[[Officer | User], Client]


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, now: pages read the clock themselves."""
    made = people.make()
    made.at = timezone.now()
    Posting.objects.update(valid_from=date(2020, 1, 1))  # whatever the clock of the machine says
    return made


@pytest.fixture
def log_in() -> LogIn:
    """`log_in(cast.desk)`: a browser of hers."""

    def browser(who: Officer | User) -> Client:
        client = Client()
        client.force_login(who.user if isinstance(who, Officer) else who)
        return client

    return browser


@pytest.fixture
def desk(cast: Cast, log_in: LogIn) -> Client:
    """The desk officer's browser."""
    return log_in(cast.desk)


@pytest.fixture
def handling(cast: Cast, log_in: LogIn) -> Client:
    """The handling officer's browser."""
    return log_in(cast.handling)


@pytest.fixture
def head(cast: Cast, log_in: LogIn) -> Client:
    """The head's browser."""
    return log_in(cast.head)


def url(dossier: Dossier, *more: str) -> str:
    """An address of the dossier: `url(dossier, "viec", "accept")`."""
    return "/".join(["/mot-cua", dossier.code, *more, ""])


def do(
    client: Client, dossier: Dossier, act: str, data: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Send the page of an act as the officer sees it now."""
    fields = {"version": str(dossier.version), **(data or {})}
    answer: Any = client.post(url(dossier, "viec", act), fields)
    found: HttpResponse = answer
    return found


def now(dossier: Dossier) -> Dossier:
    """The dossier as it stands now."""
    found = tracked(dossier.code)
    assert found is not None
    return found


def words(answer: Any) -> str:
    """What the page says, entities and all."""
    return str(answer.content.decode())


def saved(answer: Any) -> bytes:
    """All bytes of an answer that is sent in pieces."""
    return b"".join(answer.streaming_content)


def other(name: str, first: bytes) -> SimpleUploadedFile:
    """A file that is no paper, whatever its name says."""
    return SimpleUploadedFile(name, first + PDF, content_type="application/pdf")


def pdf(name: str = "kết quả.pdf") -> SimpleUploadedFile:
    """A small file as a browser sends it."""
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")
