"""Which approved process holds for a procedure at an agency, and what it says."""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from motcua.agencies.models import Agency
from motcua.core.deadlines import TimeLimit
from motcua.core.folding import fold
from motcua.processes.definitions import (
    Process,
    default_process,
    process_from_json,
    process_to_json,
)
from motcua.processes.models import ProcessVersion, PublishedProcess

REMEMBERED = 4000
_read: dict[int, tuple[Any, Process]] = {}
"""What was read from the very definition that a version has in memory; by the version's number."""


def process_for(
    procedure_code: str, agency: Agency, limit: TimeLimit | None, *, at: datetime
) -> ProcessVersion:
    """The agency's own process, else the procedure's; else the default, made once from `limit`.

    Of several versions the newest published by `at` holds; before the first, the first.
    """
    approved = list(
        ProcessVersion.objects.filter(
            Q(agency=agency) | Q(agency__isnull=True), procedure_code=procedure_code
        ).order_by("-version")
    )
    own = [version for version in approved if version.agency_id is not None]
    return _in_force(own or approved, at) or _default(procedure_code, limit, at)


def versions_of(procedure_code: str, agency: Agency | None) -> QuerySet[ProcessVersion]:
    """Every approved version, newest first."""
    return ProcessVersion.objects.filter(procedure_code=procedure_code, agency=agency).order_by(
        "-version"
    )


def load(version: ProcessVersion) -> Process:
    """The process of a version, parsed once per process of the computer."""
    known = _read.get(version.pk)
    if known is None or known[0] is not version.definition:
        if len(_read) >= REMEMBERED:
            _read.clear()
        parsed = _parsed(json.dumps(version.definition, sort_keys=True))
        known = _read[version.pk] = (version.definition, parsed)
    return known[1]


@lru_cache(maxsize=2048)
def _parsed(definition: str) -> Process:
    return process_from_json(json.loads(definition))


def _in_force(newest_first: list[ProcessVersion], at: datetime) -> ProcessVersion | None:
    published = [version for version in newest_first if version.published_at <= at]
    return next(iter(published or newest_first[-1:]), None)


def _default(procedure_code: str, limit: TimeLimit | None, at: datetime) -> ProcessVersion:
    definition = process_to_json(default_process(limit))
    version, _ = ProcessVersion.objects.get_or_create(
        procedure_code=procedure_code,
        agency=None,
        version=1,
        defaults={"definition": definition, "published_at": at},
    )
    return version


def published_processes(words: str, *, most: int = 50) -> list[PublishedProcess]:
    """Published processes whose name, case, place and codes have every word; by name."""
    rows = PublishedProcess.objects.all()
    for word in fold(words).split()[:8]:
        rows = rows.filter(folded__contains=word)
    return list(rows.order_by("name", "pk")[:most])


def published_process(number: int) -> PublishedProcess | None:
    """One published process."""
    return PublishedProcess.objects.filter(pk=number).first()
