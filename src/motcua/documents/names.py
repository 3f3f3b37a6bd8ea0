"""Names of files as people gave them, made harmless for pages, logs and disks."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean(filename: str) -> str:
    """The last part of a path, composed, without control or direction marks, ≤ 120 letters.

    Never empty and never begins with a dot.
    """
    last = PurePosixPath(filename.replace("\\", "/")).name
    seen = "".join(c for c in unicodedata.normalize("NFC", last) if not _is_unseen(c))
    plain = re.sub(r'[<>:"|?*\s]+', " ", seen).strip(" .")
    return _shortened(plain) or "tep"


def _is_unseen(letter: str) -> bool:
    """Control, format and unassigned characters: a name may hide `exe.pdf` behind them."""
    return unicodedata.category(letter) in _UNSEEN


def _shortened(name: str) -> str:
    path = PurePosixPath(name)
    end = path.suffix if len(path.suffix) <= 8 else ""
    return name if len(name) <= LONGEST else name[: LONGEST - len(end)].rstrip() + end
