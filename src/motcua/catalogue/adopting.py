"""Making a published process the approved one of an agency, and letting its service follow."""

from datetime import datetime

from django.db import transaction

from motcua.agencies.models import Agency
from motcua.agencies.queries import agency_by_code
from motcua.catalogue.models import Procedure, Service
from motcua.core.refusals import Refusal
from motcua.people.models import User
from motcua.processes.changes import approve
from motcua.processes.definitions import Process, process_from_json
from motcua.processes.models import ProcessVersion, PublishedProcess


class NoSuchProcedure(Refusal):
    """The code is that of no procedure in the catalogue."""

    code, status, title = "no-such-procedure", 422, "Chưa có thủ tục này"


class NoSuchAgency(Refusal):
    """The identifier is that of no agency."""

    code, status, title = "no-such-agency", 422, "Không có cơ quan này"


def agency_named(code: str) -> Agency:
    """The agency of this identifier; raises `NoSuchAgency`."""
    found = agency_by_code(code)
    if found is None:
        raise NoSuchAgency(f"Không có cơ quan {code}.", mend="Xem mã ở /quan-tri/, mục Cơ quan.")
    return found


@transaction.atomic
def adopt(
    process: Process,
    procedure_code: str,
    *,
    agency: Agency,
    at: datetime,
    by: User | None = None,
) -> ProcessVersion:
    """Approve these steps for this procedure at the agency; its service uses them now.

    Dossiers and drafts that were begun keep the process they are bound to. Raises `NotAllowed`,
    `NoSuchProcedure`.
    """
    if not Procedure.objects.filter(code=procedure_code).exists():
        raise NoSuchProcedure(
            f"Chưa có thủ tục mã {procedure_code[:40]}.", mend="Chọn một mã đã có trong danh mục."
        )
    version = approve(procedure_code, agency, process, at=at, by=by)
    Service.objects.filter(procedure__code=procedure_code, agency=agency).update(process=version)
    return version


def adopt_clear_ones(agency: Agency, *, at: datetime) -> list[str]:
    """Adopt what names exactly one known procedure, in no special case, once; their codes."""
    known = set(Procedure.objects.values_list("code", flat=True))
    clear: dict[str, list[PublishedProcess]] = {}
    for one in PublishedProcess.objects.filter(case="").order_by("pk"):
        if len(one.codes) == 1 and one.codes[0] in known:
            clear.setdefault(one.codes[0], []).append(one)
    alone = {code: those[0] for code, those in clear.items() if len(those) == 1}
    for code, one in alone.items():
        adopt(process_from_json(one.definition), code, agency=agency, at=at)
    return list(alone)
