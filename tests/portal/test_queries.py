"""At most twelve queries a page, and the same for one row and for fifty."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.agencies.models import Agency
from motcua.catalogue import offers, search_index
from motcua.catalogue.content import Channel, Method, ProcedureContent
from motcua.catalogue.publishing import publish
from motcua.dossiers import access, acts, drafts, my_dossiers, supplements
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Draft
from motcua.dossiers.timeline import entries_of
from motcua.people.tokens import make_token
from tests.cast import MONDAY, PDF, Cast
from tests.portal.conftest import fill, hand_in, service_url

MOST = 12


def _count(client: Client, address: str) -> int:
    client.get(address)  # what is remembered for a minute is remembered now
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= MOST, "\n".join(query["sql"] for query in queries)
    return len(queries)


def _same(client: Client, address: str, more: Callable[[], None]) -> None:
    before = _count(client, address)
    more()
    assert _count(client, address) == before


def _offer_more(cast: Cast) -> None:
    for number in range(49):
        content = ProcedureContent(
            code=f"9.0002{number:02}",
            name=f"Đăng ký thử số {number}",
            methods=(Method(channel=Channel.ONLINE, free=True),),
        )
        offers.offer(publish(content, at=MONDAY).procedure, agency=cast.ward, at=MONDAY)
    search_index.rebuild()


@pytest.mark.parametrize("address", ["/", "/dich-vu/", "/dich-vu/?q=dang+ky+thu"])
def test_lists_of_services(cast: Cast, client: Client, address: str) -> None:
    search_index.rebuild()
    client.force_login(cast.citizen)

    _same(client, address, lambda: _offer_more(cast))


def test_choice_of_a_place(cast: Cast, client: Client) -> None:
    def offer_at_more_places() -> None:
        for number in range(49):
            agency = Agency.objects.create(
                code=f"000.{number:02}.26.H05", name=f"Phường {number}", kind="commune",
                jurisdiction="H05",
            )  # fmt: skip
            offers.offer(cast.service.procedure, agency=agency, at=MONDAY)

    offers.offer(cast.service.procedure, agency=cast.next_door, at=MONDAY)
    client.force_login(cast.citizen)

    _same(client, f"/dich-vu/{cast.service.procedure.code}/", offer_at_more_places)


def test_page_of_a_service_with_drafts(cast: Cast, client: Client, draft: str) -> None:
    client.force_login(cast.citizen)
    drafts.start(cast.service, by=cast.citizen, at=cast.at)

    def begin_more() -> None:
        for _ in range(49):
            drafts.start(cast.service, by=cast.citizen, at=cast.at)

    _same(client, service_url(cast), begin_more)


@pytest.mark.parametrize("page", ["", "nguoi-nop/", "noi-dung-giay-to/", "xem-lai/"])
def test_pages_of_a_draft(cast: Cast, client: Client, draft: str, page: str) -> None:
    client.force_login(cast.citizen)
    fill(client, draft)

    def send_more() -> None:
        row = Draft.objects.get(jurisdiction=cast.ward.jurisdiction)
        for _ in range(drafts.MOST_FILES - 1):
            drafts.add_document(row, "paper", BytesIO(PDF), filename="giấy.pdf", at=cast.at)

    _same(client, draft + page, send_more)


def test_receipt(cast: Cast, client: Client, draft: str) -> None:
    client.force_login(cast.citizen)
    fill(client, draft)
    hand_in(client, draft)

    _count(client, f"{draft}da-nop/")


def test_dossier_with_a_long_history(cast: Cast, client: Client) -> None:
    dossier = cast.accepted()
    client.force_login(cast.citizen)
    access.look(dossier, by=cast.desk, at=cast.at)

    def look_more() -> None:
        for hour in range(1, 50):
            access.look(dossier, by=cast.desk, at=cast.at + timedelta(hours=hour))

    _same(client, f"/tra-cuu/{dossier.code}/", look_more)
    _count(client, f"/tra-cuu/{dossier.code}/to-khai/")
    _count(Client(), f"/tra-cuu/{dossier.code}/")


def test_supplement_with_more_and_more_files(cast: Cast, client: Client) -> None:
    items = [SupplementItem(kind="document", id="paper", message="Chụp lại.")]
    dossier = acts.request_supplement(cast.submitted(), by=cast.desk, at=cast.at, items=items)
    waiting = supplements.open_request(dossier)
    client.force_login(cast.citizen)

    def stage_more() -> None:
        for _ in range(drafts.MOST_FILES - 1):
            file = BytesIO(PDF)
            supplements.add_document(
                dossier, waiting, "paper", file, filename="giấy.pdf", at=cast.at
            )

    _same(client, f"/tra-cuu/{dossier.code}/bo-sung/", stage_more)


def test_own_page(cast: Cast, client: Client) -> None:
    def have_more(rows: int = 49) -> None:
        for _ in range(rows):
            dossier = cast.submitted()
            my_dossiers.index(dossier, entries_of(dossier)[-1])
            drafts.start(cast.service, by=cast.citizen, at=cast.at)

    have_more(1)
    client.force_login(cast.citizen)

    _same(client, "/tai-khoan/", have_more)


def test_tokens(cast: Cast, client: Client) -> None:
    def make_more(rows: int = 49) -> None:
        for number in range(rows):
            make_token(cast.citizen, name=str(number), scope="all", days=1, at=cast.at)

    make_more(1)
    client.force_login(cast.citizen)

    _same(client, "/tai-khoan/ma-truy-cap/", make_more)
