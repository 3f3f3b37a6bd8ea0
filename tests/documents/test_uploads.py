"""Uploads through Django: bounded on disk, whole in words, a full disk is no fault of the page."""

import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from motcua.core.refusals import FileRefused, StorageFull
from motcua.documents import changes
from motcua.documents.bounds import MB
from motcua.documents.uploads import BoundedUploadHandler
from tests.documents import samples
from tests.documents.samples import AT


def posted(data: bytes, filename: str = "anh.jpg") -> HttpRequest:
    """A form with a file and a field after it."""
    bound = b"b0undary"
    head = b'Content-Disposition: form-data; name="tep"; filename="%s"\r\n' % filename.encode()
    parts = [
        b"--%s\r\n%sContent-Type: image/jpeg\r\n\r\n%s" % (bound, head, data),
        b'--%s\r\nContent-Disposition: form-data; name="ten"\r\n\r\nLan' % bound,
        b"--%s--\r\n" % bound,
    ]
    kind = "multipart/form-data; boundary=b0undary"
    request = RequestFactory().generic("POST", "/", b"\r\n".join(parts), kind)
    request.upload_handlers = [BoundedUploadHandler(request)]
    return request


@contextmanager
def file_of(request: HttpRequest) -> Iterator[UploadedFile]:
    file = request.FILES["tep"]
    assert isinstance(file, UploadedFile)
    yield file
    request.close()


@pytest.mark.django_db
def test_an_upload_arrives_whole() -> None:
    data = samples.picture()

    with file_of(posted(data)) as file:
        row = changes.store("H05", file, filename="anh.jpg", at=AT)

    assert row.bytes == len(data)


def test_a_file_of_50_mb_takes_ten_on_disk_tells_its_size_and_the_form_is_kept() -> None:
    request = posted(b"\xff\xd8\xff" + b"x" * (50 * MB))

    with file_of(request) as file:
        assert request.POST["ten"] == "Lan"
        assert file.size == 50 * MB + 3
        assert isinstance(file, TemporaryUploadedFile)
        assert Path(file.temporary_file_path()).stat().st_size <= 10 * MB + 1
        with pytest.raises(FileRefused, match="Ảnh 51\u00a0MB, tối đa 10\u00a0MB"):
            changes.store("H05", file, filename="anh.jpg", at=AT)


def test_a_full_disk_while_uploading_is_told_when_the_file_is_to_be_kept() -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    request = posted(samples.picture("PNG", size=(2000, 2000)) + b"x" * MB)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        request.FILES.get("tep")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert request.POST["ten"] == "Lan"
    with file_of(request) as file, pytest.raises(StorageFull):
        changes.store("H05", file, filename="anh.jpg", at=AT)


def test_a_fault_that_is_no_full_disk_is_not_hidden(settings: Settings, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "none")

    with pytest.raises(FileNotFoundError):
        posted(samples.picture()).FILES.get("tep")

    assert tempfile.gettempdir() != settings.FILE_UPLOAD_TEMP_DIR
