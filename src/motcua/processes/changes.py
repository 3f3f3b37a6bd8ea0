"""Approving a process. A version once approved is never edited; a new one is added."""

from datetime import datetime

from django.db import transaction

from motcua.agencies.models import Agency
from motcua.core.moments import local_day
from motcua.core.refusals import NotAllowed
from motcua.people.models import User
from motcua.people.owning import owns_for
from motcua.processes.definitions import Process, process_to_json
from motcua.processes.models import ProcessVersion
from motcua.processes.queries import versions_of


@transaction.atomic
def approve(
    procedure_code: str,
    agency: Agency | None,
    process: Process,
    *,
    at: datetime,
    by: User | None = None,
) -> ProcessVersion:
    """Publish a process, for one agency or (None) for all; unchanged, the present version stays.

    `by` is the owner at the keyboard, None a command or the sample. Raises `NotAllowed`.
    """
    if by is not None:
        check_may_approve(by, agency, at)
    latest = versions_of(procedure_code, agency).first()
    definition = process_to_json(process)
    if latest is not None and latest.definition == definition:
        return latest
    return ProcessVersion.objects.create(
        procedure_code=procedure_code,
        agency=agency,
        version=latest.version + 1 if latest else 1,
        definition=definition,
        published_at=at,
    )


def check_may_approve(by: User, agency: Agency | None, at: datetime) -> None:
    """An owner approves for the agencies she keeps; for all, any owner. Raises `NotAllowed`."""
    if not owns_for(by, agency, local_day(at)):
        raise NotAllowed(
            "Ông/bà không có quyền phê duyệt quy trình này.",
            why="Việc này dành cho người soạn thủ tục của cơ quan.",
            mend="Nhờ người đó phê duyệt, hoặc nhờ quản trị phân công.",
        )
