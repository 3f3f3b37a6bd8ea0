"""The queue page: what is due first, narrowed by the address, the same queries for 1 and 50."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.agencies.models import Agency
from motcua.core.states import Outcome
from motcua.dossiers import acts, supplements
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Dossier
from motcua.people.accounts import create_account
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.cast import ANSWERS, Cast
from tests.desk.conftest import LogIn, url, words

MOST_QUERIES = 12


def codes(page: str) -> list[str]:
    """The dossiers of the list, in its order."""
    return re.findall(r'<td role="cell"><a href="/mot-cua/([^/"]+)/"', page)


def part(page: str, title: str) -> str:
    """The count beside a part of the queue."""
    found = re.search(rf"<span[^>]*>{title}</span><span[^>]*>([^<]+)</span>", page)
    assert found, f"no part {title}"
    return found[1]


def late(cast: Cast) -> Dossier:
    return cast.submitted(at=cast.at - timedelta(days=20))


def test_the_most_urgent_stands_first_under_headings(cast: Cast, desk: Client) -> None:
    fresh, old = cast.submitted(), late(cast)

    page = words(desk.get("/mot-cua/"))

    assert codes(page) == [old.code, fresh.code]
    assert "Quá hạn · 1" in page
    assert "quá hạn 1" in page  # the chip carries the number
    assert "2 hồ sơ, 1 quá hạn" in page


def test_parts_count_what_their_lists_show(cast: Cast, desk: Client) -> None:
    late(cast)
    cast.submitted()
    decided = acts.decide(
        cast.at_signing(), by=cast.head, at=cast.at, outcome=Outcome.GRANTED, reason=""
    )
    page = words(desk.get("/mot-cua/"))

    for title, query, expected in (
        ("Việc của tôi", "", 3),
        ("Quá hạn", "?han=qua-han", 1),
        ("Chờ tiếp nhận", "?trang-thai=submitted", 2),
        ("Chờ trả kết quả", "?trang-thai=decided", 1),
        ("Cả đơn vị", "?viec=tat-ca", 3),
    ):
        assert part(page, title) == str(expected)
        assert len(codes(words(desk.get(f"/mot-cua/{query}")))) == expected
    assert codes(words(desk.get("/mot-cua/?trang-thai=decided"))) == [decided.code]


def test_what_waits_for_applicants_is_one_press_away(cast: Cast, desk: Client) -> None:
    item = SupplementItem(kind="field", id="subject", message="Ghi rõ")
    dossier = acts.request_supplement(cast.submitted(), by=cast.desk, at=cast.at, items=[item])

    page = words(desk.get("/mot-cua/"))
    waiting = words(desk.get("/mot-cua/?trang-thai=awaiting_applicant&viec=tat-ca"))

    assert codes(page) == []
    assert part(page, "Chờ người nộp bổ sung") == "1"
    assert codes(waiting) == [dossier.code]
    assert "tạm dừng" in waiting


def test_a_supplemented_dossier_says_so(cast: Cast, desk: Client) -> None:
    item = SupplementItem(kind="field", id="subject", message="Ghi rõ")
    dossier = acts.request_supplement(cast.submitted(), by=cast.desk, at=cast.at, items=[item])
    supplements.save(dossier, supplements.open_request(dossier), {"subject": "Rõ"})
    acts.supplement(dossier, by=cast.applicant, at=cast.at)

    assert "Đã sửa hoặc bổ sung, chờ xem" in words(desk.get("/mot-cua/"))


def test_the_list_is_narrowed_to_how_dossiers_came_in(cast: Cast, handling: Client) -> None:
    online = cast.accepted()
    counter = acts.receive(cast.service, by=cast.desk, at=cast.at, answers=ANSWERS)

    assert codes(words(handling.get("/mot-cua/?kenh=online"))) == [online.code]
    narrowed = words(handling.get("/mot-cua/?kenh=counter"))
    assert codes(narrowed) == [counter.code]
    assert 'href="?han=qua-han&amp;kenh=counter"' in narrowed  # the other parts keep it


@pytest.mark.parametrize("query", ["?han=x&trang-thai=y&viec=z&kenh=w&noi=v&da=-1", "?q=%00"])
def test_an_address_that_makes_no_sense_shows_the_whole_queue(
    cast: Cast, desk: Client, query: str
) -> None:
    dossier = cast.submitted()

    assert codes(words(desk.get(f"/mot-cua/{query}"))) == [dossier.code]


def test_a_cursor_of_nobody_is_refused_in_words(cast: Cast, desk: Client) -> None:
    answer = desk.get("/mot-cua/?tu=xyz")

    assert answer.status_code == 422
    assert "Mở lại danh sách từ đầu" in words(answer)


def test_one_page_follows_the_other_and_counts_on(cast: Cast, desk: Client) -> None:
    made = [cast.submitted(at=cast.at + timedelta(minutes=n)).code for n in range(27)]

    first = words(desk.get("/mot-cua/?trang-thai=submitted"))
    following = re.search(r'href="(\?[^"]*tu=[^"]*)" rel="next"', first)
    assert following
    second = words(desk.get("/mot-cua/" + following[1].replace("&amp;", "&")))

    assert "Đang xem 25 trên 27" in first
    assert codes(first) + codes(second) == made
    assert "Đang xem 27 trên 27" in second
    assert 'rel="next"' not in second


@pytest.mark.parametrize("typed", ["whole", "short", "spoken"])
def test_a_code_opens_its_dossier(cast: Cast, desk: Client, typed: str) -> None:
    dossier = cast.submitted()
    text = {
        "whole": dossier.code,
        "short": dossier.code.partition("-")[2],
        "spoken": dossier.code.lower().replace("-", " "),
    }[typed]

    assert desk.get("/mot-cua/", {"q": text})["Location"] == url(dossier)


def test_a_code_of_nothing_is_said_at_the_field_and_kept(cast: Cast, desk: Client) -> None:
    page = words(desk.get("/mot-cua/?q=abc"))

    assert "Không có hồ sơ nào mang mã này" in page
    assert 'value="abc"' in page
    assert 'aria-invalid="true"' in page


def test_an_officer_of_two_places_chooses_one(cast: Cast, desk: Client) -> None:
    here = cast.submitted()
    give_posting(
        cast.desk.user, agency=cast.next_door, role=Role.DESK_OFFICER,
        valid_from=cast.at.date() - timedelta(days=9),
    )  # fmt: skip

    both = words(desk.get("/mot-cua/"))
    next_door = words(desk.get(f"/mot-cua/?noi={cast.next_door.code}"))

    assert codes(both) == [here.code]
    assert "và 1 nơi khác" in both
    assert codes(next_door) == []
    assert part(next_door, "Việc của tôi") == "0"


def test_an_empty_queue_says_what_will_come(cast: Cast, desk: Client) -> None:
    page = words(desk.get("/mot-cua/"))

    assert "Không có hồ sơ nào ở đây" in page
    assert "<table" not in page


def test_the_number_of_queries_is_the_same_for_one_and_fifty(cast: Cast, desk: Client) -> None:
    cast.submitted()
    desk.get("/mot-cua/")
    with CaptureQueriesContext(connection) as one:
        desk.get("/mot-cua/?viec=tat-ca")
    for _ in range(49):
        cast.submitted()
    with CaptureQueriesContext(connection) as many:
        desk.get("/mot-cua/?viec=tat-ca")

    assert len(one) == len(many) <= MOST_QUERIES


def test_an_officer_of_many_places_asks_no_more(cast: Cast, log_in: LogIn) -> None:
    user = create_account("dung", name="Hồ Thị Dung")
    for n in range(15):
        agency = Agency.objects.create(
            code=f"000.41.{n + 10}.H05", name=f"Xã {n}", kind="commune", jurisdiction="H05"
        )
        give_posting(user, agency=agency, role=Role.DESK_OFFICER, valid_from=cast.at.date())
    client = log_in(user)
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/mot-cua/").status_code == 200

    assert len(asked) <= MOST_QUERIES


def test_a_result_that_waits_to_be_fetched_is_not_overdue(cast: Cast, desk: Client) -> None:
    late(cast)
    at = cast.at - timedelta(days=20)
    settled = acts.accept(cast.submitted(at=at), by=cast.desk, at=at)
    settled = acts.advance(settled, by=cast.handling, at=at)
    settled = acts.decide(settled, by=cast.head, at=at, outcome=Outcome.GRANTED)

    page, overdue = words(desk.get("/mot-cua/")), words(desk.get("/mot-cua/?han=qua-han"))

    assert "2 hồ sơ, 1 quá hạn" in page
    assert "Có kết quả, chờ người nộp đến nhận · 1" in page
    assert "chờ nhận" in page.split("Có kết quả, chờ người nộp đến nhận")[1]
    assert settled.code not in overdue
    assert "Đang xem 1 trên 1" in overdue
