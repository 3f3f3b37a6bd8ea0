"""What a row of required documents asks for: always or in a case, handed in or shown, or nothing.

The published rows mix papers with headings, notes and “if any”; a form must ask only for what can
be asked. Where in doubt a paper is optional: a form that demands what nobody has stops people,
and the desk can still ask for it.
"""

import re
from collections.abc import Iterable

from motcua.catalogue.content import Requirement

LONGEST_LABEL = 160
_BULLET = re.compile(r"^[\s\-–+*•·.]+")
_BEGINS = r"^\W*(?:[0-9ivx]{1,4}[.)]\s*|[a-zđ][.)]\s*)?(?:các\s+|những\s+)?"
# Tables that belong to one and the same dossier, not alternatives.
_GROUP = re.compile(
    _BEGINS
    + r"(?:(?:giấy tờ|tài liệu|chứng từ|văn bản|hồ sơ)\s+(?:phải|cần|nộp|xuất trình|gồm|bao gồm)"
    r"|thành phần|bao gồm|lưu ý|ghi chú|nhóm \d|hồ sơ của (?:người|bên|cha|mẹ|con))",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    _BEGINS + r"(?:(?:giấy tờ|tài liệu)\s+(?:(?:phải|cần)\s+)?)?xuất trình", re.IGNORECASE
)
_ADDED = re.compile(r"[uủ][yỷ] quyền", re.IGNORECASE)
_NOTHING = re.compile(
    r"\W*(?:không(?: có)?(?: quy định| yêu cầu)?|do [^:;,]{3,60} quy định)\W*", re.IGNORECASE
)
_IF = re.compile(
    r"nếu (?:có|cần|thuộc)|(?:đối với|trong|áp dụng cho) (?:các )?trường hợp"
    r"|khi (?:có|được) yêu cầu|"
    + _BEGINS
    + r"(?:trường hợp|đối với|nếu|khi|lưu ý|ghi chú|riêng|người ủy quyền)\b",
    re.IGNORECASE,
)


def label(paper: Requirement, longest: int = LONGEST_LABEL) -> str:
    """The name as one reads it on a form: no bullet, no file name, cut at a word if too long."""
    return shortened(full_name(paper), longest)


def full_name(paper: Requirement) -> str:
    """The whole name without bullet, glued file name and closing stop."""
    name = paper.name.removesuffix(paper.template) if paper.template else paper.name
    name = " ".join(_BULLET.sub("", name).split()).rstrip(" ;,.:")
    return name or paper.name


def shortened(text: str, longest: int) -> str:
    """The text, cut at a word and ended by “…” where it is longer."""
    plain = " ".join(text.split())
    if len(plain) <= longest:
        return plain
    return plain[: longest - 1].rsplit(" ", 1)[0].rstrip(" ;,.:(") + "…"


def is_asked(paper: Requirement) -> bool:
    """Is the row a paper at all? “Không” and headings without a quantity are none."""
    if _NOTHING.fullmatch(full_name(paper)):
        return False
    heading = paper.name.rstrip().endswith(":") or _GROUP.match(full_name(paper))
    return not (heading and _none_wanted(paper))


def is_shown_only(paper: Requirement) -> bool:
    """To be shown, not handed in: such papers are not scanned (Circular 03/2025 Art. 5)."""
    return bool(_SHOWN.match(paper.case) or _SHOWN.match(paper.name))


def is_optional(paper: Requirement, cases: tuple[str, ...]) -> bool:
    """May the form be sent without it? `cases` are those the applicant chooses from."""
    lone_case = is_case(paper.case) and paper.case not in cases
    optional = is_conditional(paper) or is_shown_only(paper) or _none_wanted(paper)
    return lone_case or optional


def is_conditional(paper: Requirement) -> bool:
    """Does its name say when it is asked, or its heading that somebody else acts?"""
    return bool(_IF.search(_ends(full_name(paper))) or _ADDED.search(paper.case))


def is_case(heading: str) -> bool:
    """Does the heading name one of several cases? Otherwise its papers are asked of everybody."""
    return bool(heading) and not _GROUP.match(heading) and not _ADDED.search(heading)


def cases_to_choose(papers: Iterable[Requirement]) -> tuple[str, ...]:
    """The cases an applicant chooses from: two or more, or none.

    A single case beside papers for everybody is no choice; its papers are optional. A single case
    that heads all papers is the case of everybody.
    """
    found = tuple(dict.fromkeys(paper.case for paper in papers if is_case(paper.case)))
    return found if len(found) > 1 else ()


def _ends(name: str) -> str:
    """A long name's beginning and end: an “if any” in its middle is about some part of it."""
    return name if len(name) <= 200 else f"{name[:80]} … {name[-40:]}"


def _none_wanted(paper: Requirement) -> bool:
    return paper.originals == 0 and paper.copies == 0
