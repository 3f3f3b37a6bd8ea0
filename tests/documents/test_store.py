"""Taking files in: whole on disk before the row, the same bytes once, nothing left of a refusal."""

import hashlib
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from motcua.core.refusals import FileRefused, StorageFull
from motcua.documents import changes, storage
from motcua.documents.bounds import MB
from motcua.documents.models import StoredFile
from tests.documents import samples
from tests.documents.samples import AT

pytestmark = pytest.mark.django_db


def store(data: bytes, filename: str = "giay.pdf", jurisdiction: str = "H05") -> StoredFile:
    return changes.store(jurisdiction, BytesIO(data), filename=filename, at=AT)


def kept(row: StoredFile) -> bytes:
    with storage.open_bytes(row.sha256) as file:
        return file.read()


def files_on_disk(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


@pytest.mark.parametrize("filename", samples.EVERY_KIND)
def test_each_type_is_told_by_its_content(filename: str) -> None:
    kind, make = samples.EVERY_KIND[filename]
    data = make()

    row = store(data, "khong-noi-gi")

    assert (row.content_type, row.pages, row.bytes) == (kind, 1, len(data))
    assert kept(row) == data


def test_bytes_lie_under_their_sha256_and_nobody_else_may_read_them(tmp_path: Path) -> None:
    data = samples.pdf(pages=3)
    name = hashlib.sha256(data).hexdigest()

    row = store(data)

    place = tmp_path / "files" / name[:2] / name
    assert files_on_disk(tmp_path) == [place]
    assert place.stat().st_mode & 0o077 == 0
    assert (row.sha256, row.pages, row.created_at) == (name, 3, AT)


def test_the_same_bytes_twice_are_one_file_and_one_row_per_jurisdiction(tmp_path: Path) -> None:
    data = samples.picture()

    first, again, elsewhere = store(data), store(data, "khac.jpg"), store(data, jurisdiction="G15")

    assert first.pk == again.pk != elsewhere.pk
    assert len(files_on_disk(tmp_path)) == 1


def test_an_upload_of_the_browser_is_taken_as_well_even_when_it_was_read_before() -> None:
    upload = SimpleUploadedFile("giay.pdf", samples.pdf())
    upload.read()

    row = changes.store("H05", upload, filename="giay.pdf", at=AT)

    assert row.bytes == len(samples.pdf())


class Endless:
    """A stream that never ends and knows how much of it was taken."""

    def __init__(self) -> None:
        self.taken = 0

    def seek(self, to: int) -> None:
        assert to == 0

    def read(self, size: int) -> bytes:
        self.taken += size
        return b"x" * size


def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    stream: Any = Endless()

    with pytest.raises(FileRefused) as refusal:
        changes.store("H05", stream, filename="anh.jpg", at=AT)

    assert stream.taken <= 10 * MB + storage.PIECE
    assert refusal.value.what == (
        "Ảnh lớn hơn 10\u00a0MB: chụp lại ở cỡ nhỏ hơn hoặc chọn tệp khác"
    )
    assert files_on_disk(tmp_path) == []


def test_an_upload_that_says_it_is_too_large_is_refused_unread() -> None:
    upload = SimpleUploadedFile("anh.jpg", b"")
    upload.size = 14 * MB

    with pytest.raises(FileRefused) as refusal:
        changes.store("H05", upload, filename="anh.jpg", at=AT)

    assert refusal.value.what == (
        "Ảnh 14\u00a0MB, tối đa 10\u00a0MB: chụp lại ở cỡ nhỏ hơn hoặc chọn tệp khác"
    )
    assert refusal.value.facts["limit"] == 10 * MB


def test_the_limit_is_a_setting(settings: Settings) -> None:
    settings.DOCUMENT_LIMITS = {"file_bytes": 1 * MB}

    with pytest.raises(FileRefused, match="Tệp lớn hơn 1\u00a0MB"):
        store(b"x" * (1 * MB + 1))


@pytest.mark.parametrize(
    ("data", "filename", "sentence"),
    [
        (b"", "giay.pdf", "Tệp rỗng, không có nội dung: chọn lại tệp hoặc chụp ảnh khác"),
        (
            samples.EXE,
            "giay-khai-sinh.pdf",
            "Tệp mang tên .pdf nhưng bên trong là .exe: gửi ảnh hoặc PDF",
        ),
        (b"ch\xe0o", "giay.pdf", "Tệp mang tên .pdf nhưng bên trong không phải .pdf: "),
        (b"PK\x03\x04" + b"\x00" * 99, "don.DOCX", "Tệp .docx không xem được ở đây: gửi ảnh"),
        (samples.EXE, "", "Tệp .exe không xem được ở đây: gửi ảnh hoặc PDF"),
        (b"?", "", "Loại tệp này không xem được ở đây: gửi ảnh hoặc PDF"),
        (b"<html>%PDF-1.4", "giay.pdf", "Tệp mang tên .pdf nhưng bên trong"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1", "a.avif", "Tệp .avif không xem"),
    ],
)
def test_what_is_no_picture_and_no_pdf_is_refused_in_plain_words(
    data: bytes, filename: str, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(FileRefused) as refusal:
        store(data, filename)

    assert refusal.value.what.startswith(sentence)
    assert len(refusal.value.what) <= 90
    assert files_on_disk(tmp_path) == []
    assert not StoredFile.objects.filter(jurisdiction="H05").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=2000), st.sampled_from([b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"RIFF"]))
def test_no_bytes_whatever_bring_anything_but_a_refusal(data: bytes, head: bytes) -> None:
    with pytest.raises(FileRefused) as refusal:
        store(head + data, "giay.pdf")

    assert len(refusal.value.what) <= 90


@contextmanager
def no_file_longer_than(limit: int) -> Iterator[None]:
    """The kernel itself refuses to write on, as it does on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_without_room_says_so_and_leaves_nothing_behind(tmp_path: Path) -> None:
    data = samples.pdf(content=Random(1).randbytes(300_000))

    with pytest.raises(StorageFull) as refusal, no_file_longer_than(100_000):
        store(data)

    assert "thử lại sau ít phút" in refusal.value.what
    assert files_on_disk(tmp_path) == []
    assert not StoredFile.objects.filter(jurisdiction="H05").exists()
    assert store(data).bytes == len(data)


def test_the_kernels_own_no_space_left_becomes_a_refusal() -> None:
    with (
        pytest.raises(StorageFull),
        storage.room(),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        full.write(b"x")


def test_a_database_without_room_becomes_the_same_refusal_and_other_faults_do_not() -> None:
    with pytest.raises(StorageFull), storage.room():
        raise OperationalError("database or disk is full")
    with pytest.raises(OperationalError), storage.room():
        raise OperationalError("no such table: x")
    with pytest.raises(PermissionError), storage.room():
        raise PermissionError(13, "denied")


def test_what_a_killed_process_left_is_cleared_and_what_is_being_written_is_not(
    tmp_path: Path,
) -> None:
    with storage.incoming() as file:
        file.write(b"abc")
        now = timezone.now()

        kept = storage.clear_incoming(before=now - timedelta(hours=1))
        gone = storage.clear_incoming(before=now + timedelta(hours=1))

    assert (kept, gone) == (0, 1)


def test_bytes_of_our_own_are_kept_unchecked() -> None:
    row = changes.keep("H05", b"{}", "application/json", AT)

    assert (row.content_type, row.bytes, row.pages) == ("application/json", 2, None)
    assert kept(row) == b"{}"


@pytest.mark.parametrize("sha256", ["", "..", "../../etc/passwd", "A" * 64, "a" * 63])
def test_only_a_hash_is_a_path(sha256: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        storage.path(sha256)
