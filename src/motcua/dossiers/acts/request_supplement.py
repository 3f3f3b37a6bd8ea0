"""Request a supplement (yêu cầu bổ sung): name the very fields and papers that are wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from motcua.agencies import calendars
from motcua.agencies.law import law_on
from motcua.core import deadlines
from motcua.core.moments import iso_utc, local_day
from motcua.core.refusals import Incomplete, NotAllowed
from motcua.core.states import Act, Phase, State
from motcua.core.worktime import add_working_days
from motcua.dossiers.actors import Officer, Standing
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.holding import process_of, with_applicant
from motcua.dossiers.journal import SupplementRequested, private
from motcua.dossiers.may import check_may, check_may_as_head
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.papers import answers_shown
from motcua.dossiers.reasons import said
from motcua.dossiers.supplements import requests_of
from motcua.eforms.definitions import Field, FieldType
from motcua.eforms.merging import storable
from motcua.eforms.validation import visible_fields
from motcua.eforms.versions import load


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
    check_may(Act.REQUEST_SUPPLEMENT, dossier, by)
    state = check_can(Act.REQUEST_SUPPLEMENT, dossier)
    standing = check_asks_in_time(dossier, by, at)
    phase = phase_of(dossier)
    check_items(dossier, items)
    exception_reason = check_exception(dossier, at, exception_reason)
    answer_by = answer_by_if_asked(dossier, at)
    change(dossier, state, at=at, resume_to=phase, **with_applicant(dossier, at, answer_by))
    words = [storable(asdict(item)) for item in items]
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


def askable(dossier: Dossier) -> list[Field]:
    """The fields that are asked in this case, in the order of the form, and every paper of it."""
    form = load(dossier.form_version)
    shown = {field.name for field in visible_fields(form, answers_shown(dossier).answers)}
    return [
        field
        for field in form.fields.values()
        if field.name in shown or field.type is FieldType.DOCUMENT
    ]


def check_items(dossier: Dossier, items: Sequence[SupplementItem]) -> None:
    """At least one, each once, a field or paper that can be answered; raises `Incomplete`."""
    kinds = {field.name: _kind_of(field) for field in askable(dossier)}
    names = [item.id for item in items]
    errors = [
        {"field": f"/items/{number}", "message": message}
        for number, item in enumerate(items)
        if (message := _wrong(item, kinds, again=item.id in names[:number]))
    ]
    if errors or not items:
        raise Incomplete(
            "Chỉ ra ít nhất một mục hoặc giấy tờ cần bổ sung, và cần sửa thế nào.",
            mend="Chọn từng mục của tờ khai, ghi lời dặn cho người nộp.",
            missing=[] if items else [{"kind": "field", "id": "items"}],
            errors=errors,
        )


def phase_of(dossier: Dossier) -> Phase:
    """Intake before acceptance, handling after it."""
    return Phase.INTAKE if dossier.state == State.SUBMITTED else Phase.HANDLING


def check_asks_in_time(dossier: Dossier, by: Officer, at: datetime) -> Standing:
    """Beyond the first request and the third working day only the head asks: `NotAllowed`."""
    if not needs_exception(dossier, phase_of(dossier), at):
        return check_may(Act.REQUEST_SUPPLEMENT, dossier, by)
    try:
        return check_may_as_head(Act.REQUEST_SUPPLEMENT, dossier, by)
    except NotAllowed as refusal:
        days = law_on(local_day(at), dossier.agency_id).supplement_within_days
        raise NotAllowed(
            f"Hồ sơ đã được yêu cầu bổ sung, hoặc đã quá {days} ngày làm việc từ khi tiếp nhận.",
            mend="Chỉ lãnh đạo yêu cầu bổ sung thêm được, kèm lý do.",
        ) from refusal


def check_exception(dossier: Dossier, at: datetime, exception_reason: str) -> str:
    """Beyond the first request and the third working day there is a reason: `Incomplete`."""
    if not needs_exception(dossier, phase_of(dossier), at):
        return ""
    what = "Cho biết lý do yêu cầu bổ sung thêm."
    return said(exception_reason, what=what, field="exception_reason")


def needs_exception(dossier: Dossier, phase: Phase, at: datetime) -> bool:
    """Was a supplement asked before in this phase, or are the days of the law (three) over?"""
    if any(request.phase == phase for request in requests_of(dossier)):
        return True
    if dossier.accepted_at is None:
        return False
    accepted = local_day(dossier.accepted_at)
    days = law_on(local_day(at), dossier.agency_id).supplement_within_days
    last = add_working_days(calendars.legal_calendar(), accepted, days)
    return local_day(at) > last


def _kind_of(field: Field) -> str:
    return "document" if field.type is FieldType.DOCUMENT else "field"


def _wrong(item: SupplementItem, kinds: Mapping[str, str], *, again: bool) -> str:
    if kinds.get(item.id) != item.kind:
        return f"Trong hồ sơ này, tờ khai không hỏi “{item.id}”"
    if again:
        return f"“{item.id}” đã nêu ở trên: ghi chung một lời dặn"
    return "" if item.message.strip() else "Cho biết cần sửa thế nào"
