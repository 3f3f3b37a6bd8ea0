"""What of the queue is wanted: read from the address, and written back into it."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from motcua.core.moments import at_local, local_day
from motcua.core.states import State
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Channel
from motcua.dossiers.queries import AGENCY, AMONG, ELSEWHERE, MINE

LATE, TODAY, WHOLE, OTHERS = "qua-han", "hom-nay", "tat-ca", "noi-khac"
WRITTEN = "tin-nhan"
NAMES = {"due": "han", "state": "trang-thai", "which": "viec", "channel": "kenh", "place": "noi"}
Span = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A part of the queue; what the address says and makes no sense is left out."""

    due: str = ""
    state: str = ""
    which: str = ""
    channel: str = ""
    place: str = ""

    @property
    def is_plain(self) -> bool:
        """All that the officer's roles hold, at all her places or at one."""
        return not (self.due or self.state or self.which or self.channel)

    def span(self, at: datetime) -> Span:
        """The moments between which the dossiers are due; half open."""
        tomorrow = at_local(local_day(at) + timedelta(days=1), time())
        return {LATE: (None, at), TODAY: (at, tomorrow)}.get(self.due, (None, None))

    def asked(self, at: datetime) -> dict[str, Any]:
        """The same in the words of `queries.queue`."""
        return {
            "which": {WHOLE: AGENCY, OTHERS: ELSEWHERE, WRITTEN: AMONG}.get(self.which, MINE),
            "state": State(self.state) if self.state else None,
            "channel": Channel(self.channel) if self.channel else None,
            "due": self.span(at),
            "settled": self.due != LATE,
        }

    def address(self, **more: str) -> str:
        """The query string of this part."""
        values = {NAMES[name]: value for name, value in vars(self).items()} | more
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def part(self, **changes: str) -> "Wanted":
        """Another part of the same places and channel."""
        kept = Wanted(channel=self.channel, place=self.place)
        return replace(kept, **changes)


def wanted_of(query: QueryDict, by: Officer) -> Wanted:
    """What the address asks for."""
    places = {posting.agency.code for posting in by.workplaces}
    return Wanted(
        due=_known(query, "han", {LATE, TODAY}),
        state=_known(query, "trang-thai", set(State)),
        which=_known(query, "viec", {WHOLE, OTHERS, WRITTEN}),
        channel=_known(query, "kenh", set(Channel.values)),
        place=_known(query, "noi", places),
    )


def at_place(by: Officer, place: str) -> Officer:
    """The officer as she stands at one of her places; at all of them when none is named."""
    if not place:
        return by
    return replace(by, postings=tuple(p for p in by.postings if p.agency.code == place))


def _known(query: QueryDict, name: str, values: set[Any]) -> str:
    value = query.get(name, "")
    return value if value in values else ""
