"""Receiving at the counter: find the service, fill in one page, get a dossier with its receipt."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.catalogue import offers
from motcua.core.states import State
from motcua.dossiers.models import Channel, Dossier, DossierDocument
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.cast import ANSWERS, Cast
from tests.desk.conftest import LogIn, other, pdf, words

CHOOSE = "/mot-cua/tiep-nhan/"
FILLED = {**ANSWERS, "reason_for_counter": "form_hard"}


def address(cast: Cast) -> str:
    return f"{CHOOSE}{cast.service.procedure.code}/{cast.ward.code}/"


def received() -> list[Dossier]:
    return list(Dossier.objects.filter(jurisdiction="H05").order_by("id"))


def key(page: str) -> str:
    """What makes this page one sending."""
    found = re.search(r'name="lan" value="(\w+)"', page)
    assert found
    return found[1]


# Which service?


@pytest.mark.parametrize("q", ["", "dang ky", "Đăng ký thử", "thu", "9.000001"])
def test_a_service_is_found_by_letters_without_accents(cast: Cast, desk: Client, q: str) -> None:
    page = words(desk.get(CHOOSE, {"q": q}))

    assert f'href="{address(cast)}" data-key="1"' in page


def test_what_is_not_received_here_is_not_found(cast: Cast, desk: Client) -> None:
    assert "Không thấy dịch vụ nào" in words(desk.get(CHOOSE, {"q": "kết hôn"}))


def test_an_officer_of_two_counters_says_once_at_which_she_sits(cast: Cast, desk: Client) -> None:
    offers.offer(cast.service.procedure, agency=cast.next_door, at=cast.at)
    give_posting(
        cast.desk.user, agency=cast.next_door, role=Role.DESK_OFFICER,
        valid_from=cast.at.date() - timedelta(days=9),
    )  # fmt: skip
    there = f"{CHOOSE}{cast.service.procedure.code}/{cast.next_door.code}/"

    first = words(desk.get(CHOOSE))
    desk.get(CHOOSE, {"noi": cast.next_door.code})
    later = words(desk.get(CHOOSE))
    searched = words(desk.get(CHOOSE, {"q": "thu"}))

    assert address(cast) in first
    assert there not in first
    assert there in later
    assert address(cast) not in later
    assert searched.index(there) < searched.index(address(cast))


def test_choosing_asks_few_questions(cast: Cast, desk: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        desk.get(CHOOSE)

    assert len(asked) <= 8


@pytest.mark.parametrize("who", ["handling", "stranger"])
def test_only_the_counter_of_the_agency_receives(cast: Cast, log_in: LogIn, who: str) -> None:
    client = log_in(getattr(cast, who))

    assert client.get(address(cast)).status_code == 404
    assert client.post(address(cast), FILLED).status_code == 404
    assert received() == []


# Receiving


def test_the_page_asks_everything_at_once_and_says_what_will_be_promised(
    cast: Cast, desk: Client
) -> None:
    page = words(desk.get(address(cast)))

    for name in ("applicant.name", "applicant.phone", "subject", "paper", "reason_for_counter"):
        assert f'name="{name}"' in page
    assert re.search(r"Sẽ hẹn</h2><p><b>[^<]*\d{2}/\d{2}/\d{4}</b>. Phí: Miễn phí", page)
    assert " checked" not in page.split("data-keys-toggle")[0]  # nothing is preselected


def test_a_dossier_is_received_and_accepted_in_one(cast: Cast, desk: Client) -> None:
    answer = desk.post(address(cast), FILLED)
    page = words(desk.get(answer["Location"]))

    [dossier] = received()
    assert answer["Location"] == f"/mot-cua/{dossier.code}/"
    assert (dossier.state, dossier.channel) == (State.ACCEPTED, Channel.COUNTER)
    assert dossier.reason_for_counter == "form_hard"
    assert dossier.applicant is None
    assert dossier.appointment is not None
    assert f"Đã nhận hồ sơ {dossier.code}" in page
    assert "Giấy hẹn đang được lập" in page
    assert "bản giấy tại quầy" in page


def test_a_scan_goes_with_it(cast: Cast, desk: Client) -> None:
    desk.post(address(cast), {**FILLED, "paper": [pdf("một.pdf"), pdf("hai.pdf")]})

    [dossier] = received()
    papers = DossierDocument.objects.filter(jurisdiction="H05", dossier=dossier)
    assert sorted(papers.values_list("filename", flat=True)) == ["hai.pdf", "một.pdf"]
    assert set(papers.values_list("requirement", flat=True)) == {"paper"}


def test_a_reason_that_is_none_of_ours_is_left_out(cast: Cast, desk: Client) -> None:
    desk.post(address(cast), {**FILLED, "reason_for_counter": "x" * 500})

    assert received()[0].reason_for_counter == ""


def test_what_is_missing_is_said_and_nothing_typed_or_scanned_is_lost(
    cast: Cast, desk: Client
) -> None:
    typed: dict[str, Any] = {**FILLED, "subject": "", "applicant.phone": "12", "paper": pdf()}

    answer = desk.post(address(cast), typed)
    page = words(answer)
    token = re.search(r'name="kept\.paper" value="([^"]+)" checked', page)

    assert answer.status_code == 422
    assert 'href="#f-subject"' in page
    assert 'href="#f-applicant-phone"' in page
    assert 'value="Nguyễn Thị Hoa"' in page
    assert 'value="12"' in page
    assert 'value="form_hard" checked' in page
    assert token
    assert received() == []

    desk.post(address(cast), {**FILLED, "kept.paper": token[1], "lan": key(page)})
    [dossier] = received()
    papers = DossierDocument.objects.filter(jurisdiction="H05", dossier=dossier)
    assert [paper.filename for paper in papers] == ["kết quả.pdf"]


def test_a_file_that_cannot_be_taken_is_said_at_its_paper_and_the_others_stay(
    cast: Cast, desk: Client
) -> None:
    bad = other("thư.docx", b"PK\x03\x04")

    answer = desk.post(address(cast), {**FILLED, "paper": [pdf("tốt.pdf"), bad]})
    page = words(answer)

    assert answer.status_code == 422
    assert 'href="#giay-paper"' in page
    assert "tốt.pdf" in page
    assert 'value="Xin đăng ký"' in page
    assert received() == []


def test_the_same_page_sent_twice_is_one_dossier(cast: Cast, desk: Client) -> None:
    sent = {**FILLED, "lan": key(words(desk.get(address(cast))))}

    first = desk.post(address(cast), sent)
    second = desk.post(address(cast), sent)

    assert first["Location"] == second["Location"]
    assert len(received()) == 1


def test_a_page_used_again_for_somebody_else_asks_before_it_receives(
    cast: Cast, desk: Client
) -> None:
    sent = {**FILLED, "lan": key(words(desk.get(address(cast))))}
    desk.post(address(cast), sent)

    answer = desk.post(address(cast), {**sent, "applicant.name": "Trần Văn Bình"})
    page = words(answer)
    desk.post(address(cast), {**sent, "applicant.name": "Trần Văn Bình", "lan": key(page)})

    assert answer.status_code == 409
    assert "vừa dùng để nhận một hồ sơ khác" in page
    assert 'value="Trần Văn Bình"' in page
    assert [one.applicant_name for one in received()] == ["Nguyễn Thị Hoa", "Trần Văn Bình"]


def test_what_was_typed_when_the_session_had_ended_is_there_after_log_in(
    cast: Cast, client: Client
) -> None:
    cast.desk.user.set_password("cau-vong-9-sac")
    cast.desk.user.save()

    sent = client.post(address(cast), FILLED)
    client.post(
        sent["Location"], {"username": cast.desk.user.username, "password": "cau-vong-9-sac"}
    )
    page = words(client.get(address(cast)))

    assert 'value="Xin đăng ký"' in page
    assert 'value="form_hard" checked' in page
    assert received() == []


def test_a_withdrawn_service_is_received_no_more(cast: Cast, desk: Client) -> None:
    offers.withdraw_offer(cast.service, at=cast.at)

    assert desk.get(address(cast)).status_code == 404


def test_a_service_that_is_not_online_is_received_and_nobody_is_asked_why(
    cast: Cast, desk: Client
) -> None:
    offers.withdraw_offer(cast.service, at=cast.at)
    offers.take_at_counter(cast.service.procedure, agency=cast.ward, at=cast.at)

    assert f'href="{address(cast)}"' in words(desk.get(CHOOSE))
    page = words(desk.get(address(cast)))
    assert "Vì sao đến quầy" not in page
    assert "Sẽ hẹn" in page
    desk.post(address(cast), {**ANSWERS, "lan": key(page)})
    assert [one.state for one in received()] == [State.ACCEPTED]
