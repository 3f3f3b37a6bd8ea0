"""One dossier on one screen: all that its page shows, read once."""

from datetime import datetime
from typing import Any

from motcua.core.refusals import Refusal
from motcua.desk import asked, clock, consulting, fees, papers, slips, times
from motcua.desk.rows import due_of
from motcua.desk.units import remembered
from motcua.dossiers import access, messages, presenters, return_ways, verification
from motcua.dossiers.act_forms import ACT_FORMS, ActForm, why_not
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import AccessLog, AnswerRevision, Dossier
from motcua.dossiers.papers import papers_of, revisions_of
from motcua.dossiers.timeline import entries_of, holder
from motcua.eforms import display, versions
from motcua.eforms.definitions import Form


def whole(found: Dossier, by: Officer, at: datetime) -> dict[str, Any]:
    """What the page of a dossier shows to this officer; notes that she looks."""
    form, entries = versions.load(found.form_version), entries_of(found)
    revisions, requests = revisions_of(found, newest=2), asked.requests_of(found, form, entries)
    checklist = papers.checklist(
        found,
        form,
        revisions[0].answers if revisions else {},
        papers_of(found),
        asked=asked.still_asked(found, requests),
        at=at,
    )
    return {
        "dossier": found,
        "due": due_of(found, at),
        "used": clock.used(found, at),
        "holder": holder(found),
        "wished_return": return_ways.said(found),
        "requests": requests,
        "sections": sections_of(form, revisions, papers.told(checklist)),
        "papers": checklist,
        "consultations": consulting.told(found, at),
        "journal": [(entry, presenters.sentence(entry)) for entry in reversed(entries)],
        "looks": looked(found, by, at),
        **_messages(found, by, at),
        **times.shown(found, entries, at),
        **slips.shown(found, by),
        **fees.shown(found),
        **_acts(found, by, at),
        **_proof(found, by),
    }


def _messages(found: Dossier, by: Officer, at: datetime) -> dict[str, Any]:
    """What was written about it; who could answer has read it once she opens the page."""
    written, may_write = messages.of(found), messages.may_write(found, by)
    fresh = sum(one.from_applicant and one.read_at is None for one in written)
    if may_write:
        messages.read(written, by=by, at=at)
    return {
        "messages_told": messages.told(written, by=by, at=at),
        "fresh_messages": fresh,
        "may_write": may_write,
        "longest_message": messages.LONGEST,
    }


def _acts(found: Dossier, by: Officer, at: datetime) -> dict[str, Any]:
    """The acts that work now, the one that is filled, and why others do not, each asked once."""
    answers = [(form, why_not(form, found, by, at)) for form in ACT_FORMS.values()]
    possible = [form for form, refusal in answers if refusal is None]
    welcome = [form for form in possible if not form.grave]
    return {
        "acts": welcome,
        "grave_acts": [form for form in possible if form.grave],
        "first": welcome[0].act if welcome else None,
        "closed_acts": _closed(found, answers),
    }


def _closed(found: Dossier, answers: list[tuple[ActForm, Refusal | None]]) -> list[tuple[str, str]]:
    """Reasons why acts do not work now, each with the acts it forbids."""
    reasons: dict[str, list[str]] = {}
    for form, refusal in answers:
        if refusal is not None and _worth_saying(found, refusal):
            reasons.setdefault(refusal.sentence, []).append(form.title)
    return [(", ".join(titles), reason) for reason, titles in reasons.items()]


def _worth_saying(found: Dossier, refusal: Refusal) -> bool:
    """What the state knows, is hers to do, and something else forbids now."""
    by_role = refusal.code == "not-allowed" and "act" in refusal.facts
    return found.closed_at is None and not by_role and "possible" not in refusal.facts


def sections_of(
    form: Form, revisions: list[AnswerRevision], told: dict[str, str]
) -> list[display.Section]:
    """The answers as they stand, with what the last supplement changed marked; none once erased."""
    if not revisions:
        return []
    latest, *before = revisions
    return display.rows(
        form,
        latest.answers,
        told,
        before=before[0].answers if before else None,
        known_units=remembered,
    )


def looked(found: Dossier, by: Officer, at: datetime) -> list[AccessLog]:
    """Who looked before; this look is noted once an hour."""
    looks = access.looks(found)
    access.look(found, by=by, at=at, known=looks)
    return looks


def _proof(found: Dossier, by: Officer) -> dict[str, Any]:
    """For auditors: does the journal prove that nothing was altered?"""
    if by.workplaces:
        return {}
    return {"proof": True, "faults": [fault.what for fault in verification.faults_of(found)]}
