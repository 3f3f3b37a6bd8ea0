"""Uploads on their way through Django: no more is written to disk than a file may have.

The rest is counted and thrown away, so that the refusal can name the size and the request still
gets its page. A full disk is remembered on the file and refused by `changes.store`.
"""

from contextlib import suppress
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from motcua.documents.limits import limits
from motcua.documents.storage import is_no_room


class LostUpload(InMemoryUploadedFile):
    """An upload for which there was no room; its bytes are gone."""

    no_room = True


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps at most one byte more than the limit; the file's `size` tells the whole."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        self._most = limits().file_bytes + 1
        self._no_room = False
        self._begun = False
        try:
            super().new_file(*args, **kwargs)
            self._begun = True
        except OSError as error:
            self._remember(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what still fits under the limit."""
        fitting = raw_data[: max(0, self._most - start)]
        try:
            if fitting and not self._no_room:
                super().receive_data_chunk(fitting, start)
        except OSError as error:
            self._remember(error)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The file, or a `LostUpload` when the disk could not take it."""
        try:
            if not self._no_room:
                return super().file_complete(file_size)
        except OSError as error:
            self._remember(error)
        return LostUpload(
            BytesIO(), self.field_name, self.file_name, self.content_type or "", 0, self.charset
        )

    def _remember(self, error: OSError) -> None:
        if not is_no_room(error):
            raise error
        self._no_room = True
        if self._begun:
            with suppress(OSError):  # what could not be written is not written now
                self.file.close()
