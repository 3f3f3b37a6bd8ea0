"""Search in one's own words, over the sample's procedures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.agencies.models import Agency
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.publishing import publish
from motcua.catalogue.queries import content_of
from motcua.catalogue.search import Results, search
from motcua.catalogue.search_index import rebuild
from motcua.core.folding import fold
from motcua.core.moments import local_day
from motcua.sample.agencies import load_agencies
from motcua.sample.procedures import load_procedures
from tests.catalogue.rooms import NOW, make_procedure

VO_CUONG, KINH_BAC, JUSTICE = "000.19.22.H05", "000.18.22.H05", "000.00.05.H05"
TODAY = local_day(NOW)

EVERYDAY = {
    "làm giấy khai sinh cho con": "1.001193",
    "vợ tôi mới sinh con": "1.001193",
    "xin bản sao khai sinh": "2.000635",
    "mất giấy khai sinh": "2.000635",
    "giấy độc thân": "1.004873",
    "sắp cưới thì đăng ký ở đâu": "1.000894",
    "bố tôi mất": "1.000656",
    "xin giấy không tiền án": "3.000333",
    "lý lịch tư pháp": "3.000333",
    "mở quán cà phê": "1.001612",
    "đóng cửa hàng": "1.001266",
    "đổi bằng lái xe máy": "3.000347",
    "nhập hộ khẩu": "1.004222",
    "đổi sổ đỏ": "1.012783",
    "xin phép xây nhà": "1.013225",
    "sao y công chứng": "2.000815",
    "tiền người già": "1.014027",
    "mở công ty": "2.001199",
    "chương trình khuyến mãi": "2.000033",
}

pytestmark = pytest.mark.django_db
Offer = Callable[..., Service]


@pytest.fixture(autouse=True)
def _sample(db: None) -> None:
    load_agencies()
    load_procedures(NOW)


@pytest.fixture
def offer() -> Offer:
    """A service as if it had been offered: this room's other tests offer for real."""

    def make(code: str, agency: str = VO_CUONG, *, earned: int = 3, uses: int = 0) -> Service:
        return Service.objects.create(
            procedure=Procedure.objects.get(code=code),
            agency=Agency.objects.get(code=agency),
            published_at=NOW,
            earned_level=earned,
            declared_level=4,
            uses=uses,
        )

    return make


def _codes(results: Results) -> list[str]:
    return [found.procedure.code for found in results.items]


def _rank(question: str, code: str) -> int:
    codes = _codes(search(question, limit=10, day=TODAY))
    return codes.index(code) + 1 if code in codes else 0


def test_everyday_questions_find_their_procedure_first() -> None:
    ranks = {question: _rank(question, code) for question, code in EVERYDAY.items()}

    assert [question for question, rank in ranks.items() if not 0 < rank <= 3] == []
    assert sum(1 / rank for rank in ranks.values()) / len(ranks) >= 0.95


@pytest.mark.parametrize(
    "question",
    ["dang ky khai sinh", "ĐĂNG KÝ KHAI SINH", "đăng kí khai sinh", "ddaawng kys khai sinh"],
)
def test_accents_case_spelling_and_telex_make_no_difference(question: str) -> None:
    asked, plain = search(question, day=TODAY), search("đăng ký khai sinh", day=TODAY)

    assert _codes(asked) == _codes(plain)
    assert _codes(asked)[0] == "1.001193"


def test_every_procedure_is_first_for_its_own_name_even_without_accents() -> None:
    for procedure in Procedure.objects.all():
        for name in (procedure.name, fold(procedure.name)):
            assert _codes(search(name, day=TODAY))[0] == procedure.code


def test_the_words_of_the_law_that_were_put_in_are_told() -> None:
    assert search("sổ đỏ", day=TODAY).understood == ("giấy chứng nhận quyền sử dụng đất",)
    assert search("đất", day=TODAY).understood == ()


def test_a_word_typed_with_other_accents_is_not_the_everyday_word() -> None:
    assert search("so do", day=TODAY).understood != ()
    assert search("sơ đồ", day=TODAY).understood == ()


