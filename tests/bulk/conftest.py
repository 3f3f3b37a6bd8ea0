"""The operator's browser, and sending a file through it."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client

from motcua.people.accounts import create_account
from motcua.people.models import User
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from motcua.spreadsheets.models import SheetImport
from tests import cast as people
from tests.cast import Cast

Send = Callable[..., str]


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return people.make()


@pytest.fixture
def operator(cast: Cast) -> User:
    """Looks after the place."""
    user = create_account("quan", name="Đỗ Văn Quân")
    give_posting(user, agency=cast.ward, role=Role.OPERATOR, valid_from=date(2020, 1, 1))
    return user


@pytest.fixture
def admin(operator: User) -> Client:
    """Her browser."""
    client = Client()
    client.force_login(operator)
    return client


def send(client: Client, kind: str, content: bytes, *, door: str = "quan-tri") -> str:
    """Send a file; the address of its preview."""
    file = BytesIO(content)
    file.name = f"{kind}.xlsx"
    answer = client.post(f"/{door}/nhap-bang/{kind}/", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def confirm(client: Client, address: str) -> str:
    """Confirm what the preview shows; the words of the page after it."""
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()
    answer = client.post(address, {"seen": page.context["seen"]}, follow=True)
    return answer.content.decode()


def take(client: Client, kind: str, content: bytes, *, door: str = "quan-tri") -> str:
    """Send and confirm."""
    return confirm(client, send(client, kind, content, door=door))


def last() -> SheetImport:
    """The newest file."""
    return SheetImport.objects.latest("pk")


@pytest.fixture
def owner(cast: Cast) -> User:
    """Decides for the agencies of the province."""
    user = create_account("khoa", name="Vũ Đình Khoa")
    give_posting(user, agency=cast.ward, role=Role.OWNER, valid_from=date(2020, 1, 1))
    return user


@pytest.fixture
def studio(owner: User) -> Client:
    """Her browser."""
    client = Client()
    client.force_login(owner)
    return client
