"""One spelling in our own texts: the mark on the first vowel of `hóa, khóa, xóa, hòa, tùy, ủy`.

Both ways are right Vietnamese, and ministries write both; readers and `grep` want one. What others
wrote (names of procedures and units, forms of circulars, how people search) stays as it was.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXTS = (".py", ".html", ".txt", ".md", ".js", ".typ", ".json", ".csv", ".css")
OTHERS = (
    "src/motcua/catalogue/data/",
    "src/motcua/insight/data/",
    "src/motcua/slips/data/",
    "src/motcua/sample/data/procedures.jsonl",
    "src/motcua/sample/data/units.csv",
    # These know both spellings.
    "src/motcua/catalogue/same_words.py",
    "src/motcua/catalogue/synonyms.py",
    "src/motcua/ui/keeper.py",
)
_OTHER_WAY = re.compile(r"\w*(?:(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ]|[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])(?!\w)")


def _texts() -> list[Path]:
    found = [path for place in ("src", "docs") for path in (ROOT / place).rglob("*")]
    found += ROOT.glob("*.md")
    ours = [path for path in found if path.suffix in TEXTS and path.is_file()]
    return [path for path in ours if not str(path.relative_to(ROOT)).startswith(OTHERS)]


def test_our_texts_put_the_mark_on_the_first_vowel() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {word}"
        for path in _texts()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        for word in _OTHER_WAY.findall(line)
    ]

    assert wrong == [], "write hóa, khóa, xóa, hòa, tùy, ủy"


@pytest.mark.parametrize(
    ("word", "is_wrong"),
    [("khoá", True), ("Uỷ", True), ("tuỳ", True), ("khóa", False), ("quý", False), ("toàn", False)],
)
def test_what_counts_as_the_other_way(word: str, *, is_wrong: bool) -> None:
    assert bool(_OTHER_WAY.search(word)) is is_wrong
