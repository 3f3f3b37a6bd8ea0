"""The figures of a period, made from counts; each is defined in `docs/figures.md`. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from motcua.insight.meeting import Criterion, Meeting, meeting
from motcua.insight.targets import Targets

Counts = Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Received:
    """Dossiers that came in during the period, by how they came; assisted is not online."""

    online: int
    assisted: int
    counter: int
    post: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.online + self.assisted + self.counter + self.post


@dataclass(frozen=True, kw_only=True)
class Settled:
    """Those of them that are decided, against the appointment."""

    early: int
    on_time: int
    late: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Open:
    """Those of them that are neither decided nor ended."""

    in_time: int
    overdue: int


@dataclass(frozen=True, kw_only=True)
class Ended:
    """Those of them that ended without a decision."""

    refused: int
    withdrawn: int
    expired: int


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """Drafts begun in the period, and how far they have come; each step is part of the last."""

    starts: int
    submitted: int
    accepted: int
    settled: int
    rated: int


@dataclass(frozen=True, kw_only=True)
class Satisfaction:
    """`n` ratings of these dossiers; shares are None where they are too few to speak of."""

    n: int
    satisfied: float | None
    ease: float | None
    time: float | None
    conduct: float | None


@dataclass(frozen=True, kw_only=True)
class Meets:
    """`field` is None under the least number of dossiers; the shares are shown all the same."""

    field: Meeting | None
    completion: float | None
    answered_in_time: float | None
    on_time: float | None


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything about the dossiers of one period; `settled + ended + open = received`."""

    received: Received
    take_up: float | None
    coverage: float | None
    settled: Settled
    open: Open
    ended: Ended
    funnel: Funnel
    satisfaction: Satisfaction
    meets: Meets

    def to_json(self) -> dict[str, Any]:
        """As the API and the command give it."""
        return asdict(self)


def figures(
    by_channel: Mapping[str, Counts], *, coverage: float | None, targets: Targets
) -> Figures:
    """The figures from the counts of each channel; drafts stand under the empty channel."""
    counts = _all(by_channel)
    received = Received(**{name: by_channel.get(name, {}).get("received", 0) for name in _CHANNELS})
    settled = Settled(
        early=counts["early"],
        on_time=counts["on_time"],
        late=counts["late"],
        total=counts["early"] + counts["on_time"] + counts["late"],
    )
    take_up = share(received.online, received.total)
    return Figures(
        received=received,
        take_up=take_up,
        coverage=coverage,
        settled=settled,
        open=Open(in_time=counts["open_in_time"], overdue=counts["open_overdue"]),
        ended=Ended(**{name: counts[name] for name in ("refused", "withdrawn", "expired")}),
        funnel=Funnel(
            starts=counts["starts"],
            submitted=counts["handed_in"],
            accepted=counts["start_accepted"],
            settled=counts["start_settled"],
            rated=counts["start_rated"],
        ),
        satisfaction=_satisfaction(counts, targets),
        meets=_meets(counts, take_up, targets),
    )


def share(part: int, whole: int) -> float | None:
    """From 0 to 1, to four places; None of nothing."""
    return round(part / whole, 4) if whole else None


def _satisfaction(counts: Counts, targets: Targets) -> Satisfaction:
    n = counts["rated"]
    whole = n if n >= targets.least_ratings else 0
    return Satisfaction(
        n=n,
        satisfied=share(counts["satisfied"], whole),
        ease=share(counts["satisfied_ease"], whole),
        time=share(counts["satisfied_time"], whole),
        conduct=share(counts["satisfied_conduct"], whole),
    )


def _meets(counts: Counts, take_up: float | None, targets: Targets) -> Meets:
    in_time = counts["early"] + counts["on_time"]
    shares = {
        "completion": share(counts["handed_in"], counts["starts"]),
        "answered_in_time": share(counts["answered_in_time"], counts["to_answer"]),
        "on_time": share(in_time, in_time + counts["late"]),
    }
    found = {
        name: Criterion(name=name, share=value, target=getattr(targets, name))
        for name, value in {"take_up": take_up, **shares}.items()
    }
    enough = counts["received"] >= targets.least_dossiers
    people = [found["take_up"], found["completion"]]
    agency = [found["answered_in_time"], found["on_time"]]
    return Meets(field=meeting(people, agency) if enough else None, **shares)


def _all(by_channel: Mapping[str, Counts]) -> dict[str, int]:
    names = {name for counts in by_channel.values() for name in counts}
    zero = dict.fromkeys(_NAMES, 0)
    return zero | {name: sum(c.get(name, 0) for c in by_channel.values()) for name in names}


_CHANNELS = ("online", "assisted", "counter", "post")
_NAMES = (
    "received", "early", "on_time", "late", "open_in_time", "open_overdue", "refused", "withdrawn",
    "expired", "to_answer", "answered_in_time", "rated", "satisfied", "satisfied_ease",
    "satisfied_time", "satisfied_conduct", "starts", "handed_in", "start_accepted",
    "start_settled", "start_rated",
)  # fmt: skip
