"""From the search to the result, as a citizen without an account and without scripts."""

from io import BytesIO

from django.test import Client

from motcua.catalogue import search_index
from motcua.core.states import Outcome, State
from motcua.documents.changes import store
from motcua.dossiers import acts, queries
from motcua.dossiers.papers import Paper
from tests.cast import PDF, Cast
from tests.portal.conftest import fill, hand_in, service_url


def test_citizen_finds_fills_in_hands_in_and_follows(cast: Cast, client: Client) -> None:
    search_index.rebuild()
    found = client.get("/dich-vu/", {"q": "dang ky thu"})
    assert service_url(cast) in found.content.decode()

    begun = client.post(service_url(cast))
    draft = "/".join(begun["Location"].split("/")[:3]) + "/"
    assert client.get(begun["Location"]).status_code == 200
    fill(client, draft)
    code = hand_in(client, draft)

    dossier = queries.tracked(code)
    assert dossier is not None
    assert dossier.state == State.SUBMITTED
    assert dossier.applicant is None
    page = client.get(f"/tra-cuu/{code}/").content.decode()
    assert "Đã nộp trên mạng, kèm 1 tệp." in page
    assert "Chờ tiếp nhận: cán bộ một cửa, Ủy ban nhân dân phường Võ Cường" in page


def test_result_is_there_to_be_downloaded_by_its_applicant_alone(
    cast: Cast, client: Client
) -> None:
    dossier = cast.at_signing()
    file = store(dossier.jurisdiction, BytesIO(PDF), filename="giay.pdf", at=cast.at)
    result = Paper(requirement="", filename="giấy chứng nhận.pdf", file=file)
    acts.decide(dossier, by=cast.head, at=cast.at, outcome=Outcome.GRANTED, result=[result])
    client.force_login(cast.citizen)

    page = client.get(f"/tra-cuu/{dossier.code}/")

    assert "Kết quả: chấp thuận." in page.content.decode()
    address = page.context["results"][0].url
    download = client.get(address)
    assert b"".join(download) == PDF
    assert download["Content-Disposition"].startswith("attachment")
    assert download["X-Content-Type-Options"] == "nosniff"
    client.force_login(cast.neighbour)
    assert client.get(address).status_code == 404
