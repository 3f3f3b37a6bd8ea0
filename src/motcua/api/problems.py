"""RFC 9457: every error of the API in one shape, with a Vietnamese title and per-field errors."""

import traceback
import uuid
from typing import Any

import structlog
from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BaseModel, ConfigDict

from motcua.api.shapes.drafts import ErrorShape
from motcua.api.wording import field_error
from motcua.core.refusals import Refusal

log = structlog.get_logger()

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "Yêu cầu không đọc được",
    401: "Cần mã truy cập",
    403: "Không có quyền làm việc này",
    404: "Không có ở đây",
    405: "Địa chỉ này không nhận cách gọi đó",
    411: "Cần biết trước cỡ của yêu cầu",
    413: "Yêu cầu quá lớn",
    422: "Còn thiếu hoặc chưa đúng",
    429: "Gọi quá nhiều lần",
    500: "Lỗi của hệ thống",
}
DETAILS = {
    400: "Thân của yêu cầu phải là JSON đúng cú pháp, mã UTF-8.",
    401: "Gửi kèm Authorization: Bearer <mã truy cập>. Làm mã ở trang Tài khoản.",
    404: "Địa chỉ sai, hoặc không phải của ông/bà. Xem /api/v1/docs.",
    405: "Xem /api/v1/docs để biết cách gọi.",
    411: "Gửi kèm Content-Length thay vì gửi từng đoạn (chunked).",
    413: "Gửi ít dữ liệu hơn trong một lần.",
    422: "Sửa các mục được nêu rồi gửi lại.",
    500: "Không phải lỗi của ông/bà; yêu cầu chưa được thực hiện. Thử lại sau.",
}
UNREADABLE = (MultiPartParserError, SuspiciousOperation, UnreadablePostError)
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class Problem(BaseModel):
    """What happened, why, and what to do now. More keys are facts for programs."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    status: int
    detail: str
    errors: list[ErrorShape] = []


class NotHere(Exception):
    """Not there, or not yours: the two cannot be told apart."""


def problem(
    status: int, *, kind: str = "", title: str = "", detail: str = "", **facts: Any
) -> HttpResponse:
    """A problem as JSON; its `kind` is stable, `facts` are more keys."""
    body = {
        **facts,
        "type": f"urn:motcua:{kind or status}",
        "title": title or TITLES.get(status, TITLES[500]),
        "status": status,
        "detail": detail or DETAILS.get(status, ""),
    }
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


def of_refusal(refusal: Refusal, **more: Any) -> HttpResponse:
    """A refusal of the rooms: its sentence and its facts."""
    facts = {**refusal.facts, **more}
    said = {"kind": refusal.code, "title": refusal.title, "detail": refusal.sentence}
    return problem(refusal.status, **{**facts, **said})


def register(api: NinjaAPI) -> None:
    """All roads that end in an error: ours, validation, unreadable bodies, who one is, faults."""
    api.exception_handler(Refusal)(_refused)
    api.exception_handler(ValidationError)(_invalid)
    api.exception_handler(HttpError)(_http)
    api.exception_handler(AuthenticationError)(_unknown)
    api.exception_handler(NotHere)(lambda request, _: problem(404))
    for unreadable in UNREADABLE:
        api.exception_handler(unreadable)(lambda request, _: problem(400))
    for large in TOO_LARGE:
        api.exception_handler(large)(lambda request, _: problem(413))
    api.exception_handler(Exception)(_fault)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return of_refusal(refusal)


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, kind="invalid", errors=[field_error(one) for one in error.errors])


def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    said = problem(401)
    said["WWW-Authenticate"] = "Bearer"
    return said


def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Our own fault: a number to read out. The way to it is logged, never what was sent."""
    number = uuid.uuid4().hex[:8]
    way = [
        f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    log.error("server_error", number=number, error=type(error).__name__, way=way)
    return problem(500, number=number)
