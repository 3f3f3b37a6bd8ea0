"""What the watchdog found where this officer works: why, since when, who holds it, what to do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from motcua.agencies import calendars
from motcua.core.moments import local_day
from motcua.core.sayings import say_moment, say_work
from motcua.core.worktime import worked_between
from motcua.desk.doors import officer
from motcua.dossiers import concerns
from motcua.dossiers.actors import Officer
from motcua.dossiers.holding import handed_to
from motcua.dossiers.models import Concern
from motcua.dossiers.timeline import holder

PAGE = 50
TO_DO = {
    Concern.Kind.UNOPENED: "Mở hồ sơ, nhận xử lý hoặc chuyển bước",
    Concern.Kind.NOT_HANDED_ON: "Làm tiếp bước này; nếu sẽ trễ hẹn thì xin lỗi và hẹn lại",
    Concern.Kind.UNANSWERED: "Nhắc cơ quan được hỏi, hoặc làm tiếp không chờ ý kiến",
    Concern.Kind.NOT_RETURNED: "Trả kết quả, hoặc gọi người nộp đến nhận",
    Concern.Kind.NOBODY: "Báo người quản trị phân công cán bộ giữ vai trò này",
    Concern.Kind.MESSAGE_UNREAD: "Mở hồ sơ, đọc và trả lời người nộp",
    Concern.Kind.NOTICE_FAILED: "Gọi điện báo người nộp; báo người quản trị gửi lại thư",
}
ABOUT_A_STEP = {Concern.Kind.UNOPENED, Concern.Kind.NOT_HANDED_ON, Concern.Kind.NOBODY}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One concern as a line."""

    code: str
    name: str
    service: str
    why: str
    since: str
    holder: str
    to_do: str
    told: str


@officer("GET")
def attention(request: HttpRequest, by: Officer, at: datetime) -> HttpResponseBase:
    """The oldest first, in pages."""
    after = _number(request.GET.get("sau", ""))
    found = concerns.concerns_at(by, after=after, most=PAGE)
    context: dict[str, Any] = {
        "lines": [_line(one, at) for one in found],
        "count": concerns.count_at(by),
        "most": concerns.MOST,
        "next_url": f"?sau={found[-1].pk}" if len(found) == PAGE else "",
    }
    return render(request, "desk/attention.html", context)


def _line(one: Concern, at: datetime) -> Line:
    dossier, waited = one.dossier, worked_between(calendars.legal_calendar(), one.since, at)
    who = dossier.holder_officer
    return Line(
        code=dossier.code,
        name=dossier.applicant_name,
        service=dossier.service.procedure.name,
        why=one.get_kind_display(),
        since=f"{say_moment(one.since, local_day(at))} ({say_work(waited)})",
        holder=f"{holder(dossier)} ({who.name})" if who else holder(dossier),
        to_do=_to_do(one),
        told=f"Đã báo lãnh đạo {say_moment(one.told_at)}" if one.told_at else "",
    )


def _to_do(one: Concern) -> str:
    """At a step of another agency, the one that leads can but remind it, and the applicant."""
    kind = Concern.Kind(one.kind)
    _, elsewhere = handed_to(one.dossier)
    if elsewhere and one.agency_id == one.dossier.agency_id and kind in ABOUT_A_STEP:
        return f"Nhắc {elsewhere}; nếu sẽ trễ hẹn thì xin lỗi và hẹn lại"
    return TO_DO[kind]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
