"""Messages at the desk: seen in the queue, read on the page, answered there."""

from django.test import Client

from motcua.dossiers import messages
from tests.cast import Cast


def test_an_unread_message_is_seen_in_the_queue_and_has_a_part_of_its_own(
    cast: Cast, client: Client
) -> None:
    dossier = cast.submitted()
    client.force_login(cast.desk.user)
    assert "Tin nhắn chưa đọc" not in client.get("/mot-cua/").content.decode()

    messages.write(dossier, by=cast.applicant, at=cast.at, text="Xong chưa?")

    page = client.get("/mot-cua/").content.decode()
    assert "Tin nhắn chưa đọc" in page
    assert "tin nhắn chưa đọc" in page
    part = client.get("/mot-cua/?viec=tin-nhan").content.decode()
    assert dossier.applicant_name in part


def test_opening_the_dossier_reads_it_and_the_answer_goes_back(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    messages.write(dossier, by=cast.applicant, at=cast.at, text="Xong chưa?")
    client.force_login(cast.desk.user)

    page = client.get(f"/mot-cua/{dossier.code}/").content.decode()

    assert "Xong chưa?" in page
    assert "Người nộp gửi 1 tin nhắn mới" in page
    answer = client.post(f"/mot-cua/{dossier.code}/nhan-tin/", {"text": "Chiều nay xong."})
    assert answer["Location"] == f"/mot-cua/{dossier.code}/#tin-nhan"
    asked, answered = messages.of(dossier)
    assert asked.read_at is not None
    assert (answered.text, answered.from_applicant) == ("Chiều nay xong.", False)
    assert "tin nhắn mới" not in client.get(f"/mot-cua/{dossier.code}/").content.decode()


def test_a_refused_answer_comes_back_with_its_words(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    client.force_login(cast.desk.user)

    answer = client.post(f"/mot-cua/{dossier.code}/nhan-tin/", {"text": "dài " * 600})

    assert answer.status_code == 422
    assert "dài dài dài" in answer.content.decode()


def test_an_officer_of_another_agency_finds_nothing(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    client.force_login(cast.stranger.user)

    answer = client.post(f"/mot-cua/{dossier.code}/nhan-tin/", {"text": "Cho xem"})

    assert answer.status_code == 404
    assert messages.of(dossier) == []
