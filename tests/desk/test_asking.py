"""Asking for a supplement: by field and paper, with ready phrases or own words, once."""

import re
from datetime import timedelta

from django.test import Client

from motcua.core.states import State
from motcua.dossiers import acts, supplements
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Dossier
from tests.cast import Cast
from tests.desk.conftest import do, now, url, words

ACT = "request-supplement"
PLEDGE = {"pledge": "1"}
BLURRED = "Ảnh mờ, xin chụp lại ở chỗ sáng, thấy đủ bốn góc."


def items(dossier: Dossier) -> list[tuple[str, str, str]]:
    """Kind, id and words of what was asked."""
    request = supplements.open_request(now(dossier))
    return [(item["kind"], item["id"], item["message"]) for item in request.items]


def asked_once(cast: Cast) -> Dossier:
    """A dossier that was asked once at intake and answered."""
    item = SupplementItem(kind="field", id="subject", message="Ghi rõ")
    dossier = acts.request_supplement(cast.submitted(), by=cast.desk, at=cast.at, items=[item])
    supplements.save(dossier, supplements.open_request(dossier), {"subject": "Rõ"})
    return acts.supplement(dossier, by=cast.applicant, at=cast.at)


def test_every_field_and_paper_stands_there_with_what_it_holds(cast: Cast, desk: Client) -> None:
    page = words(desk.get(url(cast.submitted(), "viec", ACT)))

    for name in ("applicant.name", "applicant.phone", "applicant.email", "subject", "paper"):
        assert f'name="ask.{name}"' in page
    assert "Nguyễn Thị Hoa" in page
    assert "1 tệp" in page
    assert page.index('name="ask.paper"') < page.index('name="ask.applicant.name"')
    assert "Chỉ được yêu cầu một lần" in page
    assert "hạn bổ sung: hết" in page


def test_a_ready_phrase_is_enough_for_a_paper(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()
    assert BLURRED in words(desk.get(url(dossier, "viec", ACT)))

    do(desk, dossier, ACT, {"ask.paper": "on", "ready.paper": BLURRED, **PLEDGE})

    assert items(dossier) == [("document", "paper", BLURRED)]


def test_own_words_go_before_a_ready_phrase(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()
    typed = {"ready.subject": "Để trống, xin điền.", "message.subject": "Ghi rõ việc cần làm"}

    do(desk, dossier, ACT, {"ask.subject": "on", **typed, **PLEDGE})

    assert items(dossier) == [("field", "subject", "Ghi rõ việc cần làm")]


def test_several_points_are_asked_at_once_and_only_what_is_ticked(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()
    typed = {
        "ask.paper": "on",
        "message.paper": "Chụp lại",
        "ask.applicant.phone": "on",
        "message.applicant.phone": "Số không gọi được",
        "message.subject": "không hỏi điều này",
    }

    do(desk, dossier, ACT, {**typed, **PLEDGE})

    assert {name for _, name, _ in items(dossier)} == {"paper", "applicant.phone"}
    assert now(dossier).state == State.AWAITING_APPLICANT


def test_nothing_ticked_is_said_on_top(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()

    answer = do(desk, dossier, ACT, PLEDGE)

    assert answer.status_code == 422
    assert 'href="#f-items">Chọn ít nhất một mục' in words(answer)


def test_a_point_without_words_is_said_at_its_field_and_the_others_stay(
    cast: Cast, desk: Client
) -> None:
    dossier = cast.submitted()
    typed = {"ask.subject": "on", "ask.paper": "on", "ready.paper": BLURRED}

    answer = do(desk, dossier, ACT, {**typed, **PLEDGE})
    page = words(answer)

    assert answer.status_code == 422
    assert 'href="#m-subject"' in page
    assert 'href="#m-paper"' not in page
    assert 'name="ask.paper" checked' in page
    assert f'value="{BLURRED}" checked' in page
    assert re.search(r'name="pledge"[^>]* checked', page)
    assert now(dossier).state == State.SUBMITTED


def test_one_says_that_all_was_looked_at_for_one_asks_only_once(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()

    answer = do(desk, dossier, ACT, {"ask.subject": "on", "message.subject": "Ghi rõ"})
    page = words(answer)

    assert answer.status_code == 422
    assert 'href="#f-pledge"' in page
    assert "Ghi rõ</textarea>" in page
    assert now(dossier).state == State.SUBMITTED


def test_a_field_that_is_not_in_the_form_is_refused(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()

    answer = do(desk, dossier, ACT, {"ask.nothing": "on", "message.nothing": "x", **PLEDGE})

    assert answer.status_code == 422
    assert now(dossier).state == State.SUBMITTED


def test_a_second_request_is_the_heads_and_wants_a_reason(
    cast: Cast, desk: Client, head: Client
) -> None:
    dossier = asked_once(cast)
    typed = {"ask.paper": "on", "ready.paper": BLURRED, **PLEDGE}

    by_desk = do(desk, dossier, ACT, typed)
    without = do(head, dossier, ACT, typed)
    given = do(head, dossier, ACT, {**typed, "exception_reason": "Phát hiện giấy hết hạn"})

    assert by_desk.status_code == 403
    assert "Chỉ lãnh đạo yêu cầu bổ sung thêm được" in words(by_desk)
    assert without.status_code == 422
    assert 'href="#f-exception_reason"' in words(without)
    assert given.status_code == 302
    assert items(dossier) == [("document", "paper", BLURRED)]


def test_three_days_after_acceptance_the_officer_reads_why_she_cannot_ask(
    cast: Cast, handling: Client
) -> None:
    long_ago = cast.at - timedelta(days=20)
    dossier = acts.accept(cast.submitted(at=long_ago), by=cast.desk, at=long_ago)

    page = words(handling.get(url(dossier)))

    assert f"/viec/{ACT}/" not in page
    assert "quá 3 ngày làm việc" in page


def test_markup_in_words_stays_words(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()
    do(desk, dossier, ACT, {"ask.subject": "on", "message.subject": "<b>đậm</b>", **PLEDGE})

    page = words(desk.get(url(dossier)))

    assert "&lt;b&gt;đậm&lt;/b&gt;" in page
    assert "<b>đậm</b>" not in page
