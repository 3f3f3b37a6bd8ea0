"""The inbox of an agency: what others ask it, and the steps it does in others' dossiers."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from motcua.agencies import calendars
from motcua.core.sayings import say_due
from motcua.core.states import Act
from motcua.desk import consulting, papers
from motcua.desk.doors import asked_or_404, officer
from motcua.desk.screen import looked, sections_of
from motcua.dossiers import inbox as room
from motcua.dossiers.act_forms import ACT_FORMS, why_not
from motcua.dossiers.actors import Officer
from motcua.dossiers.consultations import papers_shown
from motcua.dossiers.papers import revisions_of
from motcua.eforms import versions


@officer("GET")
def inbox(request: HttpRequest, by: Officer, at: datetime) -> HttpResponseBase:
    """What waits at this officer's agencies, the most urgent first."""
    page, legal = room.inbox(by, cursor=request.GET.get("tu", "")), calendars.legal_calendar()
    rows = [(item, say_due(item.due_at, at, legal)) for item in page.items]
    next_url = f"?tu={page.next}" if page.next else ""
    return render(request, "desk/inbox.html", {"rows": rows, "next_url": next_url})


@officer("GET")
def consultation(request: HttpRequest, by: Officer, at: datetime, code: str) -> HttpResponseBase:
    """What the asked agency needs to answer, and no more: question, form, papers it may see."""
    found, asked = asked_or_404(by, code)
    form, revisions = versions.load(found.form_version), revisions_of(found, newest=1)
    answers = revisions[0].answers if revisions else {}
    checklist = papers.checklist(found, form, answers, papers_shown(found, asked), at=at)
    looked(found, by, at)
    context = {
        "dossier": found,
        "asked": consulting.told_of(found, asked, at),
        "due": consulting.due_of(asked, at),
        "sections": sections_of(form, revisions, papers.told(checklist)),
        "papers": [line for line in checklist if line.files],
        "may_answer": why_not(ACT_FORMS[Act.ANSWER_CONSULTATION], found, by, at) is None,
    }
    return render(request, "desk/consultation.html", context)
