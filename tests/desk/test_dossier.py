"""One dossier on one screen: all an officer needs, exactly the acts that work, few queries."""

import re
from datetime import timedelta
from io import BytesIO

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.core.states import Outcome
from motcua.documents import changes as documents
from motcua.documents.models import StoredFile
from motcua.dossiers import acts, drafts, supplements, worker
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import AccessLog, AnswerRevision, Dossier
from motcua.dossiers.papers import Paper
from motcua.dossiers.suspensions import Cause
from tests.cast import PDF, Cast
from tests.desk.conftest import LogIn, now, saved, url, words
from tests.dossiers.linked import after

MOST_QUERIES = 12


def offered(page: str) -> list[str]:
    """The acts whose button or link the page shows, in order."""
    dock = page.split('id="viec"')[1].split("<details", maxsplit=1)[0]
    return re.findall(r"/viec/([a-z-]+)/", dock)


def asked(cast: Cast, *, field: str = "subject", message: str = "Ghi rõ hơn") -> Dossier:
    """A dossier that waits for its applicant."""
    kind = "document" if field == "paper" else "field"
    item = SupplementItem(kind=kind, id=field, message=message)
    return acts.request_supplement(cast.submitted(), by=cast.desk, at=cast.at, items=[item])


def supplemented(cast: Cast) -> Dossier:
    """Its applicant has answered."""
    dossier = asked(cast)
    request = supplements.open_request(dossier)
    supplements.save(dossier, request, {"subject": "Xin đăng ký lại"})
    return acts.supplement(dossier, by=cast.applicant, at=cast.at)


