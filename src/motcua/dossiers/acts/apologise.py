"""Apologise (xin lỗi và hẹn lại): before the day, once, with a reason and a new day."""

from datetime import datetime

from django.db import transaction

from motcua.agencies import calendars
from motcua.agencies.law import law_on
from motcua.core.moments import iso_utc, local_day
from motcua.core.refusals import Incomplete, WrongState
from motcua.core.states import Act
from motcua.core.worktime import add_working_days, is_open
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.holding import due
from motcua.dossiers.journal import Apologised
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.dossiers.reasons import said


@transaction.atomic
def apologise(
    dossier: Dossier,
    *,
    by: Officer,
    at: datetime,
    new_appointment: datetime,
    reason: str,
    version: int | None = None,
) -> Dossier:
    """Name a new appointment, at the latest a working day before the old one, at most once.

    Both numbers are settings of the law with their dates (`agencies.law`).

    Raises `NotAllowed`, `Conflict`, `WrongState`, `Incomplete`. Source: Decree 61/2018, Article 19.
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.APOLOGISE, dossier, by)
    state = check_can(Act.APOLOGISE, dossier)
    old = check_can_apologise(dossier, at)
    check_new_appointment(dossier, old, new_appointment)
    reason = said(reason)
    waits = dossier.due_at if dossier.awaited_agency_id else dossier.step_by
    due_at = due(waits, new_appointment, at)
    change(dossier, state, at=at, appointment=new_appointment, due_at=due_at, apologised_at=at)
    entry = Apologised(
        old_appointment=iso_utc(old), new_appointment=iso_utc(new_appointment), reason=reason
    )
    return record(dossier, entry, by=standing, at=at)


def check_can_apologise(dossier: Dossier, at: datetime) -> datetime:
    """The old appointment, when there still is time to move it; raises `WrongState`."""
    old, law = dossier.appointment, law_on(local_day(at), dossier.agency_id)
    if old is None or apologies_of(dossier) >= law.apologies:
        raise WrongState(
            "Hồ sơ này không có ngày hẹn, hoặc đã xin lỗi và hẹn lại hết số lần được phép.",
            mend="Giải quyết xong sớm nhất có thể.",
        )
    legal = calendars.legal_calendar()
    if add_working_days(legal, local_day(at), law.apology_days_before) > local_day(old):
        raise WrongState(
            "Đã quá muộn để hẹn lại.",
            why="Thư xin lỗi phải gửi trước ngày hẹn ít nhất "
            f"{law.apology_days_before} ngày làm việc.",
            mend="Giải quyết xong sớm nhất có thể.",
        )
    return old


def apologies_of(dossier: Dossier) -> int:
    """How often a new day was named; the journal is asked only where there was one."""
    if dossier.apologised_at is None:
        return 0
    return JournalEntry.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk, kind=Apologised.kind
    ).count()


def check_new_appointment(dossier: Dossier, old: datetime, new: datetime) -> None:
    """It lies after the old one, at an hour when the agency is open; raises `Incomplete`."""
    if new <= old:
        message = "Ngày hẹn mới phải sau ngày hẹn cũ"
    elif not is_open(calendars.opening_calendar(dossier.agency), new):
        message = "Cơ quan không mở cửa vào ngày giờ này"
    else:
        return
    raise Incomplete(
        f"{message}.",
        mend="Chọn một ngày làm việc sau ngày hẹn cũ.",
        missing=[],
        errors=[{"field": "/new_appointment", "message": message}],
    )
