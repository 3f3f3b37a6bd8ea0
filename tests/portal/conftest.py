"""The cast at the portal: a browser of a citizen, and drafts begun in it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from motcua.catalogue.models import Service
from motcua.people.accounts import create_account
from motcua.people.models import User
from motcua.sample.agencies import load_agencies
from motcua.sample.procedures import load_offers, load_procedures
from tests import cast as people
from tests.cast import PDF, Cast
from tests.portal.entering import EMAIL, PASSWORD, logged_in


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, now: pages read the clock themselves."""
    made = people.make()
    made.at = timezone.now()
    return made


@pytest.fixture
def begin(cast: Cast, client: Client) -> Callable[[], str]:
    """Press the button of the service; the address of the draft."""

    def press() -> str:
        answer = client.post(service_url(cast))
        return "/".join(answer["Location"].split("/")[:3]) + "/"

    return press


@pytest.fixture
def draft(begin: Callable[[], str]) -> str:
    """The address of a draft just begun in this browser: `/nop-ho-so/H05-…/`."""
    return begin()


@pytest.fixture
def offered(db: None) -> list[Service]:
    """One service of each procedure of the sample."""
    at = timezone.now() - timedelta(minutes=1)
    load_agencies()
    load_procedures(at)
    load_offers(at)
    services = Service.objects.offered().select_related("procedure", "agency", "form")
    return list({one.procedure_id: one for one in services.order_by("agency__code")}.values())


def service_url(cast: Cast) -> str:
    """The page of the cast's service."""
    return f"/dich-vu/{cast.service.procedure.code}/{cast.ward.code}/"


def fill(client: Client, draft: str) -> None:
    """Answer every question and send the paper, page by page, as a browser without scripts."""
    client.post(
        f"{draft}nguoi-nop/",
        {
            "applicant.name": "Nguyễn Thị Hoa",
            "applicant.phone": "0912 345 678",
            "applicant.email": "hoa@example.com",
        },
    )
    client.post(f"{draft}noi-dung/", {"subject": "Xin đăng ký"})
    client.post(f"{draft}noi-dung-giay-to/gui/", {"requirement": "paper", "file": pdf()})


def hand_in(client: Client, draft: str) -> str:
    """Give the pledge and press the button; the code of the dossier."""
    client.post(f"{draft}xem-lai/", {"cam-doan": "1", "lan": "first"})
    receipt = client.get(f"{draft}da-nop/")
    return str(receipt.context["receipt"].code)


def pdf(name: str = "giấy.pdf") -> SimpleUploadedFile:
    """A small file as a browser sends it."""
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


@pytest.fixture
def hoa(db: None) -> User:
    """An account of her own, with a confirmed address."""
    user = create_account("hoa", name="Nguyễn Thị Hoa", email=EMAIL, password=PASSWORD)
    user.confirmed_email = EMAIL
    user.save()
    return user


@pytest.fixture
def inside(hoa: User) -> Client:
    """A browser in which she is logged in."""
    return logged_in("hoa", PASSWORD)
