"""Dossiers to measure with: handed in by acts at one ward, and officers who work there."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from django.db import transaction

from bench.papers import scan
from motcua.catalogue.models import Service
from motcua.core.moments import local_day
from motcua.dossiers import acts, drafts
from motcua.dossiers.actors import Applicant, Officer, officer_of
from motcua.dossiers.models import Dossier
from motcua.eforms import units, versions
from motcua.eforms.examples import examples
from motcua.people.accounts import create_account
from motcua.people.postings import give_posting
from motcua.people.roles import Role

SERVICE, WARD = "2.000635", "000.17.22.H05"


@dataclass(frozen=True)
class Scene:
    """One service at one ward, and a desk officer who works nowhere else."""

    service: Service
    desk: Officer
    at: datetime


def scene(name: str) -> Scene:
    """A new officer at the ward."""
    at = datetime.now(UTC)
    service = Service.objects.select_related("procedure", "agency").get(
        procedure__code=SERVICE, agency__code=WARD
    )
    user = create_account(name, name=name)
    give_posting(user, agency=service.agency, role=Role.DESK_OFFICER, valid_from=local_day(at))
    return Scene(service=service, desk=officer_of(user, at), at=at)


@transaction.atomic
def submitted(here: Scene, count: int) -> list[Dossier]:
    """So many dossiers that wait to be accepted, all with the same paper."""
    paper = scan(2000)
    return [_submitted(here, paper) for _ in range(count)]


def _submitted(here: Scene, paper: bytes) -> Dossier:
    draft = drafts.start(here.service, at=here.at)
    form = versions.load(draft.form_version)
    today = local_day(here.at)
    answers = examples(form.fields, today=today, unit=units.example(today))
    drafts.save(draft, answers, at=here.at)
    for field in form.documents:
        drafts.add_document(draft, field.name, BytesIO(paper), filename="giay.pdf", at=here.at)
    by = Applicant(secret=draft.secret)
    return acts.submit(draft, by=by, at=here.at, key="bench")
