"""Writing to the officers: from the page of the dossier, and by whom."""

from django.test import Client
from django.utils import timezone

from motcua.dossiers import messages
from tests.cast import Cast


def test_a_message_is_sent_and_read_on_the_page(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    client.force_login(cast.citizen)
    page = f"/tra-cuu/{dossier.code}/"

    answer = client.post(f"{page}nhan-tin/", {"text": "Cần <b>bản gốc</b> không?"})

    assert answer["Location"] == f"{page}#tin-nhan"
    shown = client.get(page).content.decode()
    assert "Cần &lt;b&gt;bản gốc&lt;/b&gt; không?" in shown
    assert "Chưa đọc" in shown
    messages.write(dossier, by=cast.desk, at=timezone.now(), text="Không cần đâu ạ")
    shown = client.get(page).content.decode()
    assert "Không cần đâu ạ" in shown
    assert all(one.read_at for one in messages.of(dossier))


def test_what_was_refused_stays_in_the_field(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    client.force_login(cast.citizen)

    answer = client.post(f"/tra-cuu/{dossier.code}/nhan-tin/", {"text": "dài " * 600})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Lỗi: " in page
    assert "dài quá" in page
    assert "dài dài dài" in page


def test_whoever_has_but_the_code_neither_reads_nor_writes(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    messages.write(dossier, by=cast.desk, at=cast.at, text="Mời chị đến quầy")

    assert "Mời chị" not in client.get(f"/tra-cuu/{dossier.code}/").content.decode()
    answer = client.post(f"/tra-cuu/{dossier.code}/nhan-tin/", {"text": "Ai đó"})

    assert answer.status_code == 404
    [one] = messages.of(dossier)
    assert one.read_at is None
