"""How rows and values look as JSON (design, section 6)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from motcua.agencies.models import Agency
from motcua.catalogue import queries as catalogue
from motcua.catalogue.content import ProcedureContent
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.search import Found
from motcua.core.deadlines import TimeLimit
from motcua.core.moments import local
from motcua.documents.models import StoredFile
from motcua.dossiers.act_forms import ActForm
from motcua.dossiers.holding import step_of
from motcua.dossiers.models import Dossier, DossierDocument, JournalEntry
from motcua.dossiers.timeline import holder, timeline
from motcua.slips.models import Slip

Json = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """RFC 3339 on Viet Nam's clock."""
    return local(at).isoformat(timespec="seconds") if at else None


def agency(one: Agency | None) -> Json | None:
    """Code and name."""
    return {"code": one.code, "name": one.name} if one else None


def procedure(one: Procedure) -> Json:
    """Code and name."""
    return {"code": one.code, "name": one.name}


def time_limit(limit: TimeLimit | None) -> Json | None:
    """Value, unit and the words."""
    if limit is None:
        return None
    value = int(limit.value) if limit.value == int(limit.value) else float(limit.value)
    return {"value": value, "unit": limit.unit.value, "text": limit.text}


def found(one: Found) -> Json:
    """One procedure in a list of services."""
    service = one.service
    return service_item(
        one.procedure,
        agency=agency(service.agency) if service else None,
        offered_by=one.offered_by,
        earned=one.earned,
        declared=one.declared,
    )


def service_item(
    one: Procedure,
    *,
    agency: Json | None,
    offered_by: int,
    earned: int | None,
    declared: int | None,
) -> Json:
    """One procedure with who offers it, its levels, fee and time limit."""
    content = content_of(one)
    return {
        "id": one.code,
        "procedure": procedure(one),
        "field": one.field,
        "agency": agency,
        "offered_by": offered_by,
        "level": {"earned": earned, "declared": declared},
        "fee": catalogue.fee(content),
        "time_limit": time_limit(catalogue.time_limit(content)),
    }


def content_of(one: Procedure) -> ProcedureContent:
    """What is now published about the procedure."""
    if one.current is None:
        return ProcedureContent(code=one.code, name=one.name)
    return ProcedureContent.from_json(one.current.content)


def offering(service: Service) -> Json:
    """An agency that offers the procedure, with its levels."""
    return {
        "code": service.agency.code,
        "name": service.agency.name,
        "level": {"earned": service.earned_level, "declared": service.declared_level},
    }


def stored(public_id: str, requirement: str, filename: str, file: StoredFile) -> Json:
    """One paper."""
    return {
        "id": public_id,
        "requirement": requirement,
        "filename": filename,
        "sha256": file.sha256,
        "bytes": file.bytes,
        "type": file.content_type,
    }


def dossier(one: Dossier) -> Json:
    """What a list and a detail share; no person."""
    return {
        "code": one.code,
        "service": procedure(one.service.procedure),
        "agency": agency(one.agency),
        "channel": one.channel,
        "state": one.state,
        "outcome": one.outcome or None,
        "step": step(one),
        "holder": {
            "agency": agency(one.agency) if one.holder_role else None,
            "role": one.holder_role or None,
            "officer": one.holder_officer.name if one.holder_officer else None,
            "text": holder(one),
        },
        "deadlines": {
            "due_at": moment(one.due_at),
            "answer_by": moment(one.answer_by),
            "step_by": moment(one.step_by),
            "appointment": moment(one.appointment),
        },
        "submitted_at": moment(one.submitted_at),
        "accepted_at": moment(one.accepted_at),
        "decided_at": moment(one.decided_at),
        "returned_at": moment(one.returned_at),
        "version": one.version,
    }


def step(one: Dossier) -> Json | None:
    """The step of the process, from 1."""
    at = step_of(one)
    return {"number": (one.step or 0) + 1, "name": at.name} if at else None


def documents(code: str, papers: Iterable[DossierDocument]) -> list[Json]:
    """The papers of a dossier, with where to fetch the original."""
    return [
        stored(paper.public_id, paper.requirement, paper.filename, paper.file)
        | {"kind": paper.kind, "url": f"/api/v1/dossiers/{code}/documents/{paper.public_id}"}
        for paper in papers
    ]


def slips(code: str, issued: Iterable[Slip]) -> list[Json]:
    """The slips of a dossier, with where to fetch the PDF."""
    return [
        {
            "id": slip.public_id,
            "form": slip.form,
            "number": slip.number,
            "issued_at": moment(slip.issued_at),
            "url": f"/api/v1/dossiers/{code}/slips/{slip.public_id}",
        }
        for slip in issued
    ]


def times(one: Dossier, entries: Iterable[JournalEntry]) -> list[Json]:
    """The timeline."""
    return [
        {"at": moment(item.at), "sentence": item.sentence, "state": item.state, "kind": item.kind}
        for item in timeline(one, entries)
    ]


def act(form: ActForm, fields: list[Json]) -> Json:
    """One act that would work now."""
    return {"act": form.act.value, "title": form.title, "fields": fields}
