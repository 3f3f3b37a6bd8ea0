"""Filling in: everything typed is kept, right or wrong; nothing blocks the way."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.core.refusals import StorageFull
from motcua.documents import storage
from motcua.dossiers import drafts
from motcua.dossiers.models import Draft
from tests.cast import PDF, Cast
from tests.documents import samples
from tests.portal.conftest import fill, pdf


def _row(cast: Cast) -> Draft:
    return Draft.objects.get(jurisdiction=cast.ward.jurisdiction)


def test_every_page_says_that_nothing_was_handed_in_yet(client: Client, draft: str) -> None:
    for page in ("", "nguoi-nop/", "noi-dung/", "noi-dung-giay-to/", "xem-lai/"):
        assert "CHƯA NỘP" in client.get(draft + page).content.decode()


def test_overview_shows_sections_and_the_link_to_come_back(
    cast: Cast, client: Client, draft: str
) -> None:
    client.post(f"{draft}nguoi-nop/", {"applicant.name": "Nguyễn Thị Hoa"})

    page = client.get(draft)

    states = {task["label"]: task["state"] for task in page.context["tasks"]}
    assert states == {
        "Người nộp": "Xong",
        "Nội dung": "Chưa làm",
        "Nội dung: giấy tờ": "Chưa làm",
        "Xem lại và nộp": "Xem được, còn thiếu",
    }
    assert f"?k={_row(cast).secret}" in page.content.decode()


def test_right_answers_lead_to_the_next_page(cast: Cast, client: Client, draft: str) -> None:
    answer = client.post(
        f"{draft}nguoi-nop/",
        {"applicant.name": "Nguyễn Thị Hoa", "applicant.phone": "", "applicant.email": ""},
    )

    assert answer.status_code == 302
    assert answer["Location"] == f"{draft}noi-dung/"
    assert _row(cast).answers == {"applicant.name": "Nguyễn Thị Hoa"}


def test_wrong_answers_are_kept_and_shown_with_what_is_wrong(
    cast: Cast, client: Client, draft: str
) -> None:
    answer = client.post(
        f"{draft}nguoi-nop/", {"applicant.name": "", "applicant.phone": "12 thang 3"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Lỗi: Người nộp" in page
    assert "Cho biết họ tên" in page
    assert 'href="#f-applicant-name"' in page
    assert 'value="12 thang 3"' in page
    assert _row(cast).answers == {"applicant.phone": "12 thang 3"}


def test_page_opened_for_the_first_time_blames_nobody(client: Client, draft: str) -> None:
    assert "data-error" not in client.get(f"{draft}nguoi-nop/").content.decode()


def test_saved_and_done_later_is_not_judged(cast: Cast, client: Client, draft: str) -> None:
    answer = client.post(f"{draft}nguoi-nop/", {"applicant.phone": "12", "lam-sau": "1"})

    assert answer["Location"] == draft
    assert _row(cast).answers == {"applicant.phone": "12"}


def test_typing_is_saved_by_the_script(cast: Cast, client: Client, draft: str) -> None:
    answer = client.post(f"{draft}luu/?trang=nguoi-nop", {"applicant.name": "Nguyễn"})

    assert answer.status_code == 204
    assert _row(cast).answers == {"applicant.name": "Nguyễn"}


def test_script_hears_when_nothing_was_saved(cast: Cast, client: Client, draft: str) -> None:
    _expire(cast)

    answer = client.post(f"{draft}luu/?trang=nguoi-nop", {"applicant.name": "Nguyễn"})

    assert answer.status_code == 410


def test_saving_needs_the_token_of_the_page(draft: str, client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    answer = strict.post(f"{draft}nguoi-nop/", {"applicant.name": "Ai đó"})

    assert answer.status_code == 403


def test_page_that_the_form_lacks_is_a_clear_page(client: Client, draft: str) -> None:
    answer = client.get(f"{draft}khong-co/")

    assert answer.status_code == 404
    assert "Tờ khai không có phần này" in answer.content.decode()
    assert f'href="{draft}"' in answer.content.decode()


def test_expired_draft_says_that_it_is_gone_and_where_to_begin(
    cast: Cast, client: Client, draft: str
) -> None:
    _expire(cast)

    answer = client.get(f"{draft}nguoi-nop/")

    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Bản nháp này đã hết hạn giữ, chưa bị xóa." in page
    assert f'href="/dich-vu/9.000001/{cast.ward.code}/"' in page


def test_what_was_typed_into_an_expired_draft_is_still_on_the_page(
    cast: Cast, client: Client, draft: str
) -> None:
    _expire(cast)

    answer = client.post(f"{draft}nguoi-nop/", {"applicant.name": "Nguyễn Thị Hoa"})

    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Bản nháp này đã hết hạn giữ, chưa bị xóa." in page
    assert 'value="Nguyễn Thị Hoa"' in page


def test_page_opened_from_the_review_leads_back_there(client: Client, draft: str) -> None:
    address = f"{draft}nguoi-nop/?tu=xem-lai"
    assert "Cho biết họ tên" in client.get(address).content.decode()

    answer = client.post(address, {"applicant.name": "Nguyễn Thị Hoa"})

    assert answer["Location"] == f"{draft}xem-lai/"


def test_papers_are_sent_one_by_one_and_taken_away(cast: Cast, client: Client, draft: str) -> None:
    page = f"{draft}noi-dung-giay-to/"
    for name in ("một.pdf", "hai.pdf"):
        sent = client.post(f"{page}gui/", {"requirement": "paper", "file": pdf(name)})
        assert sent["Location"] == f"{page}#giay-paper"

    shown = client.get(page)
    files = shown.context["papers"][0].files
    assert [file.name for file in files] == ["một.pdf", "hai.pdf"]
    download = client.get(files[0].url)
    assert b"".join(download) == PDF
    assert download["Content-Disposition"].startswith("attachment")

    client.post(files[0].remove_url)
    assert [one.filename for one in drafts.documents_of(_row(cast))] == ["hai.pdf"]
    assert client.get(files[0].url).status_code == 404


def test_limits_are_said_before_one_picks_a_file(client: Client, draft: str) -> None:
    page = client.get(f"{draft}noi-dung-giay-to/").content.decode()

    assert "mỗi tệp không quá 10\u00a0MB" in page


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("chạy.pdf", b"MZ" + b"\0" * 500, "Tệp mang tên .pdf nhưng"),
        ("thư.docx", b"PK\x03\x04" + b"\0" * 500, ".docx"),
        ("rỗng.pdf", b"", "Tệp rỗng"),
        ("to.pdf", b"%PDF-1.4" + b"\0" * (10 * 1024 * 1024), "tối đa 10\u00a0MB"),
    ],
)
def test_refused_file_is_told_at_its_paper(
    cast: Cast, client: Client, draft: str, name: str, content: bytes, words: str
) -> None:
    file = SimpleUploadedFile(name, content)

    answer = client.post(f"{draft}noi-dung-giay-to/gui/", {"requirement": "paper", "file": file})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'href="#tep-paper"' in page
    assert not drafts.documents_of(_row(cast))


def test_button_pressed_without_a_file_says_what_to_do(client: Client, draft: str) -> None:
    answer = client.post(f"{draft}noi-dung-giay-to/gui/", {"requirement": "paper"})

    assert answer.status_code == 422
    assert "Chưa chọn tệp" in answer.content.decode()


def test_paper_that_the_form_does_not_ask_for_is_refused(client: Client, draft: str) -> None:
    answer = client.post(f"{draft}noi-dung-giay-to/gui/", {"requirement": "khac", "file": pdf()})

    assert answer.status_code == 422
    assert "Tờ khai không có giấy tờ “khac”" in answer.content.decode()


def test_full_disk_is_told_and_costs_nothing_typed(cast: Cast, client: Client, draft: str) -> None:
    client.post(f"{draft}nguoi-nop/", {"applicant.name": "Nguyễn Thị Hoa"})
    large = SimpleUploadedFile("giay.pdf", samples.pdf(content=Random(1).randbytes(300_000)))

    with no_file_longer_than(100_000):
        answer = client.post(
            f"{draft}noi-dung-giay-to/gui/", {"requirement": "paper", "file": large}
        )

    assert answer.status_code == StorageFull.status
    assert storage.full().what in answer.content.decode()
    assert not drafts.documents_of(_row(cast))
    assert _row(cast).answers == {"applicant.name": "Nguyễn Thị Hoa"}


def test_missing_paper_is_told_at_its_place(client: Client, draft: str) -> None:
    answer = client.post(f"{draft}noi-dung-giay-to/")

    assert answer.status_code == 422
    assert "Gửi giấy tờ" in answer.content.decode()


def test_draft_that_was_handed_in_leads_to_its_receipt(client: Client, draft: str) -> None:
    fill(client, draft)
    client.post(f"{draft}xem-lai/", {"cam-doan": "1", "lan": "first"})

    for page in ("", "nguoi-nop/", "noi-dung-giay-to/", "xem-lai/"):
        assert client.get(draft + page)["Location"] == f"{draft}da-nop/"


def test_saving_after_handing_in_is_refused_with_the_code(
    cast: Cast, client: Client, draft: str
) -> None:
    fill(client, draft)
    client.post(f"{draft}xem-lai/", {"cam-doan": "1", "lan": "first"})

    answer = client.post(f"{draft}noi-dung/", {"subject": "Khác"})

    assert answer.status_code == 409
    assert "Hồ sơ này đã được nộp." in answer.content.decode()
    assert drafts.dossier_of(_row(cast)).code in answer.content.decode()


@contextmanager
def no_file_longer_than(limit: int) -> Iterator[None]:
    """The kernel itself refuses to write on, as it does on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _expire(cast: Cast) -> None:
    past = cast.at - timedelta(seconds=1)
    Draft.objects.filter(jurisdiction=cast.ward.jurisdiction).update(expires_at=past)