@pytest.mark.parametrize("question", ["1.001193", "1001193", " 1.00119 ", "mã 1.001193 là gì"])
def test_a_code_finds_its_procedure(question: str) -> None:
    assert _codes(search(question, day=TODAY)) == ["1.001193"]


def test_the_beginning_of_a_code_finds_all_that_begin_so() -> None:
    codes = _codes(search("1.0012", day=TODAY))

    assert codes == ["1.001266"]
    assert _codes(search("1.0048", day=TODAY)) == ["1.004837", "1.004873"]


def test_what_has_nothing_to_do_with_the_question_is_left_out() -> None:
    found = search("đăng ký kết hôn", day=TODAY)

    assert _codes(found)[0] == "1.000894"
    assert "2.000033" not in _codes(found)
    assert search("qwertyuiop", day=TODAY).items == []


def test_an_empty_question_lists_the_most_used_first(offer: Offer) -> None:
    offer("1.000656", uses=3)
    offer("1.000894", uses=2)
    offer("1.000894", KINH_BAC, uses=2)
    offer("1.004222")

    codes = _codes(search("", limit=50, day=TODAY))

    assert codes[:3] == ["1.000894", "1.000656", "1.004222"]
    assert len(codes) == Procedure.objects.count()


def test_one_item_per_procedure_says_how_many_offer_it(offer: Offer) -> None:
    offer("1.001193", earned=3)
    offer("1.001193", KINH_BAC, earned=4)

    found = search("khai sinh", day=TODAY).items[0]

    assert (found.offered_by, found.service, found.earned, found.declared) == (2, None, 4, 4)


def test_the_service_is_given_where_it_is_the_only_one(offer: Offer) -> None:
    service = offer("1.001193")

    found = search("khai sinh", day=TODAY).items[0]

    assert found.service == service
    assert found.service is not None
    assert found.service.agency.code == VO_CUONG


def test_an_agency_has_its_own_services_alone(offer: Offer) -> None:
    offer("1.001193")
    offer("1.001193", KINH_BAC)
    offer("1.000894", KINH_BAC)

    found = search("", agency=VO_CUONG, day=TODAY).items

    assert [one.procedure.code for one in found] == ["1.001193"]
    assert found[0].service is not None


@pytest.mark.parametrize("place", ["09190", VO_CUONG])
def test_a_commune_has_its_own_services_and_those_of_its_province(offer: Offer, place: str) -> None:
    offer("1.001193")
    offer("1.000894", KINH_BAC)
    offer("2.002516", JUSTICE)

    assert set(_codes(search("", place=place, day=TODAY))) == {"1.001193", "2.002516"}


def test_a_province_has_the_services_of_all_its_communes(offer: Offer) -> None:
    offer("1.001193")
    offer("1.000894", KINH_BAC)
    offer("2.002516", JUSTICE)

    assert search("", place="24", day=TODAY).total == 3
    assert search("", place="01", day=TODAY).total == 0


def test_level_means_earned_at_least(offer: Offer) -> None:
    offer("1.001193", earned=4)
    offer("1.000894", earned=3)

    assert _codes(search("", level=4, day=TODAY)) == ["1.001193"]
    assert search("", level=3, day=TODAY).total == 2


def test_field_and_declared_level_narrow(offer: Offer) -> None:
    offer("1.001193")
    Service.objects.update(declared_level=3)
    offer("1.000894")

    assert _codes(search("", declared=3, day=TODAY)) == ["1.001193"]
    assert "1.001612" not in _codes(search("đăng ký", field="Hộ tịch", limit=50, day=TODAY))


def test_only_what_is_offered_if_that_is_asked(offer: Offer) -> None:
    offer("1.000894")

    assert _codes(search("đăng ký", offered=True, day=TODAY)) == ["1.000894"]


def test_withdrawn_services_and_agencies_that_ended_do_not_count(offer: Offer) -> None:
    withdrawn = offer("1.001193")
    Service.objects.filter(pk=withdrawn.pk).update(withdrawn_at=NOW)
    offer("1.000894", KINH_BAC)
    Agency.objects.filter(code=KINH_BAC).update(valid_to=TODAY)

    assert search("", offered=True, day=TODAY).items == []
    yesterday = TODAY - timedelta(days=1)
    assert _codes(search("", offered=True, day=yesterday)) == ["1.000894"]


