"""The journal: one entry per act, chained by SHA-256, never changed.

Each kind of entry is a frozen dataclass; its name in the past tense is the kind. Free text that
names persons stays in answers and supplements; the entry holds an HMAC of it under the dossier's
salt, so that it can be erased and the chain still proves the rest.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from motcua.core import chain
from motcua.core.moments import iso_utc
from motcua.dossiers.actors import Standing
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.eforms.merging import storable

# What of a dossier's row is sealed with each entry, so that a change outside the acts shows: all
# but its key, the salt of the seal itself, and the head, which the chain proves.
SEALED = (
    "code", "foreign_code", "channel", "reason_for_counter", "applicant_name", "applicant_phone",
    "applicant_email", "state", "resume_to", "suspended_for", "outcome", "step", "step_since",
    "holder_role", "consulted_at", "awaited_agency_id",
    "submitted_at", "accepted_at", "decided_at", "returned_at", "closed_at", "stopped_at", "due_at",
    "answer_by", "step_by", "appointment", "apologised_at", "result_note", "version", "secret",
    "service_id", "agency_id", "procedure_version_id", "form_version_id", "process_version_id",
    "applicant_id", "holder_agency_id", "holder_officer_id", "return_way", "return_address",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What one act did, as values that JSON can hold. `v` is the version of its shape."""

    kind: ClassVar[str]
    v: int = 1


