"""One dossier on one screen: answers, papers, journal, clock, and the acts that work now."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from motcua.desk.doors import dossier_or_404, officer
from motcua.desk.papers import checklist
from motcua.desk.rows import due_of, stands_at
from motcua.dossiers import access, presenters
from motcua.dossiers.act_forms import ACT_FORMS, ActForm, acts_for, why_not
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import AnswerRevision, Dossier
from motcua.dossiers.timeline import entries_of, holder
from motcua.eforms import versions
from motcua.eforms.display import Section, rows
from motcua.slips.queries import slips_of


@officer("GET")
def dossier(request: HttpRequest, by: Officer, at: datetime, code: str) -> HttpResponseBase:
    """Everything an officer needs to act, read once."""
    found = dossier_or_404(by, code)
    access.look(found, by=by, at=at)
    return render(request, "desk/dossier.html", whole(found, by, at))


def whole(found: Dossier, by: Officer, at: datetime) -> dict[str, Any]:
    """What the page of a dossier shows."""
    possible = acts_for(found, by, at)
    return {
        "dossier": found,
        "due": due_of(found, at),
        "holder": holder(found),
        "stands_at": stands_at(found),
        "sections": _sections(found),
        "papers": checklist(found),
        "slips": slips_of(found),
        "journal": [(entry, presenters.sentence(entry)) for entry in reversed(entries_of(found))],
        "acts": possible,
        "first": possible[0].act if possible else None,
        "closed_acts": _closed(found, by, at, possible),
        "by": by,
    }


def _sections(found: Dossier) -> list[Section]:
    """The answers as they stand, with what the last supplement changed marked."""
    revisions = AnswerRevision.objects.filter(
        jurisdiction=found.jurisdiction, dossier_id=found.pk
    ).order_by("-number")
    latest, *before = list(revisions[:2])
    form = versions.load(found.form_version)
    previous = before[0].answers if before else None
    return rows(form, latest.answers, before=previous)


def _closed(
    found: Dossier, by: Officer, at: datetime, possible: list[ActForm]
) -> list[tuple[str, str]]:
    """The acts this officer's roles know and that do not work now, with the reason."""
    if found.closed_at is not None:
        return []
    return [
        (form.title, refusal.sentence)
        for form in ACT_FORMS.values()
        if form not in possible
        and (refusal := why_not(form, found, by, at))
        and refusal.code == "wrong-state"
        and "possible" not in refusal.facts
    ]
