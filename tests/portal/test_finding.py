"""Home, search and the choice of a place."""

import pytest
from django.test import Client

from motcua.agencies.models import AdministrativeUnit, Agency
from motcua.catalogue import offers, search_index
from motcua.catalogue.content import Channel, Method, ProcedureContent
from motcua.catalogue.models import Procedure
from motcua.catalogue.publishing import publish
from motcua.core.folding import fold
from tests.cast import MONDAY, Cast
from tests.portal.conftest import service_url


def _procedure(code: str, name: str) -> Procedure:
    content = ProcedureContent(
        code=code, name=name, field="Thử", methods=(Method(channel=Channel.COUNTER),)
    )
    return publish(content, at=MONDAY).procedure


def test_home_shows_what_is_used_most_with_time_and_fee(cast: Cast, client: Client) -> None:
    page = client.get("/").content.decode()

    assert f'href="{service_url(cast)}"' in page
    assert "3\u00a0ngày làm việc" in page
    assert "Một phần" in page


def test_home_without_any_service_still_opens(db: None, client: Client) -> None:
    page = client.get("/").content.decode()

    assert "Chưa có dịch vụ nào nhận trên mạng." in page
    assert "<title>Cần làm việc gì với chính quyền? – Một cửa</title>" in page


def test_home_bears_the_name_of_the_one_agency_above_all(db: None, client: Client) -> None:
    Agency.objects.create(
        code="000.00.00.H05",
        name="Ủy ban nhân dân tỉnh Bắc Ninh",
        kind=Agency.Kind.PROVINCE,
        jurisdiction="H05",
        phone="0222 000 001",
        opening_hours={"mon": [["07:30", "11:30"]]},
    )

    page = client.get("/").content.decode()

    assert "– Dịch vụ công Bắc Ninh</title>" in page
    assert "Quầy một cửa mở thứ Hai: 7 giờ 30–11 giờ 30." in page
    assert 'href="tel:0222000001"' in page


def test_search_says_what_it_understood(cast: Cast, client: Client) -> None:
    _procedure("9.000002", "Đăng ký khai sinh")
    search_index.rebuild()

    page = client.get("/dich-vu/", {"q": "giay khai sinh"}).content.decode()

    assert "Đăng ký khai sinh" in page
    assert "Hiểu là:" in page


def test_search_that_finds_nothing_offers_near_ones_and_a_person(
    cast: Cast, client: Client
) -> None:
    search_index.rebuild()

    page = client.get("/dich-vu/", {"q": "xyzzy"}).content.decode()

    assert "Không thấy dịch vụ nào" in page
    assert "Nhiều người làm" in page
    assert service_url(cast) in page
    assert "Nói với cán bộ một cửa" in page


def test_search_narrows_by_earned_level(cast: Cast, client: Client) -> None:
    _procedure("9.000002", "Đăng ký thử nữa")
    search_index.rebuild()

    everything = client.get("/dich-vu/", {"q": "dang ky thu"})
    online = client.get("/dich-vu/", {"q": "dang ky thu", "level": "3"})

    assert everything.context["found"].total == 2
    assert online.context["found"].total == 1
    assert 'value="3" checked' in online.content.decode()


@pytest.mark.parametrize("query", ["level=9", "level=x", "cursor=%00%ff", "place=%00", "q=%00"])
def test_search_begins_anew_for_an_address_without_sense(
    cast: Cast, client: Client, query: str
) -> None:
    assert client.get(f"/dich-vu/?{query}").status_code == 200


def _commune(code: str, name: str, parent: str = "24") -> None:
    AdministrativeUnit.objects.create(
        code=code, name=name, folded=fold(name), kind="commune", parent_code=parent
    )


