"""Request a supplement (yêu cầu bổ sung): name the very fields and papers that are wrong."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from motcua.agencies import calendars
from motcua.core import deadlines
from motcua.core.moments import iso_utc, local_day
from motcua.core.refusals import Incomplete, NotAllowed
from motcua.core.states import Act, Phase, State
from motcua.core.worktime import add_working_days
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.holding import process_of, with_applicant
from motcua.dossiers.journal import SupplementRequested, private
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.eforms.versions import load
from motcua.people.roles import Role

WITHIN_WORKING_DAYS = 3  # of acceptance; later, or a second time, only with the head's reason


@dataclass(frozen=True, kw_only=True, slots=True)
class SupplementItem:
    """One field or paper that is wrong, in the officer's words."""

    kind: str  # "field" or "document"
    id: str
    message: str


@transaction.atomic
def request_supplement(
    dossier: Dossier,
    *,
    by: Officer,
    at: datetime,
    items: Sequence[SupplementItem],
    exception_reason: str = "",
    version: int | None = None,
) -> Dossier:
    """Ask the applicant; the clock stands still until the answer.

    Once per phase and within three working days of acceptance; beyond that the head asks with a
    reason. Raises `NotAllowed`, `Conflict`, `WrongState`, `Incomplete`. Source: Decree 61/2018,
    Article 17.
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.REQUEST_SUPPLEMENT, dossier, by)
    state = check_can(Act.REQUEST_SUPPLEMENT, dossier)
    phase = phase_of(dossier)
    check_items(dossier, items)
    check_asks_in_time(dossier, by, at)
    check_exception(dossier, at, exception_reason)
    answer_by = answer_by_if_asked(dossier, at)
    change(dossier, state, at=at, resume_to=phase, **with_applicant(dossier, at, answer_by))
    words = [asdict(item) for item in items]
    SupplementRequest.objects.create(
        jurisdiction=dossier.jurisdiction, dossier=dossier, phase=phase, items=words,
        asked_at=at, answer_by=answer_by,
    )  # fmt: skip
    entry = SupplementRequested(
        phase=phase,
        items=[item.id for item in items],
        words=private(dossier, {"items": words}),
        answer_by=iso_utc(answer_by),
        exception_reason=exception_reason,
    )
    return record(dossier, entry, by=standing, at=at)


def answer_by_if_asked(dossier: Dossier, at: datetime) -> datetime:
    """Until when an applicant who is asked at this moment has time, as the process says."""
    days = process_of(dossier).supplement_days
    return deadlines.supplement_by(at, days, calendars.legal_calendar())


def check_items(dossier: Dossier, items: Sequence[SupplementItem]) -> None:
    """At least one item; each a field or paper of the form, with words; raises `Incomplete`."""
    fields = {
        field.name: field for page in load(dossier.form_version).pages for field in page.fields
    }
    errors = [
        {"field": f"/items/{number}", "message": message}
        for number, item in enumerate(items)
        if (message := _wrong(item, known=item.id in fields))
    ]
    if errors or not items:
        raise Incomplete(
            "Chỉ ra ít nhất một mục hoặc giấy tờ cần bổ sung, và cần sửa thế nào.",
            missing=[] if items else [{"kind": "field", "id": "items"}],
            errors=errors,
        )


def phase_of(dossier: Dossier) -> Phase:
    """Intake before acceptance, handling after it."""
    return Phase.INTAKE if dossier.state == State.SUBMITTED else Phase.HANDLING


def check_asks_in_time(dossier: Dossier, by: Officer, at: datetime) -> None:
    """Beyond the first request and the third working day only the head asks: `NotAllowed`."""
    standing = check_may(Act.REQUEST_SUPPLEMENT, dossier, by)
    if standing.role != Role.HEAD and needs_exception(dossier, phase_of(dossier), at):
        raise NotAllowed(
            "Hồ sơ đã được yêu cầu bổ sung, hoặc đã quá 3 ngày làm việc từ khi tiếp nhận.",
            mend="Chỉ lãnh đạo yêu cầu bổ sung thêm được, kèm lý do.",
        )


def check_exception(dossier: Dossier, at: datetime, exception_reason: str) -> None:
    """Beyond the first request and the third working day there is a reason: `Incomplete`."""
    if needs_exception(dossier, phase_of(dossier), at) and not exception_reason.strip():
        message = "Cho biết lý do yêu cầu bổ sung thêm"
        raise Incomplete(
            message + ".",
            missing=[{"kind": "field", "id": "exception_reason"}],
            errors=[{"field": "/exception_reason", "message": message}],
        )


def needs_exception(dossier: Dossier, phase: Phase, at: datetime) -> bool:
    """Was a supplement asked before in this phase, or are the three days over?"""
    asked = SupplementRequest.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk, phase=phase
    )
    if asked.exists():
        return True
    if dossier.accepted_at is None:
        return False
    accepted = local_day(dossier.accepted_at)
    last = add_working_days(calendars.legal_calendar(), accepted, WITHIN_WORKING_DAYS)
    return local_day(at) > last


def _wrong(item: SupplementItem, *, known: bool) -> str:
    if not known:
        return f"“{item.id}” không có trong tờ khai"
    return "" if item.message.strip() else "Cho biết cần sửa thế nào"