def test_answers_papers_journal_and_clock_stand_on_one_page(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()

    page = words(desk.get(url(dossier)))

    for said in (
        "Nguyễn Thị Hoa",
        "0912 345 678",
        "Xin đăng ký",
        dossier.code,
        "1 tệp",
        "Đã nộp trên mạng",
        "trên 8 giờ làm việc",
        "Chờ tiếp nhận: cán bộ một cửa",
    ):
        assert said in page.replace("\xa0", " "), said


def test_each_officer_sees_exactly_the_acts_that_would_work(
    cast: Cast, desk: Client, handling: Client, head: Client
) -> None:
    submitted = cast.submitted()
    assert offered(words(desk.get(url(submitted)))) == [
        "accept", "request-supplement", "refuse", "withdraw"
    ]  # fmt: skip
    assert offered(words(handling.get(url(submitted)))) == ["request-supplement"]

    accepted = acts.accept(submitted, by=cast.desk, at=cast.at)
    assert "advance" in offered(words(handling.get(url(accepted))))
    assert offered(words(desk.get(url(accepted)))) == ["withdraw"]

    signing = acts.advance(accepted, by=cast.handling, at=cast.at)
    assert "decide" in offered(words(head.get(url(signing))))
    assert "advance" not in offered(words(head.get(url(signing))))

    decided = acts.decide(signing, by=cast.head, at=cast.at, outcome=Outcome.GRANTED)
    assert offered(words(desk.get(url(decided)))) == ["return-result"]

    returned = acts.return_result(decided, by=cast.desk, at=cast.at, way="counter")
    page = words(desk.get(url(returned)))
    assert offered(page) == []
    assert "không có việc nào" in page


def test_why_an_act_is_missing_is_one_press_away(cast: Cast, desk: Client) -> None:
    page = words(desk.get(url(supplemented(cast))))

    assert "request-supplement" not in offered(page)
    assert "Hồ sơ đã được yêu cầu bổ sung" in page.split("Vì sao không có việc khác")[1]


def test_an_officer_cannot_touch_her_own_dossier_and_reads_why_once(
    cast: Cast, desk: Client
) -> None:
    dossier = cast.submitted()
    Dossier.objects.filter(jurisdiction="H05", pk=dossier.pk).update(applicant=cast.desk.user)

    page = words(desk.get(url(dossier)))

    assert offered(page) == []
    assert page.count("Đây là hồ sơ của chính ông/bà") == 1


def test_what_was_asked_stands_there_while_the_clock_is_stopped(cast: Cast, desk: Client) -> None:
    page = words(desk.get(url(asked(cast, field="paper", message="Ảnh mờ, chụp lại"))))

    assert "Đang chờ người nộp bổ sung trước" in page
    assert "Ảnh mờ, chụp lại" in page
    assert "đã yêu cầu bổ sung" in page  # beside the paper in the check-list
    assert "tạm dừng" in page


def test_what_a_supplement_changed_is_marked_with_what_it_was(cast: Cast, desk: Client) -> None:
    page = words(desk.get(url(supplemented(cast))))

    assert "Đã bổ sung lúc" in page
    assert "Xin đăng ký lại" in page
    assert "trước: Xin đăng ký" in page
    assert page.count("mới</span>") == 1


def test_who_looked_is_noted_once_an_hour_and_shown(
    cast: Cast, desk: Client, handling: Client
) -> None:
    dossier = cast.submitted()
    desk.get(url(dossier))
    desk.get(url(dossier))

    page = words(handling.get(url(dossier)))

    looks = AccessLog.objects.filter(jurisdiction="H05", dossier=dossier)
    assert sorted(looks.values_list("officer_name", flat=True)) == ["Lê Thị Yến", "Trần Thị Lan"]
    assert "Ai đã xem hồ sơ (1)" in page
    assert "Trần Thị Lan, Ủy ban nhân dân phường Võ Cường" in page


def test_a_page_of_another_agency_leaves_no_look(cast: Cast, log_in: LogIn) -> None:
    dossier = cast.submitted()
    log_in(cast.stranger).get(url(dossier))

    assert not AccessLog.objects.filter(jurisdiction="H05", dossier=dossier).exists()


def test_the_receipt_can_be_printed_once_the_worker_has_made_it(cast: Cast, desk: Client) -> None:
    dossier = cast.accepted()
    before = words(desk.get(url(dossier)))
    worker.drain("H05", at=cast.at + timedelta(seconds=1))

    after = words(desk.get(url(dossier)))

    assert "Giấy hẹn đang được lập" in before
    address = re.search(rf'href="({url(dossier)}phieu/[^"]+)"[^>]*data-key="i"', after)
    assert address
    slip = desk.get(address[1])
    assert slip["Content-Type"] == "application/pdf"
    assert slip["Content-Disposition"] == f'inline; filename="mau-01-{dossier.code}.pdf"'
    assert saved(slip).startswith(b"%PDF")


def test_a_dossier_that_lost_its_answers_by_law_can_still_be_opened(
    cast: Cast, desk: Client
) -> None:
    dossier = cast.submitted()
    AnswerRevision.objects.filter(jurisdiction="H05", dossier=dossier).delete()

    answer = desk.get(url(dossier))

    assert answer.status_code == 200
    assert "đã được xóa theo quy định lưu trữ" in words(answer)


def test_the_next_dossier_is_one_key_away(cast: Cast, desk: Client) -> None:
    first, second = (cast.submitted(at=cast.at + timedelta(minutes=n)) for n in (0, 1))

    assert f'href="{url(first, "sau")}" data-key="j"' in words(desk.get(url(first)))
    assert desk.get(url(first, "sau"))["Location"] == url(second)
    assert desk.get(url(second, "sau"))["Location"] == "/mot-cua/"
    assert "Đã xem hết hàng chờ" in words(desk.get("/mot-cua/"))


def test_behind_a_closed_dossier_comes_the_most_urgent_one(cast: Cast, desk: Client) -> None:
    closed = acts.refuse(cast.submitted(), by=cast.desk, at=cast.at, reason="Trùng")
    waiting = cast.submitted()

    assert desk.get(url(closed, "sau"))["Location"] == url(waiting)


def test_the_way_back_keeps_the_queue_as_narrow_as_it_was(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()

    narrowed = desk.get(url(dossier), headers={"referer": "http://testserver/mot-cua/?kenh=online"})
    elsewhere = desk.get(url(dossier), headers={"referer": "http://x.example/khac/?kenh=online"})

    assert 'class="back" href="/mot-cua/?kenh=online"' in words(narrowed)
    assert 'class="back" href="/mot-cua/"' in words(elsewhere)


def with_papers(cast: Cast, number: int) -> Dossier:
    """A supplemented, accepted dossier with receipts and so many papers."""
    draft = cast.draft()
    for n in range(number - 1):
        drafts.add_document(draft, "paper", pdf_of(n), filename=f"{n}.pdf", at=cast.at)
    dossier = acts.submit(draft, by=cast.applicant, at=cast.at, key=f"k{number}")
    item = SupplementItem(kind="field", id="subject", message="Ghi rõ")
    dossier = acts.request_supplement(dossier, by=cast.desk, at=cast.at, items=[item])
    request = supplements.open_request(dossier)
    supplements.save(dossier, request, {"subject": "Rõ"})
    dossier = acts.supplement(dossier, by=cast.applicant, at=cast.at)
    dossier = acts.accept(dossier, by=cast.desk, at=cast.at)
    worker.drain("H05", at=cast.at + timedelta(seconds=1))
    return now(dossier)


def pdf_of(n: int) -> BytesIO:
    return BytesIO(PDF + b"%" + str(n).encode() + b"\n")


def test_the_number_of_queries_is_the_same_for_one_paper_and_twenty(
    cast: Cast, handling: Client
) -> None:
    few, many = with_papers(cast, 1), with_papers(cast, 20)
    handling.get("/mot-cua/")
    cache.clear()
    with CaptureQueriesContext(connection) as one:
        first_look = handling.get(url(few))
    with CaptureQueriesContext(connection) as twenty:
        handling.get(url(many))

    assert first_look.status_code == 200
    assert len(one) == len(twenty) <= MOST_QUERIES


def test_a_result_stands_beside_the_papers(cast: Cast, head: Client) -> None:
    dossier = cast.at_signing()
    file = Paper(requirement="", filename="giấy chứng nhận.pdf", file=stored(dossier))
    dossier = acts.decide(
        dossier, by=cast.head, at=cast.at, outcome=Outcome.GRANTED, result=(file,)
    )

    page = words(head.get(url(dossier)))

    assert "Kết quả" in page
    assert "giấy chứng nhận.pdf" in page


def stored(dossier: Dossier) -> StoredFile:
    return documents.store(
        dossier.jurisdiction, BytesIO(PDF), filename="x.pdf", at=dossier.submitted_at
    )


def test_whose_time_it_took_stands_in_a_table(cast: Cast, handling: Client) -> None:
    dossier = cast.accepted()
    acts.suspend(
        dossier, by=cast.handling, at=after(cast.at, 1), cause=Cause.COURT,
        reason="Chờ bản án.",
    )  # fmt: skip

    page = words(handling.get(url(dossier))).replace("\xa0", " ")

    table = page.split("Thời gian đã dùng")[1].split("Nhật ký")[0]
    for said in ("Tiếp nhận", "Thẩm định hồ sơ", "1 giờ làm việc", "Tạm dừng", "Tất cả"):
        assert said in table, said
    assert "tạm dừng, còn" in page
