"""Publishes contents of procedures: a new version where something changed, else nothing.

Every way in uses it: import, sample, and later the studio.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from motcua.catalogue.content import ProcedureContent
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.reading.remarks import Remark
from motcua.core.chain import canonical


class Change(StrEnum):
    """What publishing did to a procedure."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, kw_only=True)
class Published:
    """A procedure with its version in force, after publishing."""

    procedure: Procedure
    change: Change


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A content to publish, with what could not be understood of its source."""

    content: ProcedureContent
    remarks: Sequence[Remark] = ()


def publish(
    content: ProcedureContent, *, remarks: Sequence[Remark] = (), at: datetime
) -> Published:
    """Publish one content. Callers that change what services show also call `offers.refresh`."""
    return publish_all([Publication(content=content, remarks=remarks)], at=at)[0]


@transaction.atomic
def publish_all(publications: Sequence[Publication], *, at: datetime) -> list[Published]:
    """Publish contents of different codes, in a fixed number of queries."""
    codes = [publication.content.code for publication in publications]
    known = {
        procedure.code: procedure
        for procedure in Procedure.objects.select_for_update(of=("self",))
        .filter(code__in=codes)
        .select_related("current")
    }
    added = Procedure.objects.bulk_create(
        Procedure(code=one.content.code, **_facts(one.content))
        for one in publications
        if one.content.code not in known
    )
    known |= {procedure.code: procedure for procedure in added}
    done = [_next(known[publication.content.code], publication, at) for publication in publications]
    _store([one for one in done if one[1] is not None])
    return [Published(procedure=procedure, change=change) for procedure, _, change in done]


_Next = tuple[Procedure, ProcedureVersion | None, Change]


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of a content's canonical JSON."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _next(procedure: Procedure, publication: Publication, at: datetime) -> _Next:
    content = publication.content.to_json()
    digest, current = digest_of(content), procedure.current
    if current is not None and current.digest == digest:
        return procedure, None, Change.UNCHANGED
    version = ProcedureVersion(
        procedure=procedure,
        number=current.number + 1 if current else 1,
        content=content,
        digest=digest,
        report=[remark.to_json() for remark in publication.remarks],
        published_at=at,
    )
    return procedure, version, Change.CHANGED if current else Change.ADDED


def _store(done: list[_Next]) -> None:
    versions = [version for _, version, _ in done if version is not None]
    for version in ProcedureVersion.objects.bulk_create(versions):
        version.procedure.current = version
        for name, value in _facts(ProcedureContent.from_json(version.content)).items():
            setattr(version.procedure, name, value)
    Procedure.objects.bulk_update(
        [version.procedure for version in versions], ["name", "field", "owner", "current"]
    )


def _facts(content: ProcedureContent) -> dict[str, str]:
    """What of a content stands in columns of its own."""
    return {"name": content.name, "field": content.field, "owner": content.owner}
