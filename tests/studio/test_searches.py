"""The owner sees what is searched in vain, and teaches the search everyday words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.catalogue import search_index, unanswered
from motcua.catalogue.models import LocalSynonym, UnansweredQuestion
from motcua.core.moments import local_day
from motcua.people.models import User
from tests.cast import MONDAY, Cast

DAY = local_day(MONDAY)
PAGE = "/soan-thao/loi-tim/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index(cast: Cast) -> None:
    search_index.rebuild()


@pytest.fixture
def at_work(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def _ask(question: str, days: int = 2, times: int = 2) -> None:
    for day in range(days):
        for _ in range(times):
            unanswered.note(question, day=DAY + timedelta(days=day))


def _teach(client: Client, said: str, law: str, reason: str = "Lời quen ở chợ.") -> str:
    answer = client.post(
        reverse("studio:teach"),
        {"said": said, "law": law, "reason": reason, "act": "teach"},
        follow=True,
    )
    return answer.content.decode()


def test_a_search_in_vain_is_counted_and_shown_once_it_came_often(
    cast: Cast, at_work: Client, client: Client
) -> None:
    client.get("/dich-vu/", {"q": "karaoke tay vịn"})
    assert UnansweredQuestion.objects.get().times == 1
    assert "karaoke" not in at_work.get(PAGE).content.decode()

    _ask("Karaoke tay vịn")

    assert "karaoke tay vin" in at_work.get(PAGE).content.decode()


def test_words_are_not_kept_before_they_came_on_days_enough(cast: Cast) -> None:
    _ask("karaoke tay vịn", days=1, times=9)

    row = UnansweredQuestion.objects.get()
    assert (row.text, row.times, row.days) == ("", 9, 1)
    assert "karaoke" not in row.key


@pytest.mark.parametrize(
    "question", ["0912 345 678", "so 001.203.004.005", "a@b.vn", "x" * 81, " "]
)
def test_what_may_be_somebody_s_own_is_not_counted(cast: Cast, question: str) -> None:
    assert not unanswered.note(question, day=DAY)
    assert UnansweredQuestion.objects.count() == 0


def test_what_is_found_or_narrowed_or_turned_over_is_not_counted(
    cast: Cast, client: Client
) -> None:
    client.get("/dich-vu/", {"q": cast.service.procedure.name})
    client.get("/dich-vu/", {"q": "karaoke", "level": "4"})
    client.get("/dich-vu/", {"q": "karaoke", "cursor": "x"})

    assert UnansweredQuestion.objects.count() == 0


def test_old_questions_are_forgotten(cast: Cast) -> None:
    unanswered.note("karaoke", day=DAY)

    assert unanswered.forget_old(day=DAY + unanswered.KEPT) == 0
    assert unanswered.forget_old(day=DAY + unanswered.KEPT + timedelta(days=1)) == 1


def test_words_that_were_taught_are_used_by_the_search_at_once(
    cast: Cast, at_work: Client, client: Client
) -> None:
    name = cast.service.procedure.name
    _ask("giay chao doi")

    page = _teach(at_work, "giấy chào đời", name)

    assert "Từ nay tìm “giấy chào đời”" in page
    assert "giay chao doi" not in page
    found = client.get("/dich-vu/", {"q": "giay chao doi"}).content.decode()
    assert name in found
    assert "Không thấy dịch vụ nào" not in found


@pytest.mark.parametrize(
    ("said", "law", "reason"),
    [
        ("", "khai sinh", "Lời quen ở chợ."),
        ("một hai ba bốn năm sáu bảy tám chín", "khai sinh", "Lời quen ở chợ."),
        ("giấy chào đời", "", "Lời quen ở chợ."),
        ("giấy chào đời", "karaoke", "Lời quen ở chợ."),
        ("khai sinh", "khai sinh", "Lời quen ở chợ."),
        ("giấy chào đời", "khai sinh", ""),
    ],
)
def test_words_of_no_use_are_refused_and_nothing_typed_is_lost(
    cast: Cast, at_work: Client, said: str, law: str, reason: str
) -> None:
    page = _teach(at_work, said, law, reason)

    assert 'role="alert"' in page
    assert f'value="{said}"' in page
    assert LocalSynonym.objects.count() == 0


def test_words_are_previewed_before_they_are_taught_and_taken_back_after(
    cast: Cast, at_work: Client
) -> None:
    words = {"said": "giấy chào đời", "law": cast.service.procedure.name, "act": "preview"}
    page = at_work.post(reverse("studio:teach"), words).content.decode()
    assert "thấy trước hết" in page
    assert LocalSynonym.objects.count() == 0

    _teach(at_work, words["said"], words["law"])
    line = LocalSynonym.objects.get()
    at_work.post(reverse("studio:untaught"), {"line": str(line.pk)})

    assert LocalSynonym.objects.count() == 0


def test_others_may_neither_see_nor_teach(cast: Cast, client: Client) -> None:
    client.force_login(cast.citizen)

    assert client.get(PAGE).status_code == 403
    assert client.post(reverse("studio:teach"), {"said": "a", "law": "b"}).status_code == 403


def test_the_page_asks_as_much_for_many_lines_as_for_one(
    cast: Cast, owner: User, at_work: Client
) -> None:
    counts = []
    for number in range(1, 21):
        said = f"lời {number}"
        LocalSynonym.objects.create(
            said=said, key=said, law="khai sinh", reason="Thử.", by=owner.name, since=DAY
        )
        if number in (1, 20):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                at_work.get(PAGE)
            counts.append(len(queries))

    assert counts[0] == counts[1]
