"""The layouts and the pages for when something went wrong."""

from dataclasses import dataclass

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory


@dataclass
class Somebody:
    """A user as layouts see one."""

    name: str = "Nguyễn Văn Hải"
    is_authenticated: bool = True


def page_for(user: Somebody | None, template: str = "ui/page.html", **context: object) -> str:
    """A page as this person sees it."""
    request = RequestFactory().get("/tai-khoan/")
    if user:
        vars(request)["user"] = user
        vars(request)["workplaces"] = [{"url": "/mot-cua/", "label": "Bàn làm việc một cửa"}]
    return render_to_string(template, context, request)


def test_the_title_begins_with_the_error() -> None:
    assert "<title>Lỗi: " in page_for(None, errors=[{"message": "Chọn nơi sinh"}])
    assert "<title>Lỗi: " not in page_for(None)


def test_a_visitor_is_offered_to_log_in_and_nothing_else() -> None:
    page = page_for(None)

    assert "Đăng nhập" in page
    assert "Đăng xuất" not in page
    assert "Bàn làm việc" not in page
    assert "csrfmiddlewaretoken" not in page


def test_an_officer_sees_her_name_her_workplaces_and_a_form_to_log_out() -> None:
    page = page_for(Somebody())

    assert "Nguyễn Văn Hải" in page
    assert '<a href="/mot-cua/">Bàn làm việc một cửa</a>' in page
    assert '<form class="wide-only" method="post" action="/dang-xuat/">' in page


def test_the_working_layout_is_dense_and_has_the_keys() -> None:
    page = page_for(Somebody(), "ui/working.html")

    assert '<body class="work">' in page
    assert 'data-key="?"' in page
    assert 'action="/dang-xuat/"' in page


def test_an_aside_is_there_only_when_the_page_fills_it(client: Client) -> None:
    assert "<aside" not in page_for(None)
    assert "<aside" in client.get("/giao-dien/").content.decode()


def test_a_page_that_is_not_there_says_what_to_do(client: Client) -> None:
    answer = client.get("/khong-co/")

    assert answer.status_code == 404
    assert "Không thấy trang này" in answer.content.decode()
    assert 'action="/dich-vu/"' in answer.content.decode()


def test_our_own_fault_gives_a_number_without_database_or_session() -> None:
    page = render_to_string("ui/server_error.html", {"number": "7f3a91c2"})

    assert "7f3a91c2" in page
    assert "không phải do ông/bà" in page


def test_a_page_that_fails_shows_the_number(client: Client) -> None:
    client.raise_request_exception = False

    answer = client.get("/thu/hong/")

    assert answer.status_code == 500
    assert "số <span" in answer.content.decode()
    assert 'href="/thu/hong/"' in answer.content.decode()


def test_a_forged_form_says_that_nothing_changed_and_why() -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/thu/bieu-mau/", {"age": "3"})

    assert answer.status_code == 403
    words = answer.content.decode()
    assert "chưa có gì thay đổi" in words
    assert "Vì sao" in words
    assert "Làm gì bây giờ" in words


@pytest.mark.parametrize("page", ["/giao-dien/", "/giao-dien/ban-lam-viec/", "/khong-co/"])
def test_pages_that_link_only_to_what_exists(client: Client, page: str) -> None:
    words = client.get(page).content.decode()

    assert "/trien-khai/" not in words
    assert 'href=""' not in words
    assert 'href="#"' not in words
