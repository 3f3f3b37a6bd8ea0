"""Every act in its page: done, refused with everything typed kept, in conflict with others."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.core.moments import local, local_day
from motcua.core.states import Outcome, State
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, DossierDocument
from motcua.dossiers.timeline import entries_of
from tests.cast import Cast
from tests.desk.conftest import LogIn, do, now, other, pdf, url, words


def kinds(dossier: Dossier) -> list[str]:
    """What the journal holds."""
    return [entry.kind.removeprefix("dossier.") for entry in entries_of(dossier)]


def test_a_dossier_goes_the_whole_way_through_the_pages(
    cast: Cast, desk: Client, handling: Client, head: Client
) -> None:
    dossier = cast.submitted()

    do(desk, dossier, "accept")
    do(handling, now(dossier), "assign")
    do(handling, now(dossier), "advance", {"note": "Đủ điều kiện"})
    do(head, now(dossier), "decide", {"outcome": "granted", "result": pdf()})
    do(desk, now(dossier), "return-result", {"way": "counter"})

    assert now(dossier).state == State.RETURNED
    assert kinds(dossier) == [
        "submitted", "accepted", "assigned", "advanced", "decided", "result_returned"
    ]  # fmt: skip
    result = DossierDocument.objects.get(jurisdiction="H05", dossier=dossier, kind="result")
    assert result.filename == "kết quả.pdf"


def test_an_act_leads_back_to_the_dossier_and_names_the_next_one(cast: Cast, desk: Client) -> None:
    dossier, following = cast.submitted(), cast.submitted()

    answer = do(desk, dossier, "accept")
    page = words(desk.get(answer["Location"]))

    assert answer["Location"] == url(dossier)
    assert "Xong: tiếp nhận" in page
    link = re.search(rf'<a href="{url(following)}" data-key="j">Hồ sơ tiếp theo', page)
    assert link
    assert page.index(link[0]) < page.index("Hồ sơ sau")  # J follows the first


def test_after_the_last_dossier_the_key_leads_to_the_queue(cast: Cast, desk: Client) -> None:
    answer = do(desk, cast.submitted(), "accept")

    page = words(desk.get(answer["Location"]))

    assert '<a href="/mot-cua/" data-key="j">Hết việc đang chờ' in page


def test_names_in_the_message_are_no_markup(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()
    named: dict[str, Any] = {"applicant.name": "<b>Hoa</b>"}
    draft = cast.draft(**named)
    acts.submit(draft, by=cast.applicant, at=cast.at, key="k")

    page = words(desk.get(do(desk, dossier, "accept")["Location"]))

    assert "&lt;b&gt;Hoa&lt;/b&gt;" in page
    assert "<b>Hoa</b>" not in page


def test_an_officer_sends_back_with_a_reason(cast: Cast, head: Client) -> None:
    dossier = cast.at_signing()

    do(head, dossier, "send-back", {"reason": "Thiếu chữ ký"})

    assert kinds(dossier)[-1] == "sent_back"
    assert "Thiếu chữ ký" in words(head.get(url(dossier)))


def test_the_head_apologises_with_a_day_in_parts(cast: Cast, head: Client) -> None:
    dossier = acts.accept(cast.submitted(), by=cast.desk, at=cast.at)
    assert dossier.appointment
    day = local_day(dossier.appointment) + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    parts = {
        f"new_appointment.{name}": str(getattr(day, name)) for name in ("day", "month", "year")
    }

    answer = do(head, dossier, "apologise", {**parts, "reason": "Chờ xác minh"})

    assert answer.status_code == 302, words(answer)
    new = now(dossier).appointment
    assert new is not None
    assert local(new).date() == day


def test_a_dossier_is_refused_with_a_reason(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()

    page = words(desk.get(url(dossier, "viec", "refuse")))
    do(desk, dossier, "refuse", {"reason": "Không thuộc thẩm quyền, nộp ở Sở Tư pháp"})

    assert "Không hoàn tác được" in page
    assert now(dossier).state == State.REFUSED


def test_a_dossier_is_withdrawn_for_a_person_at_the_counter(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()

    page = words(desk.get(url(dossier, "viec", "withdraw")))
    do(desk, dossier, "withdraw", {"reason": "Người nộp yêu cầu tại quầy"})

    assert "Chỉ rút khi chính người nộp yêu cầu" in page
    assert now(dossier).state == State.WITHDRAWN


# What is missing or wrong


@pytest.mark.parametrize("act", ["refuse", "withdraw"])
def test_an_act_without_its_reason_says_so_at_the_field(cast: Cast, desk: Client, act: str) -> None:
    dossier = cast.submitted()

    answer = do(desk, dossier, act, {"reason": "  "})

    assert answer.status_code == 422
    assert 'href="#f-reason"' in words(answer)
    assert now(dossier).state == State.SUBMITTED


def test_a_rejection_asks_why_and_keeps_choice_and_file(cast: Cast, head: Client) -> None:
    dossier = cast.at_signing()

    answer = do(head, dossier, "decide", {"outcome": "rejected", "result": pdf("từ chối.pdf")})
    page = words(answer)

    assert answer.status_code == 422
    assert 'value="rejected" checked' in page
    token = re.search(r'name="kept\.result" value="([^"]+)" checked', page)
    assert token
    assert "từ chối.pdf" in page

    again = {"outcome": "rejected", "reason": "Không đủ điều kiện", "kept.result": token[1]}
    do(head, dossier, "decide", again)
    assert now(dossier).outcome == Outcome.REJECTED
    result = DossierDocument.objects.get(jurisdiction="H05", dossier=dossier, kind="result")
    assert result.filename == "từ chối.pdf"


def test_a_kept_file_is_of_nobody_else(cast: Cast, head: Client, log_in: LogIn) -> None:
    dossier = cast.at_signing()
    page = words(do(head, dossier, "decide", {"result": pdf()}))
    token = re.search(r'name="kept\.result" value="([^"]+)"', page)
    assert token
    other = acts.accept(cast.submitted(), by=cast.desk, at=cast.at)
    other = acts.advance(other, by=cast.head, at=cast.at)

    for stolen in (token[1] + "x", "abc", ""):
        do(head, now(other), "decide", {"kept.result": stolen})
    answer = do(log_in(cast.head), now(other), "decide", {"outcome": "granted"})

    assert answer.status_code == 302
    assert not DossierDocument.objects.filter(
        jurisdiction="H05", dossier=other, kind="result"
    ).exists()


def test_a_result_that_is_no_paper_is_refused_at_its_field_and_the_words_stay(
    cast: Cast, head: Client
) -> None:
    dossier = cast.at_signing()
    bad = other("ket-qua.exe", b"MZ")

    answer = do(head, dossier, "decide", {"outcome": "partly", "reason": "Vì", "result": bad})
    page = words(answer)

    assert answer.status_code == 422
    assert 'href="#ket-qua"' in page
    assert 'value="partly" checked' in page
    assert "Vì</textarea>" in page
    assert now(dossier).state == State.ACCEPTED


def test_a_choice_that_is_none_is_refused(cast: Cast, head: Client) -> None:
    dossier = cast.at_signing()

    assert do(head, dossier, "decide", {"outcome": "maybe"}).status_code == 422
    assert now(dossier).state == State.ACCEPTED


@pytest.mark.parametrize("version", ["", "abc", "99999999999999999999"])
def test_a_version_that_is_none_is_not_taken_for_one(
    cast: Cast, desk: Client, version: str
) -> None:
    dossier = cast.submitted()

    answer = desk.post(url(dossier, "viec", "accept"), {"version": version})

    assert answer.status_code == 302


# What the state or the role forbids


def test_an_act_in_a_wrong_state_says_what_can_be_done(cast: Cast, desk: Client) -> None:
    dossier = cast.accepted()

    for answer in (desk.get(url(dossier, "viec", "accept")), do(desk, dossier, "accept")):
        assert answer.status_code == 409
        assert "đang giải quyết" in words(answer).lower()
        assert "<form class" not in words(answer)


def test_an_act_of_another_role_is_refused_in_words(cast: Cast, handling: Client) -> None:
    dossier = cast.submitted()

    answer = do(handling, dossier, "accept")

    assert answer.status_code == 403
    assert "cán bộ một cửa, lãnh đạo" in words(answer)
    assert now(dossier).state == State.SUBMITTED


# Two officers on one version


def test_the_second_officer_reads_who_did_what_and_how_the_dossier_stands(
    cast: Cast, desk: Client, head: Client
) -> None:
    dossier = cast.submitted()
    page = words(head.get(url(dossier, "viec", "refuse")))
    assert f'name="version" value="{dossier.version}"' in page
    do(desk, dossier, "accept")

    answer = do(head, dossier, "refuse", {"reason": "Trùng với hồ sơ khác"})
    page = words(answer)

    assert answer.status_code == 409
    assert "Trần Thị Lan" in page
    assert "đã tiếp nhận" in page
    assert "Thẩm định" in page  # where it stands now
    assert "Trùng với hồ sơ khác" in page  # what was typed, to copy
    assert now(dossier).state == State.ACCEPTED


def test_an_act_that_still_works_can_be_sent_again_at_once(
    cast: Cast, handling: Client, head: Client
) -> None:
    dossier = cast.accepted()
    do(handling, dossier, "assign")

    page = words(do(head, dossier, "advance", {"note": "Đã xem"}))
    version = re.search(r'name="version" value="(\d+)"', page)

    assert version
    assert version[1] == str(now(dossier).version)
    assert "Đã xem</textarea>" in page
    assert do(head, now(dossier), "advance", {"note": "Đã xem"}).status_code == 302


def test_pressing_a_button_twice_does_it_once(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()

    do(desk, dossier, "accept")
    again = do(desk, dossier, "accept")

    assert again.status_code == 409
    assert kinds(dossier).count("accepted") == 1


# A session that ended meanwhile


def test_what_was_typed_when_the_session_had_ended_is_there_after_log_in(
    cast: Cast, client: Client
) -> None:
    dossier = cast.submitted()
    cast.desk.user.set_password("cau-vong-9-sac")
    cast.desk.user.save()
    address = url(dossier, "viec", "refuse")

    sent = client.post(address, {"version": "1", "reason": "Nộp nhầm nơi"})
    client.post(
        sent["Location"], {"username": cast.desk.user.username, "password": "cau-vong-9-sac"}
    )
    page = words(client.get(address))
    once_more = words(client.get(address))

    assert sent["Location"] == f"/dang-nhap/?next={address}"
    assert "Nộp nhầm nơi</textarea>" in page
    assert "Mọi điều đã điền vẫn còn" in page
    assert "Nộp nhầm nơi" not in once_more
    assert now(dossier).state == State.SUBMITTED
