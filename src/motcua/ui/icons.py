"""Our own icons as inline SVG, read once per process. Knows nothing of pages."""

import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString

FOLDER = Path(__file__).parent / "icons"
MARK = Path(__file__).parent / "static" / "ui" / "mark.svg"


class UnknownIcon(LookupError):
    """A template asks for an icon that is not in `icons/`: mend the name there."""


def names() -> list[str]:
    """Names of all icons, in the order of the alphabet."""
    return sorted(file.stem for file in FOLDER.glob("*.svg"))


@cache
def icon(name: str) -> SafeString:
    """The icon for use beside words: hidden from screen readers, drawn in the text's colour."""
    file = FOLDER / f"{name}.svg"
    if not file.is_file():
        raise UnknownIcon(f"There is no icon {name!r}; there are {', '.join(names())}.")
    return _inline(file, 'class="icon" viewBox="0 0 24 24"')


@cache
def mark() -> SafeString:
    """The door mark that stands beside the portal's name."""
    return _inline(MARK, 'viewBox="0 0 36 36"')


def _inline(file: Path, attributes: str) -> SafeString:
    """Everything within the file's `<svg>`, in a tag of ours: CSS gives size, line and colour."""
    inner = re.sub(r"^\s*<svg[^>]*>|</svg>\s*$", "", file.read_text(encoding="utf-8"))
    return SafeString(f'<svg {attributes} aria-hidden="true">{inner}</svg>')
