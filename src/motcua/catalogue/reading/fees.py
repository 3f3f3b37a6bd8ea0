"""Reads fees: free, one unambiguous amount in đồng, or cases with the text as published.

An amount is believed only where nothing beside it says another one: two amounts, a percentage,
a charge per piece or another currency leave it open, and the text speaks.
"""

import re
from dataclasses import dataclass, replace

from motcua.catalogue.content import FeeCase

_FREE = re.compile(r"miễn phí|không thu phí", re.IGNORECASE)
_UNSAID = re.compile(r"không có thông tin", re.IGNORECASE)
# The number is lost where the source's time limit was glued to it (“1100 VNĐ”).
_HEAD = re.compile(
    r"([\d.,]*\d)\s*(?:việt nam đồng|vnđ|vnd|đồng|(usd|eur))\b|(?:việt nam đồng|vnđ)\b",
    re.IGNORECASE,
)
_DONG = re.compile(
    r"(\d[\d.,]*)\s*(nghìn|ngàn|triệu|tỷ)?\s*(?:việt nam đồng|vnđ|vnd|đồng|đ\b)", re.IGNORECASE
)
_SCALE = {"": 1, "nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}
# What a charge may be “per” and still be one charge for one dossier.
_ONCE = r"(?:lần|lượt|hồ sơ|trường hợp|giấy|gcn|chứng|quyết định|văn bản|thẻ|cchn|đơn|cấp)"
_PER_PIECE = re.compile(rf"(?:đồng|đ|vnđ|^)\s*/\s*(?:0?1\s*)?(?!{_ONCE}|\d)[^\W\d_]", re.IGNORECASE)
_OPEN = re.compile(
    r"%|miễn|giảm|(?:từ|tối thiểu|tối đa|đến|dưới|trên)\s+\d[\d.,]*\s*(?:đồng|triệu|tỷ)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[;\n]|(?<=[.)\w])\s+[-+–•]\s|^[-+–•]\s|(?<=\w\.)\s+(?=[A-ZĐÀ-Ỹ])")
SMALLEST = 1_000  # đồng; smaller figures in the source stand for thousands or are slips


@dataclass(frozen=True, kw_only=True)
class FeeRead:
    """A fee cell as understood; `description` is what follows it in the record."""

    free: bool | None
    amount: int | None = None
    text: str = ""
    cases: tuple[FeeCase, ...] = ()
    description: str = ""

    @property
    def is_contradictory(self) -> bool:
        """Said to be free, and yet an amount is named beside it."""
        return bool(self.free) and any(case.amount for case in self.cases)


def read_fee(cell: str) -> FeeRead:
    """The fee at the beginning of `cell`; what comes after it is the description."""
    free = _FREE.match(cell)
    if free:
        explanation, description = _explanation(cell[free.end() :])
        return FeeRead(
            free=True,
            amount=0,
            text=explanation,
            cases=_named_amounts(explanation),
            description=description,
        )
    unsaid = _UNSAID.match(cell)
    head = None if unsaid else _HEAD.match(cell)
    if head:
        return _charged(head, cell[head.end() :])
    return FeeRead(free=None, description=cell[unsaid.end() if unsaid else 0 :].strip())


def _charged(head: re.Match[str], after: str) -> FeeRead:
    explanation, description = _explanation(after)
    figure = head[0] if head[1] else ""
    read = FeeRead(
        free=False,
        text=f"{figure} ({explanation})" if figure and explanation else figure or explanation,
        description=description,
    )
    if head[2]:
        return read
    named, listed = _named_amounts(explanation), _dong(head[1] or "")
    amount = _single(listed, explanation, len(named))
    return replace(read, amount=amount, cases=() if amount else _with(listed, figure, named))


def _single(listed: int | None, explanation: str, parts: int) -> int | None:
    """The one amount that figure and explanation agree on; thousands may be spelled out there."""
    named = set(amounts(explanation))
    if listed is None or _PER_PIECE.search(explanation) or _OPEN.search(explanation):
        return None
    if listed < SMALLEST:
        return listed * 1_000 if named == {listed * 1_000} else None
    return listed if named <= {listed} and parts <= 1 else None


def _with(listed: int | None, figure: str, named: tuple[FeeCase, ...]) -> tuple[FeeCase, ...]:
    """The cases of the explanation, and before them the listed amount if it is another one."""
    if listed is None or listed < SMALLEST or listed in {case.amount for case in named}:
        return named
    return (FeeCase(text=figure, amount=listed), *named)


def _named_amounts(explanation: str) -> tuple[FeeCase, ...]:
    """The parts of an explanation that name amounts, each with its amount if it is one."""
    cases = []
    for part in _PARTS.split(explanation):
        found = set(amounts(part))
        if found:
            single = found.pop() if len(found) == 1 else None
            cases.append(FeeCase(text=part.strip(" -+–•"), amount=single))
    return tuple(cases)


def amounts(text: str) -> list[int]:
    """Every amount in đồng that a text names, in its order."""
    found = []
    for match in _DONG.finditer(text):
        scale = _SCALE[(match[2] or "").lower()]
        value = _dong(match[1]) if scale == 1 else _scaled(match[1], scale)
        if value is not None and value >= SMALLEST:
            found.append(value)
    return found


def _dong(figure: str) -> int | None:
    """`2,000,000` and `50.000` are whole đồng; a lost head (`,000`) is no amount."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})*|\d+", figure.rstrip(".,")):
        return int(re.sub(r"\D", "", figure))
    return None


def _scaled(figure: str, scale: int) -> int | None:
    """“2,1 tỷ”, “05 triệu”."""
    plain = figure.rstrip(".,").replace(",", ".")
    return round(float(plain) * scale) if plain.count(".") <= 1 else None


def _explanation(text: str) -> tuple[str, str]:
    """The bracket that follows a fee, and the rest. One never closed ends at its first “)”."""
    if not text.startswith("("):
        return "", text.strip()
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return text[1:at].strip(), text[at + 1 :].strip()
    inside, _, after = text[1:].partition(")")
    return inside.strip(), after.strip()
