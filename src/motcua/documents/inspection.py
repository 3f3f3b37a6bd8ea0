"""The check of one file by its type: here, or by `python -m` in a process of its own."""

from pathlib import Path
from typing import Any

from motcua.core.refusals import FileRefused
from motcua.documents import isolation, pdf, pictures, refused
from motcua.documents.bounds import Limits
from motcua.documents.kinds import PDF

_MODULE = "motcua.documents.inspection"


def pages(path: Path, kind: str, limits: Limits) -> int:
    """The number of pages of a file that may be taken. Raises `FileRefused` for any other."""
    if kind != PDF:
        return pictures.inspect(path, kind, limits)
    if pdf.needs_care(path):
        return _apart(path, limits)
    return pdf.inspect(path, limits)


def _apart(path: Path, limits: Limits) -> int:
    """A file that could eat memory: the process that dies of it is not ours."""
    asked = {"path": str(path), "limits": vars(limits)}
    try:
        found: dict[str, Any] = isolation.ask(
            _MODULE, asked, seconds=limits.check_seconds, memory=limits.process_bytes // 4
        )
    except isolation.Lost:
        raise refused.heavy_pdf() from None
    if "refused" in found:
        raise FileRefused(found["refused"], **found["facts"])
    return int(found["pages"])


def main() -> None:
    """On the other side of the process."""
    asked = isolation.question()
    try:
        found = pdf.inspect(Path(asked["path"]), Limits(**asked["limits"]))
        isolation.answer({"pages": found})
    except FileRefused as refusal:
        isolation.answer({"refused": refusal.what, "facts": refusal.facts})


if __name__ == "__main__":
    main()
