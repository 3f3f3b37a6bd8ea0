"""A dossier handed in the ordinary way, by acts, with every answer from the form's examples."""

from datetime import datetime
from io import BytesIO
from typing import Any

from bench.papers import pdf

SERVICE, AGENCY = "2.000635", "000.17.22.H05"


def handed_in(at: datetime) -> Any:
    """The dossier that an applicant without an account has just handed in."""
    from motcua.catalogue.queries import service_or_none
    from motcua.core.moments import local_day
    from motcua.dossiers import acts, drafts
    from motcua.dossiers.actors import Applicant
    from motcua.eforms.examples import examples

    service = service_or_none(SERVICE, AGENCY)
    if service is None:
        raise SystemExit(f"the sample does not offer {SERVICE} at {AGENCY}")
    draft = drafts.start(service, at=at)
    made = examples(drafts.form_of(draft).fields, today=local_day(at), unit="09190")
    answers = {name: value for name, value in dict(made).items() if value is not None}
    for missing in drafts.save(draft, answers, at=at).missing:
        drafts.add_document(draft, missing.id, BytesIO(pdf()), filename="to-khai.pdf", at=at)
    return acts.submit(draft, by=Applicant(secret=draft.secret), at=at, key=draft.public_id)
