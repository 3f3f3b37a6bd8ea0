"""What the product knows of a person, for that person: who looked, everything to take along, and
what goes when the account is closed. Knows dossiers and drafts; the law's archive stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.agencies.sharding import across_jurisdictions
from motcua.core.moments import iso_utc
from motcua.dossiers import access, draft_lives, drafts, messages, queries
from motcua.dossiers.models import AccessLog, Dossier, DossierDocument, Draft, MyDossier
from motcua.dossiers.papers import papers_for_applicant, revisions_of
from motcua.dossiers.timeline import entries_of, timeline
from motcua.people import closing
from motcua.people.models import User

MOST_LOOKS = 500
ALL = 10_000
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Look:
    """An officer opened one of the account's dossiers within this hour."""

    officer: str
    agency: str
    hour: datetime
    code: str
    procedure: str


def looks_at(user: User) -> list[Look]:
    """Who looked at the account's dossiers anywhere, the newest first."""
    mine = {(one.jurisdiction, one.dossier_id): one for one in MyDossier.objects.filter(user=user)}
    found: list[tuple[AccessLog, MyDossier]] = []
    for jurisdiction in {place for place, _ in mine}:
        ids = [pk for place, pk in mine if place == jurisdiction]
        rows = AccessLog.objects.filter(jurisdiction=jurisdiction, dossier_id__in=ids)
        newest = rows.order_by("-hour")[:MOST_LOOKS]
        found += [(one, mine[jurisdiction, one.dossier_id]) for one in newest]
    found.sort(key=lambda pair: pair[0].hour, reverse=True)
    return [
        Look(
            officer=look.officer_name,
            agency=look.agency_name,
            hour=look.hour,
            code=one.code,
            procedure=one.procedure_name,
        )
        for look, one in found[:MOST_LOOKS]
    ]


def dossiers_of(user: User) -> Iterator[Dossier]:
    """Every dossier of the account, one after another."""
    rows = MyDossier.objects.filter(user=user).order_by("-submitted_at")
    for code in rows.values_list("code", flat=True):
        dossier = queries.tracked(code)
        if dossier is not None and dossier.applicant_id == user.pk:
            yield dossier


def drafts_of(user: User, at: datetime) -> list[Draft]:
    """What the account is writing or could bring back."""
    return [*drafts.all_open_for(user, at=at), *draft_lives.recoverable_for(user, at=at)]


def told(dossier: Dossier) -> tuple[dict[str, Any], list[DossierDocument]]:
    """The whole dossier as plain values, and its papers in the same order."""
    papers = papers_for_applicant(dossier)
    facts = {
        "code": dossier.code,
        "procedure": dossier.service.procedure.name,
        "agency": dossier.agency.name,
        "state": dossier.state,
        "submitted_at": iso_utc(dossier.submitted_at),
        "appointment": _moment(dossier.appointment),
        "return_way": dossier.return_way,
        "return_address": dossier.return_address,
        "result_note": dossier.result_note,
        "answers": _answers(dossier),
        "timeline": _timeline(dossier),
        "messages": _messages(dossier),
        "looks": _looks(dossier),
        "papers": [_paper(one) for one in papers],
    }
    return facts, papers


def _answers(dossier: Dossier) -> list[Row]:
    return [
        {"number": one.number, "at": iso_utc(one.created_at), "answers": one.answers}
        for one in revisions_of(dossier, newest=ALL)
    ]


def _timeline(dossier: Dossier) -> list[Row]:
    done = (one for one in timeline(dossier, entries_of(dossier)) if one.state == "done")
    return [{"at": _moment(one.at), "sentence": one.sentence} for one in done]


def _messages(dossier: Dossier) -> list[Row]:
    return [
        {
            "from": "applicant" if one.from_applicant else one.author_name,
            "text": one.text,
            "sent_at": iso_utc(one.sent_at),
            "read_at": _moment(one.read_at),
        }
        for one in messages.of(dossier)
    ]


def _looks(dossier: Dossier) -> list[Row]:
    return [
        {"officer": one.officer_name, "agency": one.agency_name, "hour": iso_utc(one.hour)}
        for one in access.looks(dossier)
    ]


def _paper(one: DossierDocument) -> Row:
    named = {"kind": one.kind, "requirement": one.requirement, "filename": one.filename}
    return {**named, "sha256": one.file.sha256}


def _moment(at: datetime | None) -> str | None:
    return iso_utc(at) if at else None


@transaction.atomic
def close_account(user: User, *, at: datetime) -> None:
    """Forget who the account was, what it was writing, and its list of dossiers.

    What was handed in stays with the agencies as long as the archive law says, and goes on being
    opened by the link of its receipt. Raises `NotAllowed` for officers.
    """
    closing.close(user, at=at)
    MyDossier.objects.filter(user=user).delete()
    with across_jurisdictions():
        rows = Draft.objects.filter(applicant=user, dossier=None)
        left = list(rows.values_list("jurisdiction", "pk"))
    for jurisdiction in {place for place, _ in left}:
        draft_lives.delete(jurisdiction, [pk for place, pk in left if place == jurisdiction])
