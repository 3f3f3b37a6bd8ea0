"""Papers as a page shows them: what, why, state, files, and where to send one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from motcua.core.money import NBSP, say_number
from motcua.core.refusals import FileRefused
from motcua.documents.limits import limits
from motcua.documents.models import StoredFile
from motcua.documents.photos import MOST_PAGES
from motcua.dossiers.models import DraftDocument, SupplementDocument
from motcua.dossiers.photographed import pages_of
from motcua.eforms.fields import Field

MB = 1_000_000


class Upload(Protocol):
    """A paper somebody sent: of a draft, of a supplement, or of a dossier."""

    requirement: str
    filename: str
    file: StoredFile

    @property
    def public_id(self) -> str:
        """Its identifier in addresses."""


# Of an upload and a photo of it: where its stamp is, and where it is moved or taken away.
PhotoUrls = Callable[[Upload, str], tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class PhotoLine:
    """One page made from a photo: its stamp, what is doubtful, where it is moved or taken away."""

    number: int
    name: str
    image_url: str
    change_url: str
    doubts: list[str]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """One file of a paper."""

    name: str
    note: str
    url: str = ""
    remove_url: str = ""
    id: str = ""
    error: str = ""
    photos: list[PhotoLine] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class AgainLine:
    """A file handed in before, and where it is handed in again."""

    name: str
    note: str
    url: str


@dataclass(frozen=True, kw_only=True)
class PaperBlock:
    """One paper that is asked for, in the words of `parts/paper.html`."""

    id: str
    name: str
    hint: str
    required: bool
    kind: str
    state: str
    upload_url: str = ""
    error: str = ""
    files: list[FileLine] = field(default_factory=list)
    again: Sequence[AgainLine] = ()


def block(
    asked: Field,
    uploads: Iterable[Upload],
    *,
    url_of: Callable[[Upload], str],
    remove_url_of: Callable[[Upload], str] = lambda upload: "",
    upload_url: str = "",
    photo_urls_of: PhotoUrls = lambda upload, photo: ("", ""),
    error: str = "",
    again: Sequence[AgainLine] = (),
) -> PaperBlock:
    """The block of one asked paper with what was sent for it."""
    mine = [upload for upload in uploads if upload.requirement == asked.name]
    pages = {upload.public_id: _photos(upload, photo_urls_of) for upload in mine}
    doubtful = sum(bool(photo.doubts) for some in pages.values() for photo in some)
    kind, state = _state(len(mine), doubtful, asked, error)
    return PaperBlock(
        id=asked.name,
        name=asked.label,
        hint=asked.help,
        required=asked.required,
        kind=kind,
        state=state,
        upload_url=upload_url,
        error=error,
        again=again,
        files=[
            FileLine(
                name=upload.filename,
                note=_note(upload, pages[upload.public_id]),
                url=url_of(upload),
                remove_url=remove_url_of(upload),
                id=upload.public_id,
                photos=pages[upload.public_id],
            )
            for upload in mine
        ],
    )


def _photos(upload: Upload, urls_of: PhotoUrls) -> list[PhotoLine]:
    """The pages of a paper that was photographed; none of any other."""
    pages = pages_of(upload) if isinstance(upload, DraftDocument | SupplementDocument) else []
    found = []
    for number, page in enumerate(pages, start=1):
        image_url, change_url = urls_of(upload, page.key)
        found.append(
            PhotoLine(
                number=number,
                name=page.name,
                image_url=image_url,
                change_url=change_url,
                doubts=page.doubts,
                is_first=number == 1,
                is_last=number == len(pages),
            )
        )
    return found


def _note(upload: Upload, pages: Sequence[PhotoLine]) -> str:
    said = f"{say_size(upload.file.bytes)} · đã gửi"
    return f"{len(pages)}{NBSP}ảnh ghép thành một tệp · {said}" if pages else said


def say_sent(uploads: Iterable[Upload]) -> dict[str, str]:
    """By requirement, what was sent for it: `2 tệp, 1,8 MB`."""
    sizes: dict[str, list[int]] = {}
    for upload in uploads:
        sizes.setdefault(upload.requirement, []).append(upload.file.bytes)
    return {name: f"{len(some)}{NBSP}tệp, {say_size(sum(some))}" for name, some in sizes.items()}


def check_chosen(files: Sequence[object]) -> None:
    """Raises `FileRefused` when the button was pressed before a file was chosen."""
    if not files:
        raise FileRefused("Chưa chọn tệp: chọn ảnh hoặc tệp rồi bấm Gửi tệp", reason="none")


def say_size(size: int) -> str:
    """`1,8 MB`, `240 KB`."""
    if size >= MB:
        return f"{say_number(round(size / MB, 1))}{NBSP}MB"
    return f"{max(1, round(size / 1000))}{NBSP}KB"


def say_limits() -> str:
    """What may be sent, said before one picks a file."""
    most = f"mỗi tệp không quá {limits().file_mb}{NBSP}MB, mỗi giấy không quá {MOST_PAGES}{NBSP}ảnh"
    return f"JPG, PNG, HEIC, WebP hoặc PDF, {most}"


def _state(sent: int, doubtful: int, asked: Field, error: str) -> tuple[str, str]:
    if error:
        return "bad", "Cần gửi lại"
    if doubtful:
        return "bad", f"{doubtful} ảnh nên chụp lại"
    if sent:
        return "ok", f"Đã gửi {sent} tệp"
    return ("wait", "Chưa gửi") if asked.required else ("", "")
