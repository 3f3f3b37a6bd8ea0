"""Files that cannot be taken are refused in words, and what was sent before is still there."""

import pytest
from django.utils import timezone

from motcua.documents.bounds import MB
from tests.api.client import Api, answer, faulty, problem
from tests.cast import PDF, Cast
from tests.documents import samples


@pytest.fixture
def papers(cast: Cast) -> str:
    """The address of the papers of a draft that has one."""
    return f"/drafts/{cast.draft(at=timezone.now()).public_id}/documents"


REFUSED = {
    "50 MB": (PDF + bytes(50 * MB), "lon.pdf", "too_large"),
    "a program called a PDF": (samples.EXE, "don.pdf", "wrong_type"),
    "a program": (samples.EXE, "don.exe", "wrong_type"),
    "nothing": (b"", "trong.pdf", "empty"),
    "half a PDF": (PDF[:40], "nua.pdf", "broken"),
    "a bomb": (samples.bomb_pdf(400), "bom.pdf", "too_complex"),
    "locked": (samples.locked_pdf("x"), "khoa.pdf", "encrypted"),
    "words": ("Đơn xin".encode(), "don.txt", "wrong_type"),
}


@pytest.mark.parametrize("data, name, reason", REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_taken_is_refused_and_the_others_stay(
    papers: str, citizen: Api, data: bytes, name: str, reason: str
) -> None:
    said = problem(citizen.upload(papers, "paper", data=data, name=name), 422)

    assert said["type"] == "urn:motcua:file-refused"
    assert said["reason"] == reason
    assert len(answer(citizen.get(papers))["items"]) == 1
    assert citizen.upload(papers, "paper").status_code == 201


def test_a_requirement_that_the_form_does_not_have_is_named(papers: str, citizen: Api) -> None:
    said = problem(citizen.upload(papers, "photo"), 422)

    assert [error["field"] for error in said["errors"]] == ["/requirement"]
    assert "paper" in said["detail"]


def test_a_form_without_its_parts_is_told_which(papers: str, citizen: Api) -> None:
    assert faulty(citizen.post(papers, {"file": "x"})) == ["/file", "/requirement"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "a\0b.pdf", "ảnh.PDF", "x" * 300 + ".pdf"]
)
def test_a_strange_name_harms_nobody(papers: str, citizen: Api, name: str) -> None:
    stored = answer(citizen.upload(papers, "paper", name=name), 201)

    assert "/" not in stored["filename"]
    assert "\0" not in stored["filename"]
    assert len(stored["filename"]) <= 200
