"""Fee tables by spreadsheet, and the fee that people are shown from then on."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from motcua.catalogue import fees
from motcua.catalogue.content import ProcedureContent
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries import content_of
from motcua.core.moments import local_day
from tests.bulk.conftest import send, take
from tests.cast import Cast
from tests.spreadsheets.books import book

HEAD = (
    "Mã thủ tục", "Mã cơ quan", "Trường hợp", "Mức thu (đồng)", "Ghi bằng chữ", "Từ ngày",
    "Đến hết ngày",
)  # fmt: skip
CODE = "9.000001"
TODAY = local_day(timezone.now())
FIRST = date(2026, 1, 1)


def line(amount: object, **other: Any) -> tuple[object, ...]:
    facts: dict[str, object] = {
        "code": CODE, "agency": "", "case": "", "amount": amount, "text": "", "first": FIRST,
        "last": None,
    }  # fmt: skip
    return tuple((facts | other).values())


def content() -> ProcedureContent:
    return content_of(Procedure.objects.select_related("current").get(code=CODE))


def page_of_service(cast: Cast) -> str:
    return Client().get(f"/dich-vu/{CODE}/{cast.ward.code}/").content.decode().replace("\xa0", " ")


def test_the_fee_of_the_table_is_shown_to_people(studio: Client, cast: Cast) -> None:
    assert "Miễn phí" in page_of_service(cast)

    take(studio, "fees", book(HEAD, line("8.000")), door="soan-thao")

    assert "8.000 đ" in page_of_service(cast)
    shown = Client().get(f"/api/v1/services/{CODE}").json()["fee"]
    assert (shown["amount"], shown["currency"]) == (8000, "VND")


def test_cases_and_words(studio: Client, cast: Cast) -> None:
    rows = (
        line(8000, case="Trong hạn"),
        line(20000, case="Quá hạn"),
        line(None, case="Khác", text="0,5 %"),
    )

    take(studio, "fees", book(HEAD, *rows), door="soan-thao")

    found = fees.fee(content())
    assert found["amount"] is None
    assert "tùy trường hợp" in found["text"]
    assert "Khác: 0,5 %" in [case["text"] for case in found["cases"]]


def test_an_agencys_own_fee_goes_before_that_of_all(studio: Client, cast: Cast) -> None:
    take(
        studio, "fees", book(HEAD, line(8000), line(5000, agency=cast.ward.code)), door="soan-thao"
    )

    assert fees.fee(content(), agency=cast.ward.code)["amount"] == 5000
    assert fees.fee(content(), agency=cast.next_door.code)["amount"] == 8000


def test_a_new_fee_begins_the_day_after_the_old_one(studio: Client, cast: Cast) -> None:
    take(studio, "fees", book(HEAD, line(8000)), door="soan-thao")
    tomorrow = TODAY + timedelta(days=1)
    rows = line(8000, last=TODAY), line(9000, first=tomorrow)

    take(studio, "fees", book(HEAD, *rows), door="soan-thao")

    assert fees.fee(content(), day=TODAY)["amount"] == 8000
    assert fees.fee(content(), day=tomorrow)["amount"] == 9000
    assert fees.fee(content(), day=FIRST - timedelta(days=1))["amount"] == 0  # as published


def test_what_was_published_does_not_change_its_digest(studio: Client, cast: Cast) -> None:
    before = content().to_json()

    take(studio, "fees", book(HEAD, line(8000)), door="soan-thao")

    assert content().to_json() == before


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([line(1000), line(2000, first=date(2026, 6, 1))], "Chồng lên dòng 2 (từ 01/01/2026"),
        ([line(9000, first=date(2025, 12, 31))], "Chồng lên mức đang có (từ 01/01/2026"),
        ([line(None)], "Chưa có mức thu"),
        ([line(1.5)], "không phải số đồng"),
        ([line(1000, last=date(2025, 1, 1))], "Ngày cuối trước ngày đầu"),
        (
            [line(1000, code="9.000009")],
            "Danh mục chưa có thủ tục 9.000009. Có phải 9.000001 không?",
        ),
        ([line(1000), line(1000)], "Trùng với dòng 2"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_taken(
    studio: Client, cast: Cast, rows: list[tuple[object, ...]], words: str
) -> None:
    take(studio, "fees", book(HEAD, line(700)), door="soan-thao")
    before = Procedure.objects.get(code=CODE).fee_table

    answer = studio.get(send(studio, "fees", book(HEAD, *rows), door="soan-thao"))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Procedure.objects.get(code=CODE).fee_table == before
