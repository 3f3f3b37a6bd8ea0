"""Correcting in the browser: from the page of the dossier through the form and back."""

from django.test import Client

from motcua.dossiers import acts
from motcua.dossiers.papers import latest_answers
from tests.cast import Cast


def test_from_the_dossier_through_the_form_and_back(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    client.get(f"/tra-cuu/{dossier.code}/", {"k": dossier.secret})  # no account, but the link
    page = f"/tra-cuu/{dossier.code}/"
    assert f"{page}sua/" in client.get(page).content.decode()

    assert "Mở tờ khai để sửa" in client.get(f"{page}sua/").content.decode()
    draft = client.post(f"{page}sua/")["Location"]
    shown = client.get(draft).content.decode()
    assert "BẢN SỬA, CHƯA NỘP" in shown
    assert dossier.code in shown
    client.post(f"{draft}noi-dung/", {"subject": "Xin cấp lại"})
    review = client.get(f"{draft}xem-lai/").content.decode()
    assert "Nộp bản sửa" in review
    answer = client.post(f"{draft}xem-lai/", {"cam-doan": "1", "lan": "k" * 32})

    assert answer["Location"] == page
    assert latest_answers(dossier).answers["subject"] == "Xin cấp lại"
    assert "đã sửa 1 mục" in client.get(page).content.decode()


def test_handed_in_unchanged_it_says_so_and_keeps_it_open(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    client.force_login(cast.citizen)
    draft = client.post(f"/tra-cuu/{dossier.code}/sua/")["Location"]

    answer = client.post(f"{draft}xem-lai/", {"cam-doan": "1", "lan": "k" * 32})

    assert answer.status_code == 422
    assert "giống hệt bản đã nộp" in answer.content.decode()
    mine = client.get("/tai-khoan/").content.decode()
    assert f"Bản sửa của hồ sơ {dossier.code}" in mine


def test_accepted_meanwhile_it_says_what_to_do_instead(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    client.force_login(cast.citizen)
    draft = client.post(f"/tra-cuu/{dossier.code}/sua/")["Location"]
    client.post(f"{draft}noi-dung/", {"subject": "Xin cấp lại"})
    acts.accept(dossier, by=cast.desk, at=cast.at)

    answer = client.post(f"{draft}xem-lai/", {"cam-doan": "1", "lan": "k" * 32})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "nhắn cho cán bộ" in page
    assert f"/tra-cuu/{dossier.code}/" in page
    shown = client.get(f"/tra-cuu/{dossier.code}/").content.decode()
    assert "Sửa hồ sơ (khi chưa tiếp nhận)" not in shown
    assert client.get(f"/tra-cuu/{dossier.code}/sua/").status_code == 302
