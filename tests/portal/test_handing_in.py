"""The review, the one button, and the receipt."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from motcua.catalogue.models import Service
from motcua.dossiers import acts, drafts, outbox, return_ways, worker
from motcua.dossiers.models import Dossier, Draft
from motcua.portal import review
from motcua.slips import issuing as slips
from tests.cast import Cast
from tests.portal.conftest import fill, hand_in, service_url
from tests.slips.reading import text_of

PLEDGED = {"cam-doan": "1", "lan": "first"}


def _row(cast: Cast) -> Draft:
    return Draft.objects.get(jurisdiction=cast.ward.jurisdiction)


def _dossiers(cast: Cast) -> list[Dossier]:
    return list(Dossier.objects.filter(jurisdiction=cast.ward.jurisdiction))


def test_review_shows_every_answer_with_its_way_back(client: Client, draft: str) -> None:
    fill(client, draft)

    page = client.get(f"{draft}xem-lai/").content.decode()

    assert "Nguyễn Thị Hoa" in page
    assert "Xin đăng ký" in page
    assert "1\u00a0tệp" in page
    assert f'href="{draft}noi-dung-giay-to/?tu=xem-lai"' in page
    assert "Còn" not in page


def test_review_of_an_incomplete_draft_leads_to_what_is_missing(client: Client, draft: str) -> None:
    page = client.get(f"{draft}xem-lai/").content.decode()

    assert "Còn 3 điều thiếu hoặc chưa đúng" in page
    assert f'<a href="{draft}nguoi-nop/?tu=xem-lai">Cho biết họ tên</a>' in page
    assert f'<a href="{draft}noi-dung-giay-to/?tu=xem-lai">Gửi giấy tờ</a>' in page


def test_incomplete_draft_handed_in_is_refused_on_the_same_page(
    cast: Cast, client: Client, draft: str
) -> None:
    client.post(f"{draft}nguoi-nop/", {"applicant.name": "Nguyễn Thị Hoa"})

    answer = client.post(f"{draft}xem-lai/", PLEDGED)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Lỗi: Xem lại và nộp" in page
    assert "Còn 2 điều thiếu hoặc chưa đúng" in page
    assert "Nguyễn Thị Hoa" in page
    assert 'value="first"' in page
    assert not _dossiers(cast)


def test_pledge_that_was_forgotten_is_asked_for(cast: Cast, client: Client, draft: str) -> None:
    fill(client, draft)

    answer = client.post(f"{draft}xem-lai/", {"lan": "first"})

    assert answer.status_code == 422
    assert 'href="#cam-doan">Đánh dấu vào ô cam đoan để nộp</a>' in answer.content.decode()
    assert not _dossiers(cast)


def test_each_review_has_a_key_of_its_own(client: Client, draft: str) -> None:
    keys = {client.get(f"{draft}xem-lai/").context["pledge"].key for _ in range(2)}

    assert len(keys) == 2


def test_handed_in_draft_shows_code_and_until_when_to_hear(
    cast: Cast, client: Client, draft: str
) -> None:
    fill(client, draft)

    answer = client.post(f"{draft}xem-lai/", PLEDGED, follow=True)

    dossier = _dossiers(cast)[0]
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"{draft}da-nop/", 302)]
    assert "Đã nộp hồ sơ" in page
    assert dossier.code in page.replace("<wbr>", "")
    assert "Trả lời có nhận không" in page
    assert "Dự kiến trả kết quả" in page
    assert "ho…@example.com" in page
    assert "hoa@example.com" not in page
    assert "CHƯA NỘP" not in page


def test_button_pressed_twice_hands_in_once(cast: Cast, client: Client, draft: str) -> None:
    fill(client, draft)

    answers = [client.post(f"{draft}xem-lai/", PLEDGED) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [f"{draft}da-nop/"] * 2
    assert len(_dossiers(cast)) == 1


def test_second_submission_under_another_key_is_told_the_code(
    cast: Cast, client: Client, draft: str
) -> None:
    fill(client, draft)
    client.post(f"{draft}xem-lai/", PLEDGED)

    answer = client.post(f"{draft}xem-lai/", PLEDGED | {"lan": "other"})

    code = _dossiers(cast)[0].code
    assert answer.status_code == 409
    assert "Hồ sơ này đã được nộp." in answer.content.decode()
    assert f'href="/tra-cuu/{code}/"' in answer.content.decode()
    assert len(_dossiers(cast)) == 1


@pytest.mark.parametrize("key", ["", "x" * 300])
def test_key_that_a_browser_lost_or_spoilt_stops_nobody(
    cast: Cast, client: Client, draft: str, key: str
) -> None:
    fill(client, draft)

    assert client.post(f"{draft}xem-lai/", PLEDGED | {"lan": key}).status_code == 302
    assert len(_dossiers(cast)) == 1


def test_following_works_at_once_in_the_same_browser(client: Client, draft: str) -> None:
    fill(client, draft)
    code = hand_in(client, draft)

    assert "Tờ khai đã nộp" in client.get(f"/tra-cuu/{code}/").content.decode()


def test_receipt_opens_again_and_its_picture_is_a_qr_code(client: Client, draft: str) -> None:
    fill(client, draft)
    hand_in(client, draft)

    page = client.get(f"{draft}da-nop/").content.decode()
    picture = client.get(f"{draft}ma-qr.svg")

    assert f'src="{draft}ma-qr.svg"' in page
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg")


@pytest.mark.parametrize("page", ["da-nop/", "ma-qr.svg"])
def test_receipt_of_a_draft_not_handed_in_leads_to_the_review(
    client: Client, draft: str, page: str
) -> None:
    assert client.get(draft + page)["Location"] == f"{draft}xem-lai/"


def test_receipt_belongs_to_its_applicant_alone(client: Client, draft: str) -> None:
    fill(client, draft)
    hand_in(client, draft)

    assert Client().get(f"{draft}da-nop/").status_code == 404
    assert Client().get(f"{draft}ma-qr.svg").status_code == 404


def test_slip_is_offered_once_the_worker_has_made_it(
    cast: Cast, client: Client, draft: str
) -> None:
    fill(client, draft)
    hand_in(client, draft)
    assert "Tải giấy hẹn" not in client.get(f"{draft}da-nop/").content.decode()

    acts.accept(_dossiers(cast)[0], by=cast.desk, at=cast.at)
    assert slips.issue in outbox.consumers.values()
    worker.drain(cast.ward.jurisdiction, at=cast.at)

    receipt = client.get(f"{draft}da-nop/").context["receipt"]
    download = client.get(receipt.slip_url)
    assert b"".join(download).startswith(b"%PDF")
    assert download["Content-Type"] == "application/pdf"


def test_account_owns_what_it_handed_in(cast: Cast, client: Client) -> None:
    client.force_login(cast.citizen)
    address = client.post(service_url(cast))["Location"]
    draft = "/".join(address.split("/")[:3]) + "/"
    fill(client, draft)
    code = hand_in(client, draft)

    elsewhere = Client()
    elsewhere.force_login(cast.citizen)
    assert "Tờ khai đã nộp" in elsewhere.get(f"/tra-cuu/{code}/").content.decode()
    assert drafts.dossier_of(_row(cast)).applicant_id == cast.citizen.pk


def test_the_declaration_can_be_looked_over_in_print_before_handing_it_in(
    client: Client, draft: str
) -> None:
    fill(client, draft)
    review = client.get(f"{draft}xem-lai/").content.decode()

    made = client.get(f"{draft}ban-in.pdf")

    assert f'href="{draft}ban-in.pdf"' in review
    text = text_of(made.content)
    for words in ("CHƯA NỘP", "Nguyễn Thị Hoa", "Việc cần làm: Xin đăng ký", "Giấy tờ (1 tệp)"):
        assert words in text


def test_a_draft_with_nothing_in_it_can_be_printed_too(client: Client, draft: str) -> None:
    assert client.get(f"{draft}ban-in.pdf").content.startswith(b"%PDF")


def test_the_declaration_is_offered_on_the_receipt_as_pdf(
    client: Client, draft: str, cast: Cast
) -> None:
    fill(client, draft)
    hand_in(client, draft)
    worker.drain("H05", at=cast.at + timedelta(minutes=1))

    receipt = client.get(f"{draft}da-nop/").context["receipt"]

    made = b"".join(client.get(receipt.application_url))
    assert "Xin đăng ký" in text_of(made)


def test_the_way_of_return_is_chosen_with_the_pledge(cast: Cast, client: Client) -> None:
    client.force_login(cast.citizen)
    review = f"/nop-ho-so/{cast.draft().public_id}/xem-lai/"
    assert "Nhận kết quả bằng cách nào?" in client.get(review).content.decode()
    sent = {"cam-doan": "1", "lan": "k" * 32}

    wrong = client.post(review, {**sent, "return_way": "post", "return_address": ""})
    assert wrong.status_code == 422
    assert 'href="#nhan-ket-qua"' in wrong.content.decode()

    client.post(review, {**sent, "return_way": "online"})
    [dossier] = Dossier.objects.filter(jurisdiction="H05")
    page = client.get(f"/tra-cuu/{dossier.code}/").content.decode()
    assert "Đã chọn nhận kết quả trên mạng" in page


def test_a_form_that_asks_is_believed_and_nobody_is_asked_twice(offered: list[Service]) -> None:
    at = timezone.now()
    birth = next(one for one in offered if one.procedure.code == "1.001193")
    draft = drafts.start(birth, by=None, at=at)
    answers = {"return_method": "post", "return_address": {"unit": "09190", "detail": "Số 12"}}

    found = return_ways.wished(draft, answers)

    assert return_ways.is_asked_by(drafts.form_of(draft))
    assert review.ways_of(draft) == []
    assert found["return_way"] == "post"
    assert found["return_address"].startswith("Số 12, ")
    assert return_ways.wished(draft, {"return_method": "online"}) == {
        "return_way": "online",
        "return_address": "",
    }
