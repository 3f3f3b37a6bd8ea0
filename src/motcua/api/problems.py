"""RFC 9457: every error of the API in one shape, with a Vietnamese title and per-field errors."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from motcua.core.refusals import Refusal

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "Yêu cầu không đọc được",
    401: "Cần mã truy cập",
    403: "Không có quyền làm việc này",
    404: "Không có ở đây",
    405: "Địa chỉ này không nhận cách gọi đó",
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
    413: "Gửi ít dữ liệu hơn trong một lần.",
    500: "Không phải lỗi của ông/bà; yêu cầu chưa được thực hiện. Thử lại sau.",
}
SAID = {
    "missing": "Thiếu mục này",
    "extra_forbidden": "Không có mục này",
    "union_tag_invalid": "Không có việc này",
    "union_tag_not_found": "Cho biết việc cần làm (act)",
}


class NotHere(Exception):
    """Not there, or not yours: the two cannot be told apart."""


def problem(
    status: int, *, title: str = "", detail: str = "", code: str = "", **more: Any
) -> HttpResponse:
    """A problem as JSON; `code` is stable, `more` are its facts."""
    body = {
        "type": f"urn:motcua:{code or status}",
        "title": title or TITLES.get(status, TITLES[500]),
        "status": status,
        "detail": detail or DETAILS.get(status, ""),
        **more,
    }
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


def of_refusal(refusal: Refusal, **more: Any) -> HttpResponse:
    """A refusal of the rooms: its sentence and its facts."""
    return problem(
        refusal.status,
        title=refusal.title,
        detail=refusal.sentence,
        code=refusal.code,
        **{**refusal.facts, **more},
    )


def register(api: NinjaAPI) -> None:
    """All roads that end in an error: validation, unreadable body, ours, and who one is."""

    @api.exception_handler(Refusal)
    def _refusal(request: HttpRequest, exc: Refusal) -> HttpResponse:
        return of_refusal(exc)

    @api.exception_handler(ValidationError)
    def _validation(request: HttpRequest, exc: ValidationError) -> HttpResponse:
        return problem(422, code="invalid", errors=[_field_error(one) for one in exc.errors])

    @api.exception_handler(HttpError)
    def _http(request: HttpRequest, exc: HttpError) -> HttpResponse:
        return problem(exc.status_code)

    @api.exception_handler(AuthenticationError)
    def _authentication(request: HttpRequest, exc: AuthenticationError) -> HttpResponse:
        return problem(401)

    @api.exception_handler(NotHere)
    def _not_here(request: HttpRequest, exc: NotHere) -> HttpResponse:
        return problem(404)


def _field_error(error: dict[str, Any]) -> dict[str, str]:
    return {"field": _pointer(error["loc"]), "message": SAID.get(error["type"], _wrong(error))}


def _pointer(location: Iterable[Any]) -> str:
    """From ninja's location to a JSON pointer; the names of body and model are left out."""
    parts = [str(part) for part in location]
    return "/" + "/".join(parts[2:] if parts[:1] == ["body"] else parts[1:])


def _wrong(error: dict[str, Any]) -> str:
    return f"Chưa đúng: {error['msg']}"
