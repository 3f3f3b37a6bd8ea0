"""Dossiers brought to where a test begins, by acts; and proof that a refusal changed nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest

from motcua.agencies.models import Agency
from motcua.agencies.sharding import Sharded
from motcua.catalogue import offers
from motcua.catalogue.publishing import publish
from motcua.catalogue.queries import content_of
from motcua.core.deadlines import TimeLimit, TimeUnit
from motcua.core.refusals import Refusal
from motcua.core.states import Act, Outcome, State, can
from motcua.dossiers import acts, corrections, drafts, journal, supplements
from motcua.dossiers.actors import CLOCK, Applicant, Officer, officer_of
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import (
    AnswerRevision,
    Counter,
    Dossier,
    DossierDocument,
    Draft,
    JournalEntry,
    OutboxRow,
    SupplementDocument,
    SupplementRequest,
)
from motcua.dossiers.suspensions import Cause
from motcua.dossiers.timeline import entries_of
from motcua.people.accounts import create_account
from motcua.people.postings import give_posting
from motcua.people.roles import LABELS, MAY, Role
from tests.cast import ANSWERS, PDF, Cast

SUBJECT = SupplementItem(kind="field", id="subject", message="Ghi rõ việc gì.")
PAPER = SupplementItem(kind="document", id="paper", message="Ảnh mờ, chụp lại.")
REASON = "Không thuộc thẩm quyền của phường."
OTHER_PDF = PDF + b"% another\n"
HOUR = timedelta(hours=1)

OUTSIDERS = ("own dossier", "next door", "posting ended", "posting to come")
STATES = list(State)
KEPT: tuple[type[Sharded], ...] = (
    Dossier, AnswerRevision, DossierDocument, SupplementRequest, SupplementDocument, JournalEntry,
    OutboxRow, Counter, Draft,
)  # fmt: skip


def ask(
    dossier: Dossier, by: Officer, at: datetime, *items: SupplementItem, **more: Any
) -> Dossier:
    """Ask the applicant to mend the subject and the paper, or what is named."""
    asked = items or (SUBJECT, PAPER)
    return acts.request_supplement(dossier, by=by, at=at, items=asked, **more)


def mend(dossier: Dossier, at: datetime, subject: str = "Xin cấp lại") -> None:
    """Stage what `ask` asked for."""
    supplements.save(dossier, supplements.open_request(dossier), {"subject": subject})
    mend_paper(dossier, at)


def mend_paper(dossier: Dossier, at: datetime) -> None:
    """Stage another paper for the one that was asked."""
    request, paper = supplements.open_request(dossier), BytesIO(OTHER_PDF)
    supplements.add_document(dossier, request, "paper", paper, filename="mới.pdf", at=at)


def awaiting(cast: Cast) -> Dossier:
    """Waits for its applicant, asked at intake."""
    return ask(cast.submitted(), cast.desk, cast.at)


def decided(cast: Cast) -> Dossier:
    """Waits to be returned."""
    return acts.decide(cast.at_signing(), by=cast.head, at=cast.at, outcome=Outcome.GRANTED)


def suspended(cast: Cast, **more: Any) -> Dossier:
    """Accepted, at its first step, and waiting for a tax to be paid."""
    told: dict[str, Any] = {"cause": Cause.FINANCIAL_OBLIGATION, "reason": "Chờ nộp thuế.", **more}
    return acts.suspend(cast.accepted(), by=cast.handling, at=cast.at, **told)


def correction(cast: Cast, dossier: Dossier, **answers: Any) -> Draft:
    """The correction of this dossier, with these answers, not yet handed in."""
    draft = corrections.begin(dossier, by=cast.applicant, at=cast.at)
    drafts.save(draft, answers or {"subject": "Xin cấp lại"}, at=cast.at)
    return draft


def lives_here(branching: Cast) -> Dossier:
    """Submitted with the branching form, on its short branch."""
    at = branching.at
    draft = drafts.start(branching.service, by=branching.citizen, at=at)
    drafts.save(draft, {"applicant.name": "Nguyễn Thị Hoa", "lives": "here"}, at=at)
    drafts.add_document(draft, "paper", BytesIO(PDF), filename="giấy.pdf", at=at)
    return acts.submit(draft, by=branching.applicant, at=at, key="first")


def filed_by_link(cast: Cast) -> Dossier:
    """Handed in without an account: whoever has the link may act."""
    draft = drafts.start(cast.service, by=None, at=cast.at)
    drafts.save(draft, ANSWERS, at=cast.at)
    drafts.add_document(draft, "paper", BytesIO(PDF), filename="giấy.pdf", at=cast.at)
    return acts.submit(draft, by=Applicant(secret=draft.secret), at=cast.at, key="by link")


def in_state(cast: Cast, state: State) -> Dossier:
    """A dossier that stands in this state, by the shortest way."""
    at = cast.at
    ways: dict[State, Callable[[], Dossier]] = {
        State.SUBMITTED: cast.submitted,
        State.ACCEPTED: cast.at_signing,
        State.AWAITING_APPLICANT: lambda: awaiting(cast),
        State.SUSPENDED: lambda: suspended(cast),
        State.DECIDED: lambda: decided(cast),
        State.RETURNED: lambda: acts.return_result(
            decided(cast), by=cast.desk, at=at, way="counter"
        ),
        State.REFUSED: lambda: acts.refuse(cast.submitted(), by=cast.desk, at=at, reason=REASON),
        State.WITHDRAWN: lambda: acts.withdraw(cast.submitted(), by=cast.applicant, at=at),
        State.EXPIRED: lambda: acts.expire(awaiting(cast), by=CLOCK, at=at + timedelta(days=60)),
    }
    return ways[state]()


def wrong_states(act: Act) -> list[State]:
    """The states in which the table does not know the act."""
    return [state for state in STATES if not can(state, act)]


def strangers_to(act: Act) -> list[str]:
    """Everybody who may not do the act: by wrong role, and by all that is no matter of roles."""
    return [*(role.value for role in Role if role not in MAY[act]), *OUTSIDERS]


def officer(cast: Cast, role: Role, *, agency: Agency | None = None, **days: date) -> Officer:
    """Somebody with this posting; without days, since long ago."""
    user = create_account(f"{role.value}{len(days)}{bool(agency)}", name=LABELS[role])
    first = days.pop("valid_from", date(2020, 1, 1))
    give_posting(user, agency=agency or cast.ward, role=role, valid_from=first, **days)
    return officer_of(user, cast.at)


def person(cast: Cast, who: str, act: Act) -> Any:
    """Whoever `strangers_to` named; apart from what is wrong with them they could do the act."""
    role = next((role for role in (Role.HEAD, Role.DESK_OFFICER) if role in MAY[act]), Role.HEAD)
    today = cast.at.date()
    match who:
        case "own dossier":
            give_posting(cast.citizen, agency=cast.ward, role=role, valid_from=date(2020, 1, 1))
            return officer_of(cast.citizen, cast.at)
        case "next door":
            return officer(cast, role, agency=cast.next_door)
        case "posting ended":
            return officer(cast, role, valid_to=today)
        case "posting to come":
            return officer(cast, role, valid_from=today + timedelta(days=1))
        case Role.CITIZEN:
            return cast.applicant
        case _:
            return officer(cast, Role(who))


def neighbour(cast: Cast) -> Applicant:
    """A citizen whose dossier it is not, with a secret that opens another one."""
    return Applicant(user=cast.neighbour, secret="x" * 27)


def now(dossier: Dossier) -> Dossier:
    """The dossier as the database has it."""
    return Dossier.objects.get(jurisdiction=dossier.jurisdiction, pk=dossier.pk)


def last_entry(dossier: Dossier) -> JournalEntry:
    """What was written last into the journal."""
    return entries_of(dossier)[-1]


def outbox(dossier: Dossier) -> list[OutboxRow]:
    """What waits to be made from the dossier's acts, in order."""
    rows = OutboxRow.objects.filter(jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk)
    return list(rows.order_by("entry_number"))