@dataclass(frozen=True, kw_only=True)
class Submitted(Entry):
    """Handed in online."""

    kind = "dossier.submitted"
    answers: str
    documents: list[dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class Received(Entry):
    """Received and accepted at the counter in one."""

    kind = "dossier.received"
    answers: str
    documents: list[dict[str, str]]
    appointment: str | None
    reason_for_counter: str
    agency: str = ""
    agency_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Accepted(Entry):
    """Accepted for handling, with the appointment for the result."""

    kind = "dossier.accepted"
    appointment: str | None
    agency: str = ""
    agency_name: str = ""


@dataclass(frozen=True, kw_only=True)
class SupplementRequested(Entry):
    """Asked for a supplement: which fields and papers, until when."""

    kind = "dossier.supplement_requested"
    phase: str
    items: list[str]
    words: str
    answer_by: str
    exception_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Supplemented(Entry):
    """The applicant answered a request for a supplement."""

    kind = "dossier.supplemented"
    answers: str
    revision: int
    documents: list[dict[str, str]]
    due_at: str | None
    appointment: str | None


@dataclass(frozen=True, kw_only=True)
class Refused(Entry):
    """Not accepted, with the reason."""

    kind = "dossier.refused"
    reason: str


@dataclass(frozen=True, kw_only=True)
class Assigned(Entry):
    """An officer took the dossier."""

    kind = "dossier.assigned"
    officer: str


@dataclass(frozen=True, kw_only=True)
class Advanced(Entry):
    """Handed on to the next step; `agency` is set where another agency does that step."""

    kind = "dossier.advanced"
    from_step: str
    to_step: str
    note: str = ""
    agency: str = ""
    agency_name: str = ""


@dataclass(frozen=True, kw_only=True)
class SentBack(Entry):
    """Sent back to the step before, with the reason."""

    kind = "dossier.sent_back"
    from_step: str
    to_step: str
    reason: str
    agency: str = ""
    agency_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Consulted(Entry):
    """Another agency was asked; `words` is the HMAC of the question."""

    kind = "dossier.consulted"
    agency: str
    agency_name: str
    asked_by: str
    words: str
    papers: list[str]
    answer_by: str
    days: int
    proposed_days: int


@dataclass(frozen=True, kw_only=True)
class ConsultationAnswered(Entry):
    """The agency answered, in its time or late; `words` is the HMAC of the answer."""

    kind = "dossier.consultation_answered"
    agency: str
    agency_name: str
    opinion: str
    words: str
    answer_by: str
    in_time: bool
    documents: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class WentOn(Entry):
    """The time to answer passed in silence, and the asking agency went on without."""

    kind = "dossier.went_on"
    agencies: list[dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class Suspended(Entry):
    """The clock stands still: what for, why, and when somebody looks again."""

    kind = "dossier.suspended"
    cause: str
    reason: str
    review_by: str


@dataclass(frozen=True, kw_only=True)
class Resumed(Entry):
    """The clock goes on, with the appointment that follows from it."""

    kind = "dossier.resumed"
    appointment: str | None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Decided(Entry):
    """Decided: granted, rejected or partly."""

    kind = "dossier.decided"
    outcome: str
    reason: str = ""
    documents: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Apologised(Entry):
    """The agency is late, says so before the day, and names a new one."""

    kind = "dossier.apologised"
    old_appointment: str
    new_appointment: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ResultReturned(Entry):
    """The result was given."""

    kind = "dossier.result_returned"
    way: str


@dataclass(frozen=True, kw_only=True)
class Corrected(Entry):
    """Handed in again before acceptance: the names of the fields and papers that changed.

    Of the requirements in `replaced` what was handed in before counts no more; `documents` are new.
    """

    kind = "dossier.corrected"
    answers: str
    revision: int
    items: list[str]
    documents: list[dict[str, str]]
    replaced: list[str]


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Entry):
    """Taken back by the applicant."""

    kind = "dossier.withdrawn"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Claimed(Entry):
    """Filed without an account, now taken into one; which one, the entry's actor says."""

    kind = "dossier.claimed"


@dataclass(frozen=True, kw_only=True)
class Expired(Entry):
    """The supplement did not come in time."""

    kind = "dossier.expired"
    answer_by: str


@dataclass(frozen=True, kw_only=True)
class Rescheduled(Entry):
    """A changed calendar moved deadlines: each with its old and its new moment, and which days.

    `awaited`: what moved as `due_at` is the day until which the applicant supplements.
    """

    kind = "dossier.rescheduled"
    moved: dict[str, list[str]]
    awaited: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class HandedOver(Entry):
    """Back to its unit, whose officer has left; or to the agency that took another one's place.

    `officer` no longer holds it; agencies are named where they changed, by code and name: the
    dossier's own; of a `step`; and those `asked`, each with the day by which its successor answers.
    """

    kind = "dossier.handed_over"
    officer: str = ""
    from_agency: str = ""
    from_name: str = ""
    to_agency: str = ""
    to_name: str = ""
    step: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class PaymentRecorded(Entry):
    """The fee is settled: so many đồng came by this way, or nothing is to be paid, as `basis` says.

    `reference` is that of the charge; `receipt` the number of a receipt written by hand.
    """

    kind = "dossier.payment_recorded"
    amount: int
    way: str
    reference: str
    basis: str = ""
    receipt: str = ""


KINDS: dict[str, type[Entry]] = {kind.kind: kind for kind in Entry.__subclasses__()}


def append(dossier: Dossier, entry: Entry, *, by: Standing, at: datetime) -> JournalEntry:
    """Write the entry as number `dossier.version`; sets `journal_head`, which the caller saves."""
    row = JournalEntry(
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        number=dossier.version,
        kind=entry.kind,
        actor=by.actor,
        actor_name=by.name,
        actor_role=by.role,
        actor_agency=by.agency,
        step=dossier.step,
        at=at,
        data={**storable(asdict(entry)), "sealed": seal(dossier)},
        previous=dossier.journal_head or chain.GENESIS,
    )
    row.sha256 = chain.entry_hash(row.previous, facts_of(row))
    dossier.journal_head = row.sha256
    return row


def facts_of(row: JournalEntry) -> dict[str, Any]:
    """Everything in an entry that its hash covers."""
    return {
        "jurisdiction": row.jurisdiction,
        "dossier": str(row.dossier_id),
        "number": row.number,
        "kind": row.kind,
        "actor": None if row.actor is None else str(row.actor),
        "name": row.actor_name,
        "role": row.actor_role,
        "agency": row.actor_agency,
        "step": row.step,
        "at": iso_utc(row.at),
        "data": row.data,
    }


def seal(dossier: Dossier) -> str:
    """HMAC of the dossier's own row as the act leaves it; empty once the salt was erased."""
    return private(dossier, {name: _plain(getattr(dossier, name)) for name in SEALED})


def private(dossier: Dossier, values: Mapping[str, Any]) -> str:
    """HMAC under the dossier's salt of what the journal must prove but not hold."""
    return chain.answers_hmac(dossier.salt, values) if dossier.salt else ""


def _plain(value: Any) -> Any:
    return iso_utc(value) if isinstance(value, datetime) else value
