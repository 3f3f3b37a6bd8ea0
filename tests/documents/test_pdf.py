"""PDF files that are too much, locked or broken are refused before anything opens them for real."""

from pathlib import Path
from typing import Any

import pytest

from motcua.core.refusals import FileRefused
from motcua.documents import inspection, pdf
from motcua.documents.bounds import MB, Limits
from motcua.documents.kinds import PDF
from tests.documents import samples
from tests.documents.samples import CATALOG, PAGE, PAGES, packed, raw_pdf

LIMITS = Limits()


def pages(tmp_path: Path, data: bytes, limits: Limits = LIMITS) -> int:
    path = tmp_path / "incoming"
    path.write_bytes(data)
    return inspection.pages(path, PDF, limits)


def refusal_of(tmp_path: Path, data: bytes, limits: Limits = LIMITS) -> FileRefused:
    with pytest.raises(FileRefused) as refusal:
        pages(tmp_path, data, limits)
    assert len(refusal.value.what) <= 90
    return refusal.value


def test_a_pdf_that_nothing_is_wrong_with_tells_its_pages(tmp_path: Path) -> None:
    assert pages(tmp_path, samples.pdf(pages=200)) == 200


def test_more_pages_than_the_limit_are_counted_in_the_refusal(tmp_path: Path) -> None:
    refusal = refusal_of(tmp_path, samples.pdf(pages=201))

    assert refusal.what.startswith("PDF có 201\u00a0trang, tối đa 200\u00a0trang: ")
    assert refusal.facts == {"reason": "too_many_pages", "pages": 201, "limit": 200}


@pytest.mark.parametrize("user", ["", "mật khẩu"])
def test_a_locked_pdf_is_refused_whether_or_not_it_asks_for_a_password(
    tmp_path: Path, user: str
) -> None:
    assert refusal_of(tmp_path, samples.locked_pdf(user)).facts["reason"] == "encrypted"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\nkh\xc3\xb4ng ph\xe1\xba\xa3i\n%%EOF",
        samples.pdf(pages=5)[:-300],
        raw_pdf(b"<</Type/Catalog>>"),
        raw_pdf(CATALOG, b"<</Type/Pages/Count 0/Kids[]>>"),
        raw_pdf(CATALOG, b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"),
    ],
    ids=["head", "text", "cut off", "no pages", "none", "loop"],
)
def test_a_broken_pdf_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refusal_of(tmp_path, data).facts["reason"] == "broken"


@pytest.mark.parametrize(
    "data",
    [
        samples.bomb_pdf(400),
        raw_pdf(CATALOG, PAGES, PAGE, packed(packed(b" " * MB), b"[/FlateDecode /FlateDecode]")),
        raw_pdf(CATALOG, PAGES, size=5_000_000),
    ],
    ids=["unpacks to 400 MB", "packed twice", "five million objects"],
)
def test_a_pdf_that_grows_when_opened_is_refused(tmp_path: Path, data: bytes) -> None:
    assert len(data) < 1 * MB
    assert refusal_of(tmp_path, data).facts["reason"] == "too_complex"


def test_many_small_streams_are_added_up(tmp_path: Path) -> None:
    streams = [packed(b" " * MB) for _ in range(30)]

    refusal = refusal_of(
        tmp_path, raw_pdf(CATALOG, PAGES, PAGE, *streams), Limits(pdf_unpacked_bytes=20 * MB)
    )

    assert refusal.facts["reason"] == "too_complex"


def test_a_page_of_more_than_five_metres_is_refused_and_a_plan_of_three_is_not(
    tmp_path: Path,
) -> None:
    assert pages(tmp_path, samples.pdf(side=8_500)) == 1
    for large in (PAGE.replace(b"842", b"20000"), PAGE.replace(b"842]", b"842]/UserUnit 100")):
        data = raw_pdf(CATALOG, PAGES, large, packed(b""))
        assert refusal_of(tmp_path, data).facts["reason"] == "page_too_large"


def hidden(name: bytes) -> bytes:
    """The same name spelt with an escape, as one does to fool a scanner."""
    return raw_pdf(CATALOG, PAGES, PAGE, b"<</%s 1>>" % name)


def test_what_cannot_be_bounded_is_checked_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(samples.pdf())
    (tmp_path / "escaped").write_bytes(hidden(b"Fl#61teDecode"))

    assert not pdf.needs_care(tmp_path / "plain")
    assert pdf.needs_care(tmp_path / "escaped")
    assert pages(tmp_path, hidden(b"Fl#61teDecode")) == 1
    assert pages(tmp_path, hidden(b"LZWDecode")) == 1
    too_many = samples.pdf(pages=201) + b"% /LZW\n%%EOF\n"
    assert refusal_of(tmp_path, too_many).facts["pages"] == 201


@pytest.mark.parametrize("bytes_of_a_picture", [b"\x00LZW\x07", b"/#41\xff", b"/Im#31 Do"])
def test_what_stands_in_a_picture_by_chance_needs_no_care(
    tmp_path: Path, bytes_of_a_picture: bytes
) -> None:
    (tmp_path / "scan").write_bytes(samples.pdf() + bytes_of_a_picture + b"\n%%EOF\n")

    assert not pdf.needs_care(tmp_path / "scan")


@pytest.mark.parametrize("name", [b"/LZW", b"/#4cZWDecode", b"/L#5aW", b"/#46ilter", b"/F#6C "])
def test_a_packing_is_recognised_however_it_is_spelt(tmp_path: Path, name: bytes) -> None:
    (tmp_path / "scan").write_bytes(samples.pdf() + name + b"\n%%EOF\n")

    assert pdf.needs_care(tmp_path / "scan")


def test_a_process_that_dies_of_a_file_is_a_refusal(tmp_path: Path) -> None:
    starved = Limits(process_bytes=4 * 20 * MB)

    refusal = refusal_of(tmp_path, hidden(b"LZWDecode"), starved)

    assert refusal.facts["reason"] == "too_complex"


def test_the_check_of_a_bomb_keeps_nothing_in_memory(tmp_path: Path, monkeypatch: Any) -> None:
    import resource

    path = tmp_path / "bomb"
    path.write_bytes(samples.bomb_pdf(280))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert pdf.inspect(path, LIMITS) == 1

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024