@pytest.mark.parametrize("question", ["", "đăng ký", "1"])
def test_pages_put_together_are_the_whole_list(question: str) -> None:
    whole = _codes(search(question, limit=50, day=TODAY))
    pages: list[str] = []
    cursor = None

    while True:
        page = search(question, limit=4, cursor=cursor, day=TODAY)
        pages += _codes(page)
        assert page.total == len(whole)
        if (cursor := page.next) is None:
            break

    assert pages == whole


def test_a_procedure_that_comes_in_between_shows_nothing_twice(offer: Offer) -> None:
    for number, code in enumerate(("1.000656", "1.000894", "1.001193"), start=1):
        offer(code, uses=number)
    first = search("", limit=2, day=TODAY)
    offer("1.004222", uses=9)

    second = search("", limit=2, cursor=first.next, day=TODAY)

    assert _codes(second)[0] == "1.000656"


@pytest.mark.parametrize("cursor", ["", "x", "!!!", "bnVsbA", "W10", "WzEsMl0", "a" * 5000])
def test_a_cursor_that_cannot_be_read_begins_anew_or_ends(cursor: str) -> None:
    assert search("đăng ký", cursor=cursor, day=TODAY).total > 0


@given(
    q=st.text(max_size=60) | st.text("dđaăâsfrxjw \x00._1", max_size=30),
    place=st.none() | st.text(max_size=5),
    level=st.none() | st.integers(-1, 9),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_question_breaks_it(q: str, place: str | None, level: int | None) -> None:
    found = search(q, place=place, field=place, level=level, limit=3, cursor=place, day=TODAY)

    assert len(found.items) <= 3


def test_the_number_of_queries_does_not_grow_with_the_page(offer: Offer) -> None:
    for code in ("1.001193", "1.000894", "1.000656", "1.004873", "1.004837"):
        offer(code)

    search("đăng ký", day=TODAY)  # a process reads the index once
    counts = []
    for limit in (1, 20):
        with CaptureQueriesContext(connection) as queries:
            for found in search("đăng ký", place="09190", limit=limit, day=TODAY).items:
                content_of(found.procedure)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 10


def test_a_new_procedure_is_found_once_the_index_is_made(db: None) -> None:
    make_procedure("9.000001", name="Cấp giấy phép nuôi chim bồ câu")
    assert search("bồ câu", day=TODAY).items == []

    rebuild()

    assert _codes(search("bồ câu", day=TODAY)) == ["9.000001"]


def test_what_is_published_anew_is_shown_at_once(offer: Offer) -> None:
    search("khai sinh", day=TODAY)
    procedure = Procedure.objects.select_related("current").get(code="1.001193")
    publish(replace(content_of(procedure), result="Giấy khai sinh mới"), at=NOW)

    found = search("khai sinh", day=TODAY).items[0]

    assert content_of(found.procedure).result == "Giấy khai sinh mới"


def test_more_contents_than_are_remembered_are_all_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.catalogue.contents.REMEMBERED", 3)

    for _ in range(2):
        for found in search("", limit=50, day=TODAY).items:
            assert content_of(found.procedure).code == found.procedure.code


def test_of_procedures_alike_the_one_used_more_comes_first(offer: Offer) -> None:
    make_procedure("9.000001", name="Đăng ký nuôi ong mật")
    make_procedure("9.000002", name="Đăng ký nuôi ong ruồi")
    rebuild()
    assert _codes(search("nuôi ong", day=TODAY)) == ["9.000001", "9.000002"]

    offer("9.000002", uses=500)

    assert _codes(search("nuôi ong", day=TODAY)) == ["9.000002", "9.000001"]


def test_what_is_near_people_comes_before_what_a_ministry_does() -> None:
    for code, levels in (("9.000001", ["ministry"]), ("9.000002", ["commune"])):
        make_procedure(code, name="Đăng ký nuôi ong mật", levels=levels)
    rebuild()

    assert _codes(search("nuôi ong mật", day=TODAY)) == ["9.000002", "9.000001"]
