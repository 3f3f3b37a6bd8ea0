"""A procedure as one line of a list: name, where it leads, how long, how much, online or not."""

from dataclasses import dataclass

from django.urls import reverse

from motcua.catalogue.content import Channel, ProcedureContent
from motcua.catalogue.fees import fee
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.queries import content_of, time_limit
from motcua.catalogue.search import Found

WHOLLY_ONLINE, ONLINE = 4, 3
"""Levels of Decree 43/2011/NĐ-CP: nothing left to do at the counter; the dossier is sent online."""

SHORT_FEE = 24
"""Letters that fit beside a name."""


@dataclass(frozen=True, kw_only=True)
class Level:
    """What an earned level means to whoever reads it: kind of tag, short words, whole words."""

    kind: str
    short: str
    words: str
    note: str


WHOLE = Level(
    kind="online", short="Toàn trình", words="Trực tuyến toàn trình", note="không phải đến quầy"
)
PART = Level(
    kind="partly", short="Một phần", words="Nộp được trên mạng", note="có việc còn phải đến quầy"
)
COUNTER = Level(kind="counter", short="Tại quầy", words="Chỉ làm tại quầy", note="")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One procedure of a list; `time` and `fee` are words, empty where nothing is published."""

    name: str
    url: str
    where: str
    time: str
    fee: str
    level: Level

    @property
    def glance(self) -> str:
        """“Trong ngày · Miễn phí”; a fee of many words is left to the page of the service."""
        fee = self.fee if len(self.fee) <= SHORT_FEE else ""
        return " · ".join(words for words in (self.time, fee) if words)


def level_of(earned: int | None) -> Level:
    """What the earned level means; without a service the counter is the way."""
    if (earned or 0) >= WHOLLY_ONLINE:
        return WHOLE
    return PART if (earned or 0) >= ONLINE else COUNTER


def of_found(found: Found) -> Line:
    """A line from a search result."""
    where = _where(found.service, found.offered_by)
    return _line(found.procedure, content_of(found.procedure), found.service, where, found.earned)


def of_used(procedure: Procedure) -> Line:
    """A line from `most_used`, which brings version and offered services along."""
    services: list[Service] = getattr(procedure, "offered_services", [])
    only = services[0] if len(services) == 1 else None
    earned = max((service.earned_level for service in services), default=None)
    return _line(procedure, content_of(procedure), only, _where(only, len(services)), earned)


def say_limit(content: ProcedureContent) -> str:
    """How long it takes online, as a sentence begins; empty where no limit is published."""
    limit = time_limit(content, Channel.ONLINE)
    return limit.text[:1].upper() + limit.text[1:] if limit else ""


def _line(
    procedure: Procedure,
    content: ProcedureContent,
    only: Service | None,
    where: str,
    earned: int | None,
) -> Line:
    address = (
        reverse("service", args=[procedure.code, only.agency.code])
        if only
        else reverse("procedure", args=[procedure.code])
    )
    return Line(
        name=procedure.name,
        url=address,
        where=where,
        time=say_limit(content),
        fee=fee(content, agency=only.agency.code if only else "")["text"],
        level=level_of(earned),
    )


def _where(only: Service | None, number: int) -> str:
    if only:
        return only.agency.name
    return f"{number} nơi nhận trên mạng" if number else ""
