"""What a service page answers: online? what is needed? how long? how much? and then?

Makes words of what is published and of what the service earned; decides nothing itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from motcua.agencies.models import Agency
from motcua.agencies.opening import say_hours
from motcua.catalogue import papers, queries
from motcua.catalogue.asked_papers import asked_papers
from motcua.catalogue.content import Channel, ProcedureContent, Requirement
from motcua.catalogue.fees import fee
from motcua.catalogue.levels import Earned, earned
from motcua.catalogue.models import Service
from motcua.core.sayings import say_work
from motcua.portal.lines import COUNTER, WHOLE, Level, level_of, say_limit
from motcua.processes.queries import load

ANSWERED = "trả lời trong 8 giờ làm việc: nhận, hay cần bổ sung gì, nói một lần cho đủ"
LEVEL_NAMES = {
    1: "mức 1: có thông tin",
    2: "mức 2: có mẫu đơn để tải về",
    3: "mức 3: nộp được trên mạng",
    4: "mức 4: làm trọn trên mạng",
}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One of the four answers at a glance."""

    icon: str
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What happens next, and how long it takes."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """One paper: name and what else to know."""

    name: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """The papers of one case; without a name, of everybody."""

    name: str
    papers: list[PaperLine]


@dataclass(frozen=True, kw_only=True)
class ServiceFacts:
    """All that the page says, in its order."""

    content: ProcedureContent
    level: Level
    earned: Earned
    declared: str
    facts: list[Fact]
    always: list[PaperLine]
    cases: list[Case]
    limits: list[tuple[str, str]]
    fee: str
    fee_cases: list[str]
    steps: list[Step]
    counter: list[tuple[str, str]]

    @property
    def official_url(self) -> str:
        """Where the authority itself publishes it; nothing but an address of the web."""
        url = self.content.url
        return url if url.startswith(("https://", "http://")) else ""


def facts_of(content: ProcedureContent, service: Service | None) -> ServiceFacts:
    """The answers for a procedure at an agency, or where nobody offers it online."""
    gained = earned(content, offered=service is not None)
    level = level_of(gained.level) if service else COUNTER
    always, cases = _papers(content)
    money = fee(content, Channel.ONLINE, agency=service.agency.code if service else "")
    declared = service.declared_level if service else None
    return ServiceFacts(
        content=content,
        level=level,
        earned=gained,
        declared=LEVEL_NAMES.get(declared or 0, ""),
        facts=[
            _online(level),
            Fact(icon="clock", label="Bao lâu", value=say_limit(content) or "Chưa công bố"),
            Fact(icon="money", label="Phí", value=money["text"]),
            _needed(always, cases),
        ],
        always=always,
        cases=cases,
        limits=_limits(content),
        fee=money["text"],
        fee_cases=[case["text"] for case in money["cases"]],
        steps=list(_steps(content, service)),
        counter=list(_counter(content, service.agency if service else None)),
    )


def _online(level: Level) -> Fact:
    said = {WHOLE: "Được, toàn trình", COUNTER: "Chưa, làm tại quầy"}
    return Fact(
        icon="online" if level is not COUNTER else "counter",
        label="Làm trên mạng",
        value=said.get(level, "Nộp được"),
        note=level.note,
    )


def _needed(always: list[PaperLine], cases: list[Case]) -> Fact:
    count = len(always)
    value = f"{count} giấy" if count else "Tùy trường hợp" if cases else "Không phải nộp giấy"
    note = "thêm giấy theo trường hợp" if count and cases else ""
    if count == 1:
        note = note or papers.shortened(always[0].name, 40).lower()
    return Fact(icon="paper", label="Giấy tờ", value=value, note=note)


def _papers(content: ProcedureContent) -> tuple[list[PaperLine], list[Case]]:
    """What everybody needs, and what only some do, case by case in the order published."""
    asked = asked_papers(content.documents)
    alone = len({paper.case for paper in asked.papers}) == 1
    always: list[PaperLine] = []
    by_case: dict[str, list[PaperLine]] = {}
    for paper in asked.papers:
        everybodys = alone or not papers.is_case(paper.case)
        note = _paper_note(paper, optional=paper.id not in asked.required)
        line = PaperLine(name=papers.label(paper), note=note)
        (always if everybodys else by_case.setdefault(paper.case, [])).append(line)
    cases = [Case(name=papers.shortened(name, 300), papers=some) for name, some in by_case.items()]
    return always, cases


def _paper_note(paper: Requirement, *, optional: bool) -> str:
    if papers.is_shown_only(paper):
        return "chỉ xuất trình, không phải nộp"
    wanted = [f"{n} {what}" for n, what in _copies(paper) if n]
    return ", ".join([*wanted, *(["nếu có"] if optional else [])])


def _copies(paper: Requirement) -> tuple[tuple[int | None, str], ...]:
    return (paper.originals, "bản chính"), (paper.copies, "bản sao")


def _limits(content: ProcedureContent) -> list[tuple[str, str]]:
    """For each way to hand in, its time limits in words."""
    found = [
        (channel.label, ", ".join(limit.text for limit in queries.time_limits(content, channel)))
        for channel in content.channels
    ]
    return [(name, text) for name, text in found if text]


def _steps(content: ProcedureContent, service: Service | None) -> Iterator[Step]:
    """The first answer, the approved steps, the result."""
    yield Step(title="Cán bộ một cửa kiểm tra", text=ANSWERED)
    for step in load(service.process).steps if service and service.process else ():
        most = timedelta(hours=float(step.hours or 0))
        hours = f", không quá {say_work(most)}" if most else ""
        yield Step(title=step.name, text=f"{step.role.label}{hours}")
    result = papers.shortened(content.result, 200) if content.result else "theo cách đã chọn"
    yield Step(title="Trả kết quả", text=result)


def _counter(content: ProcedureContent, agency: Agency | None) -> Iterator[tuple[str, str]]:
    """Where the counter is and when it is open."""
    if agency is None:
        places = content.performed_by or content.authority
        yield "Nơi làm", places or "cơ quan có thẩm quyền nơi cư trú"
    else:
        yield "Nơi nhận", agency.name
        if agency.address:
            yield "Địa chỉ", agency.address
        if agency.opening_hours:
            yield "Giờ nhận", say_hours(agency.opening_hours)
        if agency.phone:
            yield "Điện thoại", agency.phone
    if Channel.POST in content.channels:
        yield "Gửi bưu chính", "Được, tới địa chỉ của cơ quan"
