"""Apologise (xin lỗi và hẹn lại): before the day, once, with a reason and a new day."""

from datetime import datetime

from django.db import transaction

from motcua.agencies import calendars
from motcua.core.moments import iso_utc, local_day
from motcua.core.refusals import Incomplete, WrongState
from motcua.core.states import Act
from motcua.core.worktime import add_working_days, is_open
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.holding import due
from motcua.dossiers.journal import Apologised
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier
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
    """Name a new appointment, at the latest one working day before the old one, at most once.

    Raises `NotAllowed`, `Conflict`, `WrongState`, `Incomplete`. Source: Decree 61/2018, Article 19.
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.APOLOGISE, dossier, by)
    state = check_can(Act.APOLOGISE, dossier)
    old = check_can_apologise(dossier, at)
    check_new_appointment(dossier, old, new_appointment)
    reason = said(reason)
    due_at = due(dossier.step_by, new_appointment, at)
    change(dossier, state, at=at, appointment=new_appointment, due_at=due_at, apologised_at=at)
    entry = Apologised(
        old_appointment=iso_utc(old), new_appointment=iso_utc(new_appointment), reason=reason
    )
    return record(dossier, entry, by=standing, at=at)


def check_can_apologise(dossier: Dossier, at: datetime) -> datetime:
    """The old appointment, when there still is time to move it; raises `WrongState`."""
    old = dossier.appointment
    if old is None or dossier.apologised_at is not None:
        raise WrongState(
            "Hồ sơ này không có ngày hẹn, hoặc đã xin lỗi và hẹn lại một lần.",
            mend="Giải quyết xong sớm nhất có thể.",
        )
    following = add_working_days(calendars.legal_calendar(), local_day(at), 1)
    if following > local_day(old):
        raise WrongState(
            "Đã quá muộn để hẹn lại.",
            why="Thư xin lỗi phải gửi trước ngày hẹn ít nhất một ngày làm việc.",
            mend="Giải quyết xong sớm nhất có thể.",
        )
    return old


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