def assert_recorded(dossier: Dossier, kind: str, by: Officer | None, at: datetime) -> JournalEntry:
    """One entry and one outbox row more, under the actor's name, role and agency as they are."""
    entry, row = last_entry(dossier), outbox(dossier)[-1]
    assert (entry.kind, entry.at, entry.number) == (kind, at, now(dossier).version)
    assert (row.kind, row.entry_number, row.next_at) == (kind, entry.number, at)
    assert row.done_at is row.dead_at is None
    assert journal.KINDS[kind].kind == kind
    if by is not None:
        posting = by.postings[0]
        assert (entry.actor, entry.actor_name) == (by.user.pk, by.user.name)
        assert (entry.actor_role, entry.actor_agency) == (posting.role, posting.agency.code)
    return entry


@dataclass
class Caught:
    """The refusal that came."""

    value: Any = None


@contextmanager
def refused(kind: type[Refusal], jurisdiction: str = "H05") -> Iterator[Caught]:
    """The block is refused, in words, and not one row of the jurisdiction is other than before."""
    before, caught = rows_of(jurisdiction), Caught()
    with pytest.raises(kind) as raised:
        yield caught
    caught.value = raised.value
    assert type(raised.value) is kind
    assert raised.value.what
    assert rows_of(jurisdiction) == before


def rows_of(jurisdiction: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of the heart in the jurisdiction, table by table."""
    tables = {model: model._default_manager.filter(jurisdiction=jurisdiction) for model in KEPT}
    return {
        model.__name__: [dict(row) for row in rows.order_by("pk").values()]
        for model, rows in tables.items()
    }


def settled_at_once(cast: Cast) -> None:
    """The cast's procedure is settled at once from now on."""
    content = content_of(cast.service.procedure)
    at_once = TimeLimit(Decimal(0), TimeUnit.AT_ONCE)
    methods = tuple(replace(method, limit=at_once) for method in content.methods)
    form = cast.service.procedure.form
    procedure = publish(replace(content, methods=methods), at=cast.at).procedure
    procedure.form = form
    procedure.save(update_fields=["form"])
    cast.service = offers.offer(procedure, agency=cast.ward, at=cast.at)
