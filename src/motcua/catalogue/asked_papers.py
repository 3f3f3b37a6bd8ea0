"""Which papers a procedure asks, in which cases, and which of them one cannot do without.

Where the published rows leave nothing that must be handed in, they are read once more: cases that
stand in the papers' own names become cases, and what nobody wrote down (how many copies) is no
reason to ask for nothing. A form of optional papers alone asks for none, and the desk must then
ask again for what the law wants from everybody.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from motcua.catalogue import papers
from motcua.catalogue.content import Requirement

LONGEST_CASE = 300
_WORDS = r"(?:trường hợp|đối với|hồ sơ đối với)\b"
_NUMBER = r"^\W*(?:[0-9ivx]{1,4}[.)]\s*|[a-zđ][.)]\s*)?"
_AT_THE_BEGINNING = re.compile(
    _NUMBER + rf"(?P<case>{_WORDS}[^:]{{3,{LONGEST_CASE}}}?)\s*(?::|[a-zđ1][.)]\s)\s*(?P<paper>.+)",
    re.IGNORECASE | re.DOTALL,
)
_IN_BRACKETS = re.compile(
    rf"^(?P<paper>[^(]{{5,}})\((?P<case>{_WORDS}[^)]{{3,{LONGEST_CASE}}})\)", re.IGNORECASE
)
_CONDITION = re.compile(r"trường hợp|đối với|\bnếu\b|\bkhi\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Papers in the order published; `cases` are those to choose from; `required` are ids."""

    papers: tuple[Requirement, ...]
    cases: tuple[str, ...]
    required: frozenset[str]


def asked_papers(documents: Iterable[Requirement]) -> Asked:
    """What these rows ask for. Deterministic: the same rows give the same form."""
    rows = tuple(paper for paper in documents if papers.is_asked(paper))
    found = _read(rows)
    if found.required or not rows:
        return _complete(found)
    lifted = tuple(map(_lifted, rows))
    cases = papers.cases_to_choose(lifted)
    return _complete(_read(lifted) if cases else found)


def _read(rows: tuple[Requirement, ...]) -> Asked:
    cases, alone = papers.cases_to_choose(rows), len({paper.case for paper in rows}) == 1
    required = {
        paper.id
        for paper in rows
        if not papers.is_optional(paper, (paper.case,) if alone else cases)
    }
    return Asked(papers=rows, cases=cases, required=frozenset(required))


def _complete(asked: Asked) -> Asked:
    """Nobody gets away with nothing: neither in a case nor, where there are none, at all."""
    everybody = [paper for paper in asked.papers if paper.case not in asked.cases]
    if any(paper.id in asked.required for paper in everybody):
        return asked
    groups = [[paper for paper in asked.papers if paper.case == case] for case in asked.cases] or [
        everybody
    ]
    more = [
        paper.id
        for group in groups
        if not any(paper.id in asked.required for paper in group)
        for paper in _surely(group, chosen=bool(asked.cases))
    ]
    return replace(asked, required=asked.required | frozenset(more))


def _surely(group: Sequence[Requirement], *, chosen: bool) -> list[Requirement]:
    """What must be handed in though its row seems not to say so; alternatives stay a choice.

    One alone is asked in a case that was `chosen`, and where its row lists several papers, of which
    a condition is about one.
    """
    handed_in = [paper for paper in group if not papers.is_shown_only(paper)]
    if len(handed_in) == 1 and (chosen or ";" in papers.full_name(handed_in[0])):
        return handed_in
    return [
        paper
        for paper in handed_in
        if not papers.is_conditional(paper) and not _CONDITION.search(paper.case)
    ]


def _lifted(paper: Requirement) -> Requirement:
    """The row with the case out of its name: `Đối với ngân hàng: Văn bản đề nghị`."""
    if papers.is_case(paper.case):
        return paper
    name = papers.full_name(paper)
    found = _AT_THE_BEGINNING.match(name) or _IN_BRACKETS.match(name)
    if found is None:
        return paper
    case = " ".join(found["case"].split()).strip(" ,;.")
    rest = found["paper"].strip() if found.re is _AT_THE_BEGINNING else name
    return replace(paper, case=case[:1].upper() + case[1:], name=rest)
