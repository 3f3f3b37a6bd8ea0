"""The birth of a dossier: code, salt and secret, bound to the versions of its draft."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.core.moments import local_day
from motcua.dossiers import return_ways
from motcua.dossiers.models import Channel, Dossier, Draft
from motcua.dossiers.numbers import next_code


def found(draft: Draft, answers: Mapping[str, Any], *, channel: Channel, at: datetime) -> Dossier:
    """A new dossier, not yet saved, with the next code of the day of arrival in Viet Nam."""
    return Dossier(
        jurisdiction=draft.jurisdiction,
        service=draft.service,
        agency=draft.agency,
        procedure_version=draft.procedure_version,
        form_version=draft.form_version,
        process_version=draft.process_version,
        applicant_id=draft.applicant_id,
        secret=draft.secret,
        **return_ways.wished(draft, answers),
        code=str(next_code(draft.agency, local_day(at))),
        channel=channel,
        **contact_of(answers),
        submitted_at=at,
        version=0,
        salt=secrets.token_hex(32),
    )


def contact_of(answers: Mapping[str, Any]) -> dict[str, str]:
    """The columns that say who hands in and how to reach them."""
    return {
        "applicant_name": _text(answers, "applicant.name", 200) or "Không ghi tên",
        "applicant_phone": _text(answers, "applicant.phone", 20),
        "applicant_email": _text(answers, "applicant.email", 254),
    }


def _text(answers: Mapping[str, Any], name: str, longest: int) -> str:
    value = answers.get(name)
    return value[:longest] if isinstance(value, str) else ""
