"""What an account has: dossiers sorted by what they wait for, and the wish for a token."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from motcua.core.moments import local_day
from motcua.core.sayings import say_day, say_moment
from motcua.core.states import State
from motcua.dossiers import draft_lives
from motcua.dossiers.drafts import RECOVERY
from motcua.dossiers.models import Draft, MyDossier
from motcua.people.tokens import LONGEST_DAYS
from motcua.portal.tracking import kind_of

USUAL_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class Row:
    """One dossier of the list."""

    name: str
    agency: str
    code: str
    url: str
    state: str
    kind: str
    when: str


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A draft of the list."""

    id: str
    name: str
    until: str
    ends_soon: bool


@dataclass(frozen=True, kw_only=True)
class TokenWish:
    """What was typed into the form for a token."""

    name: str = ""
    scope: str = "applicant"
    days: str = str(USUAL_DAYS)

    @classmethod
    def from_post(cls, post: QueryDict) -> "TokenWish":
        """As typed; nothing typed is the usual."""
        return cls(
            name=post.get("name", ""),
            scope=post.get("scope", "applicant"),
            days=post.get("days", str(USUAL_DAYS)),
        )

    @property
    def days_number(self) -> int:
        """The days as a number; what is none is out of bounds, and refused as such."""
        text = self.days.strip()
        return int(text) if text.isdecimal() and len(text) <= len(str(LONGEST_DAYS)) else 0


def sorted_out(rows: Iterable[MyDossier]) -> dict[str, Any]:
    """Those that wait for the applicant, those that go on, those that are over."""
    tasks: list[Row] = []
    going: list[Row] = []
    over: list[Row] = []
    for one in rows:
        state = State(one.state)
        row = _row(one, state)
        if state is State.AWAITING_APPLICANT:
            tasks.append(row)
        (over if state.is_closed else going).append(row)
    return {"tasks": tasks, "going": going, "over": over}


def begun(drafts: Iterable[Draft], at: datetime) -> list[Begun]:
    """Open drafts, each with until when it is kept."""
    return [
        _begun(one, say_moment(one.expires_at, local_day(at)), draft_lives.ends_soon(one, at))
        for one in drafts
    ]


def over(drafts: Iterable[Draft]) -> list[Begun]:
    """Drafts that are over, each with the last day on which it can be brought back."""
    return [_begun(one, say_day(local_day(one.expires_at + RECOVERY)), False) for one in drafts]


def _begun(draft: Draft, until: str, ends_soon: bool) -> Begun:
    corrected = f"Bản sửa của hồ sơ {draft.corrects.code}: " if draft.corrects else ""
    return Begun(
        id=draft.public_id,
        name=f"{corrected}{draft.service.procedure.name}, {draft.agency.name}",
        until=until,
        ends_soon=ends_soon,
    )


def own_page(request: HttpRequest) -> str:
    """The first place of work of an officer; a citizen's own page."""
    places = list(vars(request).get("workplaces", ()))
    return str(places[0]["url"]) if places else reverse("account")


def _row(one: MyDossier, state: State) -> Row:
    return Row(
        name=one.procedure_name,
        agency=one.agency_name,
        code=one.code,
        url=reverse("track-dossier", args=[one.code]),
        state=state.label,
        kind=kind_of(state),
        when=_when(one, state),
    )


def _when(one: MyDossier, state: State) -> str:
    """The appointment while it is open; when it was handed in once it is over."""
    if state.is_closed:
        return say_day(local_day(one.submitted_at))
    return say_moment(one.appointment) if one.appointment else "chưa hẹn"
