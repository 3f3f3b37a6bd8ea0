"""May this file be taken? Type by content, then what the type asks for, then viruses."""

from dataclasses import dataclass
from pathlib import Path

from motcua.core.refusals import FileRefused
from motcua.documents import inspection, kinds, refused, virus
from motcua.documents.bounds import Limits


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a file turned out to be."""

    content_type: str
    pages: int | None


def check(path: Path, *, filename: str, limits: Limits) -> Checked:
    """Type and pages of a file on disk. Raises `FileRefused` with the sentence for its sender."""
    with path.open("rb") as file:
        head = file.read(kinds.HEAD)
    if not head:
        raise refused.empty()
    kind = kinds.content_type(head)
    if kind is None:
        raise _not_ours(head, filename)
    pages = inspection.pages(path, kind, limits)
    virus.check(path, seconds=limits.virus_seconds)
    return Checked(content_type=kind, pages=pages)


def _not_ours(head: bytes, filename: str) -> FileRefused:
    """Name the type: by the name where it is honest, by the bytes where it is not."""
    if kinds.is_called_like_ours(filename):
        return refused.disguised(kinds.extension_of(filename), kinds.guessed_extension(head))
    return refused.wrong_type(kinds.extension_of(filename) or kinds.guessed_extension(head))
