"""Pages that only the tests of `ui` have: a form that saves itself and a paper to send."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

autosaved: list[QueryDict] = []

CONDITION = '{"field": "has_child", "op": "eq", "value": "yes"}'
NESTED = '{"all": [{"field": "age", "op": "lt", "value": 6}, {"field": "agency", "op": "filled"}]}'


def form_page(request: HttpRequest) -> HttpResponse:
    """Fields that depend on each other, saved while one types."""
    return render(request, "form_page.html", {"condition": CONDITION, "nested": NESTED})


def upload_page(request: HttpRequest) -> HttpResponse:
    """One paper; a POST shows its file, or why it was refused."""
    upload = request.FILES.get("file")
    paper = {"id": "d1", "name": "Giấy chứng sinh", "upload_url": "/thu/giay/"}
    paper |= {"kind": "wait", "state": "Chưa gửi"}
    if upload is None:
        return render(request, "upload_page.html", {"paper": paper})
    if not str(upload.name).endswith(".pdf"):
        words = "Tệp .docx không xem được ở đây: gửi ảnh hoặc PDF"
        return render(request, "upload_page.html", {"paper": paper, "refused": words}, status=422)
    paper |= {"kind": "ok", "state": "Đã gửi"}
    files = [{"name": upload.name, "note": "đã gửi"}]
    return render(request, "upload_page.html", {"paper": {**paper, "files": files}})
