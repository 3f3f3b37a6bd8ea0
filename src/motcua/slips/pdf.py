"""A slip as PDF: tagged for screen readers (PDF/UA-1) and for the archive (PDF/A-2a).

Data goes in as JSON and is never read as markup; fonts are our own alone, so that every machine
makes the same page. Knows no dossier.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
MISSING = "□"  # stands for a letter that the font lacks; no slip fails for a strange name


def make(template: str, said: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of `typst/<template>.typ` filled with `said`, dated `at`."""
    made: bytes = typst.compile(
        _HERE / "typst" / f"{template}.typ",
        root=_HERE / "typst",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"said": json.dumps(printable(dict(said)), ensure_ascii=False)},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=at.astimezone(UTC).replace(microsecond=0),  # typst takes whole seconds
    )
    return made


def printable(said: Any) -> Any:
    """The same values, every text composed (NFC) and of letters that the font has."""
    if isinstance(said, dict):
        return {key: printable(value) for key, value in said.items()}
    if isinstance(said, list | tuple):
        return [printable(value) for value in said]
    return _in_our_letters(said) if isinstance(said, str) else said


def _in_our_letters(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(letter for letter in composed if unicodedata.category(letter) != "Cf")
    return _strange().sub(MISSING, _SPACE.sub(" ", seen))


@cache
def _strange() -> re.Pattern[str]:
    """Any letter outside `fonts/letters.txt`, from which the fonts were cut."""
    lines = (_FONTS / "letters.txt").read_text(encoding="ascii").split()
    ends = [line.removeprefix("U+").split("-") for line in lines]
    spans = "".join(f"{chr(int(pair[0], 16))}-{chr(int(pair[-1], 16))}" for pair in ends)
    return re.compile(f"[^{spans}]")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
    )
