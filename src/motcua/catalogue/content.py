"""What is published about a procedure, as frozen values and as the JSON of `ProcedureVersion`.

Pure data: it knows neither the database nor where the record came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from motcua.catalogue.fee_tables import FeeLine
from motcua.core.deadlines import TimeLimit, TimeUnit


class Channel(StrEnum):
    """How a dossier may be handed in (hình thức nộp)."""

    ONLINE = "online"
    POST = "post"
    COUNTER = "counter"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The channel in Vietnamese."""
        return _CHANNEL_LABELS[self]


_CHANNEL_LABELS = {
    Channel.ONLINE: "Trực tuyến",
    Channel.POST: "Dịch vụ bưu chính",
    Channel.COUNTER: "Trực tiếp",
    Channel.OTHER: "Cách khác",
}


@dataclass(frozen=True, kw_only=True)
class FeeCase:
    """One of several fees; `amount` in đồng, or None where only the text says it."""

    text: str
    amount: int | None = None


@dataclass(frozen=True, kw_only=True)
class Method:
    """One way to hand in, with its time limit and fee.

    `free` is None where the source says neither; `fee` is in đồng and known only when one amount
    is unambiguous; `fee_text`, `fee_cases` and `note` keep what was published.
    """

    channel: Channel
    limit: TimeLimit | None = None
    free: bool | None = None
    fee: int | None = None
    fee_text: str = ""
    fee_cases: tuple[FeeCase, ...] = ()
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; `from_json` reads it back."""
        return asdict(self) | {"channel": self.channel.value, "limit": limit_to_json(self.limit)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Method:
        """A method from the JSON of `to_json`."""
        known = _known(cls, data)
        known["channel"] = Channel(data["channel"])
        known["limit"] = limit_from_json(data.get("limit"))
        known["fee_cases"] = tuple(FeeCase(**case) for case in data.get("fee_cases", ()))
        return cls(**known)


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """A required document (thành phần hồ sơ).

    `id` is d1, d2…, stable within a version; `originals` and `copies` are None where the source
    does not say; `case` is the case it is asked in, empty for always; `template` names the
    blank form that belongs to it.
    """

    id: str
    name: str
    originals: int | None = None
    copies: int | None = None
    case: str = ""
    template: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Requirement:
        """A requirement from its JSON."""
        return cls(**_known(cls, data))


@dataclass(frozen=True, kw_only=True)
class ProcedureContent:
    """All that is published about a procedure. Where a list could not be read, its text is kept.

    `levels` are kinds of agency (`ministry`, `province`, `commune`, `other`); `online_return`
    says that the result may be delivered as an electronic copy.
    """

    code: str
    name: str
    field: str = ""
    kind: str = ""
    owner: str = ""
    decision: str = ""
    levels: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    authority: str = ""
    performed_by: str = ""
    coordinating: str = ""
    steps: str = ""
    methods: tuple[Method, ...] = ()
    documents: tuple[Requirement, ...] = ()
    legal_basis: tuple[str, ...] = ()
    conditions: str = ""
    result: str = ""
    url: str = ""
    methods_text: str = ""
    documents_text: str = ""
    online_return: bool = False
    fee_table: tuple[FeeLine, ...] = ()  # of the procedure; not part of what is published

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The ways to hand in, each once, in the order published."""
        return tuple(dict.fromkeys(method.channel for method in self.methods))

    @property
    def cases(self) -> tuple[str, ...]:
        """The distinct cases that documents are asked in, in the order published."""
        return tuple(dict.fromkeys(paper.case for paper in self.documents if paper.case))

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, as `ProcedureVersion.content` keeps it."""
        published = {key: value for key, value in asdict(self).items() if key != "fee_table"}
        return _listed(published) | {
            "methods": [method.to_json() for method in self.methods],
            "documents": [asdict(paper) for paper in self.documents],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ProcedureContent:
        """The content from the JSON of `to_json`. Unknown keys of a later release are ignored."""
        known = _known(cls, data)
        known.pop("fee_table", None)
        for key in ("levels", "applicants", "legal_basis"):
            known[key] = tuple(data.get(key, ()))
        known["methods"] = tuple(Method.from_json(item) for item in data.get("methods", ()))
        known["documents"] = tuple(
            Requirement.from_json(item) for item in data.get("documents", ())
        )
        return cls(**known)


def limit_to_json(limit: TimeLimit | None) -> dict[str, str] | None:
    """`{"value": "3", "unit": "working_day"}`; the value is a decimal number as text."""
    return {"value": str(limit.value), "unit": limit.unit.value} if limit else None


def limit_from_json(data: Mapping[str, Any] | None) -> TimeLimit | None:
    """A time limit from its JSON."""
    return (
        TimeLimit(value=Decimal(str(data["value"])), unit=TimeUnit(data["unit"])) if data else None
    )


def _known(cls: type[Any], data: Mapping[str, Any]) -> dict[str, Any]:
    names: Iterable[str] = (field.name for field in fields(cls))
    return {name: data[name] for name in names if name in data}


def _listed(data: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}