@pytest.fixture
def placed(cast: Cast) -> Cast:
    """The ward lies in a commune of that name; another of that name lies elsewhere."""
    for code, name in (("24", "Tỉnh Bắc Ninh"), ("25", "Tỉnh Phú Thọ")):
        AdministrativeUnit.objects.create(code=code, name=name, folded=fold(name), kind="province")
    _commune("09190", "Phường Võ Cường")
    _commune("09191", "Phường Hoà Bình")
    _commune("09192", "Xã Hoà Bình", parent="25")
    cast.ward.unit_code = "09190"
    cast.ward.save(update_fields=["unit_code"])
    search_index.rebuild()
    return cast


@pytest.mark.parametrize(
    "typed", ["09190", "vo cuong", "Phường Võ Cường, Tỉnh Bắc Ninh", "phuong vo cuong, bac ninh"]
)
def test_place_is_found_by_code_and_by_name(placed: Cast, client: Client, typed: str) -> None:
    page = client.get("/dich-vu/", {"q": "dang ky thu", "place": typed})

    assert page.context["place"].code == "09190"
    assert page.context["found"].total == 1
    assert "tại <b>Phường Võ Cường, Tỉnh Bắc Ninh</b>" in page.content.decode()


def test_name_of_several_places_lets_one_choose(placed: Cast, client: Client) -> None:
    page = client.get("/dich-vu/", {"q": "dang ky thu", "place": "hoa binh"}).content.decode()

    assert "Có 2 nơi tên “hoa binh”" in page
    assert "place=09192" in page


def test_place_that_is_none_narrows_nothing_and_says_so(placed: Cast, client: Client) -> None:
    page = client.get("/dich-vu/", {"q": "dang ky thu", "place": "xyz"})

    assert page.context["found"].total == 1
    assert "Không thấy nơi nào tên “xyz”: đang xem mọi nơi." in page.content.decode()


def test_search_goes_on_by_cursor(db: None, client: Client) -> None:
    for number in range(25):
        _procedure(f"9.0001{number:02}", f"Thủ tục số {number}")

    first = client.get("/dich-vu/")
    second = client.get(first.context["next_url"])

    names = [line.name for page in (first, second) for line in page.context["lines"]]
    assert len(set(names)) == 25
    assert not second.context["next_url"]


def test_procedure_offered_at_one_place_leads_straight_there(cast: Cast, client: Client) -> None:
    answer = client.get(f"/dich-vu/{cast.service.procedure.code}/")

    assert answer.status_code == 302
    assert answer["Location"] == service_url(cast)


def test_procedure_offered_at_more_places_lets_one_search_them(cast: Cast, client: Client) -> None:
    offers.offer(cast.service.procedure, agency=cast.next_door, at=MONDAY)
    address = f"/dich-vu/{cast.service.procedure.code}/"

    all_places = client.get(address).content.decode()
    one_place = client.get(address, {"q": "kinh bac"}).content.decode()
    nowhere = client.get(address, {"q": "hà nội"}).content.decode()

    assert cast.ward.name in all_places
    assert cast.next_door.name in all_places
    assert cast.ward.name not in one_place
    assert cast.next_door.name in one_place
    assert "Không thấy nơi nào tên “hà nội”" in nowhere


def test_procedure_that_nobody_offers_shows_the_counter_way_and_no_button(
    db: None, client: Client
) -> None:
    _procedure("9.000002", "Chỉ làm tại quầy")

    page = client.get("/dich-vu/9.000002/").content.decode()

    assert "Chưa, làm tại quầy" in page
    assert "Muốn làm tại quầy" in page
    assert "Bắt đầu nộp hồ sơ" not in page


def test_unknown_procedure_is_a_clear_page(db: None, client: Client) -> None:
    answer = client.get("/dich-vu/9.999999/")

    assert answer.status_code == 404
    assert "Không có thủ tục mang mã này" in answer.content.decode()


def test_search_that_finds_nothing_asks_whether_near_words_were_meant(
    cast: Cast, client: Client
) -> None:
    page = client.get("/dich-vu/", {"q": "karaoke hoojj chiếuu"}).content.decode()

    assert "Có phải ông/bà muốn tìm" in page
    assert "hộ chiếu</a>" in page
    assert "Tìm theo việc trong đời" in page
