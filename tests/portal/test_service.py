"""The page of a service and its one button."""

from datetime import timedelta

from django.test import Client

from motcua.catalogue import offers
from motcua.dossiers import drafts, my_dossiers
from motcua.dossiers.models import Draft
from motcua.dossiers.timeline import entries_of
from tests.cast import Cast
from tests.portal.conftest import fill, hand_in, service_url


def _count(cast: Cast) -> int:
    return Draft.objects.filter(jurisdiction=cast.ward.jurisdiction).count()


def test_service_answers_before_it_asks(cast: Cast, client: Client) -> None:
    page = client.get(service_url(cast)).content.decode()

    assert page.index("Làm trên mạng") < page.index("Bắt đầu nộp hồ sơ")
    for heading in ("mang", "can", "lau", "phi", "sau", "quay"):
        assert f'<h2 id="{heading}">' in page
    assert "3\u00a0ngày làm việc" in page
    assert "9.000001" in page


def test_earned_level_stands_in_words_beside_the_declared_one(cast: Cast, client: Client) -> None:
    cast.service.declared_level = 4
    cast.service.save(update_fields=["declared_level"])

    page = client.get(service_url(cast)).content.decode()

    assert "Cơ quan công bố mức 4: làm trọn trên mạng. Đạt được: mức 3" in page
    assert "Chưa trả kết quả trực tuyến hoặc qua dịch vụ bưu chính." in page


def test_button_begins_a_draft_whose_secret_stays_out_of_the_address(
    cast: Cast, client: Client
) -> None:
    answer = client.post(service_url(cast))

    assert _count(cast) == 1
    draft = Draft.objects.get(jurisdiction=cast.ward.jurisdiction)
    assert answer["Location"] == f"/nop-ho-so/{draft.public_id}/nguoi-nop/"
    assert draft.secret not in answer["Location"]
    kept = answer.cookies["khoa"]
    assert kept.value == draft.secret
    assert kept["path"] == f"/nop-ho-so/{draft.public_id}/"
    assert kept["httponly"]


def test_button_pressed_twice_begins_one_draft(cast: Cast, client: Client) -> None:
    first = client.post(service_url(cast))
    second = client.post(service_url(cast))

    assert _count(cast) == 1
    assert first["Location"] == second["Location"]


def test_draft_begun_in_this_browser_is_offered_first(
    cast: Cast, client: Client, draft: str
) -> None:
    page = client.get(service_url(cast)).content.decode()

    assert "Đang viết dở việc này, chưa nộp" in page
    assert f'href="{draft}"' in page
    assert "Bắt đầu hồ sơ khác" in page


def test_another_draft_is_begun_only_when_asked_for(cast: Cast, client: Client, draft: str) -> None:
    answer = client.post(service_url(cast), {"moi": "1"})

    assert _count(cast) == 2
    assert not answer["Location"].startswith(draft)


def test_account_finds_its_draft_on_any_machine(cast: Cast, client: Client) -> None:
    draft = drafts.start(cast.service, by=cast.citizen, at=cast.at)
    client.force_login(cast.citizen)

    page = client.get(service_url(cast)).content.decode()

    assert f'href="/nop-ho-so/{draft.public_id}/"' in page


def test_neighbour_is_offered_nothing_of_it(cast: Cast, client: Client) -> None:
    drafts.start(cast.service, by=cast.citizen, at=cast.at)
    client.force_login(cast.neighbour)

    assert "Đang viết dở" not in client.get(service_url(cast)).content.decode()


def test_dossier_handed_in_from_this_browser_is_shown(
    cast: Cast, client: Client, draft: str
) -> None:
    fill(client, draft)
    code = hand_in(client, draft)

    page = client.get(service_url(cast)).content.decode()

    assert "Đã nộp việc này ở đây" in page
    assert code in page
    assert "Bắt đầu nộp hồ sơ" in page


def test_dossier_of_the_account_is_shown(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    my_dossiers.index(dossier, entries_of(dossier)[-1])
    client.force_login(cast.citizen)

    assert dossier.code in client.get(service_url(cast)).content.decode()


def test_expired_draft_is_not_offered(cast: Cast, client: Client, draft: str) -> None:
    past = cast.at - timedelta(days=1)
    Draft.objects.filter(jurisdiction=cast.ward.jurisdiction).update(expires_at=past)

    assert "Đang viết dở" not in client.get(service_url(cast)).content.decode()


def test_form_knows_what_the_account_says_of_its_owner(cast: Cast, client: Client) -> None:
    client.force_login(cast.citizen)

    offered = client.post(service_url(cast))["Location"]
    page = client.get(client.post(offered, {"lam": "dung"})["Location"]).content.decode()

    assert 'value="Nguyễn Thị Hoa"' in page
    assert 'value="hoa@example.com"' in page


def test_withdrawn_service_says_so_and_leads_to_the_procedure(cast: Cast, client: Client) -> None:
    offers.withdraw_offer(cast.service, at=cast.at)

    answer = client.post(service_url(cast))

    assert answer.status_code == 404
    assert "không nhận “Đăng ký thử” trên mạng" in answer.content.decode()
    assert _count(cast) == 0


def test_service_of_an_agency_without_it_is_a_clear_page(cast: Cast, client: Client) -> None:
    answer = client.get(f"/dich-vu/9.000001/{cast.next_door.code}/")

    assert answer.status_code == 404
    assert 'href="/dich-vu/9.000001/"' in answer.content.decode()
