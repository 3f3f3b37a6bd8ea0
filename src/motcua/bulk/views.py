"""Choose a table, get its template, send a file, see what it would do, confirm, keep the report."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import IO, Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.bulk.doors import Door, through
from motcua.core.refusals import Conflict, Refusal
from motcua.people.models import User
from motcua.spreadsheets import importing, reports, templates
from motcua.spreadsheets.importing import Kind, Looked
from motcua.spreadsheets.models import SheetImport
from motcua.spreadsheets.plans import Did
from motcua.spreadsheets.refused import PlanChanged, SheetFaulty
from motcua.spreadsheets.writing import XLSX

SHOWN = 200  # rows and faults of a page; all of them are in the workbook
RECENT = 20


class NoFile(Refusal):
    """The form came without a file."""

    code, status, title = "no-file", 422, "Chưa chọn tệp"


@through("GET")
def kinds(request: HttpRequest, user: User, at: datetime, door: Door) -> HttpResponseBase:
    """The tables behind this door, and what was brought lately."""
    names = {kind.sheet.name: kind.sheet.title for kind in door.kinds}
    lately = [
        {
            "sent": sent,
            "title": names[sent.kind],
            "sentence": reports.sentence(reports.counts(sent.report)),
            "url": door.url("sent", kind=sent.kind, number=sent.pk),
        }
        for sent in importing.applied(list(names))[:RECENT]
    ]
    tables = [
        {"sheet": kind.sheet, "url": door.url("send", kind=kind.sheet.name)} for kind in door.kinds
    ]
    return render(request, "bulk/kinds.html", {"door": door, "tables": tables, "lately": lately})


@through("GET")
def template(
    request: HttpRequest, user: User, at: datetime, door: Door, kind: str
) -> HttpResponseBase:
    """The workbook to fill in."""
    content = templates.template(door.kind(kind).sheet)
    headers = {"Content-Disposition": f'attachment; filename="mau-{kind}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@through("GET", "POST")
def send(request: HttpRequest, user: User, at: datetime, door: Door, kind: str) -> HttpResponseBase:
    """How the table is filled in, and the form that takes it."""
    found = door.kind(kind)
    if request.method != "POST":
        return _send_page(request, door, found)
    try:
        name, content = _file(request)
        kept = importing.keep(found, content, filename=name, by=user, at=at)
    except Refusal as refusal:
        return _send_page(request, door, found, refusal=refusal)
    return redirect(door.url("sent", kind=kind, number=kept.pk))


@through("GET", "POST")
def sent(
    request: HttpRequest, user: User, at: datetime, door: Door, kind: str, number: int
) -> HttpResponseBase:
    """What the file would do; confirmed, what it did."""
    found, kept = door.kind(kind), _sent(user, kind, number)
    if kept.applied_at:
        return _report_page(request, door, found, kept, user, at)
    if request.method != "POST":
        return _look_page(request, door, found, kept, user, at)
    try:
        importing.confirm(found, kept, seen=request.POST.get("seen", ""), by=user, at=at)
    except (PlanChanged, SheetFaulty, Conflict) as refusal:
        return _look_page(request, door, found, kept, user, at, refusal=refusal)
    messages.success(request, "Đã nhập xong.")
    return redirect(request.path)


@through("GET")
def download(
    request: HttpRequest, user: User, at: datetime, door: Door, kind: str, number: int
) -> HttpResponseBase:
    """The page before or after confirming, whole, as a workbook."""
    found, kept = door.kind(kind), _sent(user, kind, number)
    title = found.sheet.title
    if kept.applied_at:
        told = importing.told(found, kept, by=user, at=at)
        return _workbook(reports.workbook(title, kept, told), f"ket-qua-{kind}-{number}.xlsx")
    looked = importing.look(found, bytes(kept.content), by=user, at=at)
    if looked.faults:
        book = reports.faults_workbook(title, kept.filename, looked.faults)
        return _workbook(book, f"cho-can-sua-{kind}-{number}.xlsx")
    book = reports.preview_workbook(title, kept.filename, looked.changes)
    return _workbook(book, f"xem-truoc-{kind}-{number}.xlsx")


def _file(request: HttpRequest) -> tuple[str, bytes]:
    """Name and bytes of the file; at most one byte more than may be, so that size is told."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise NoFile("Chưa chọn tệp nào.", mend="Chọn tệp .xlsx hoặc .csv đã điền rồi bấm Gửi.")
    return file.name or "", file.read(settings.SHEET_LARGEST_BYTES + 1)


def _sent(user: User, kind: str, number: int) -> SheetImport:
    """One's own file, or what anybody at this door has brought in; else `Http404`."""
    found = importing.sent_by(user, number) or importing.applied([kind]).filter(pk=number).first()
    if found is None or found.kind != kind:
        raise Http404
    return found


def _send_page(
    request: HttpRequest, door: Door, kind: Kind, *, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "door": door,
        "sheet": kind.sheet,
        "columns": kind.sheet.columns,
        "all_url": door.url("kinds"),
        "template_url": door.url("template", kind=kind.sheet.name),
        "refusal": refusal,
        "most_rows": settings.SHEET_MOST_ROWS,
        "most_megabytes": settings.SHEET_LARGEST_BYTES // 1_000_000,
    }
    status = refusal.status if refusal else 200
    return render(request, "bulk/send.html", context, status=status)


def _look_page(
    request: HttpRequest,
    door: Door,
    kind: Kind,
    kept: SheetImport,
    user: User,
    at: datetime,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    looked = importing.look(kind, bytes(kept.content), by=user, at=at)
    context = _context(door, kind, kept) | {
        "faults": looked.faults[:SHOWN],
        "errors": [{"message": str(fault)} for fault in looked.faults[:SHOWN]],
        "all_faults": len(looked.faults),
        "remarks": looked.remarks,
        "counts": looked.counts,
        "lines": _changing([change.to_json() for change in looked.changes]),
        "doing": _doing(looked),
        "seen": looked.seen,
        "refusal": refusal,
    }
    status = refusal.status if refusal else 422 if looked.faults else 200
    return render(request, "bulk/look.html", context, status=status)


def _doing(looked: Looked) -> int:
    return looked.count(Did.ADDED) + looked.count(Did.CHANGED)


def _report_page(
    request: HttpRequest, door: Door, kind: Kind, kept: SheetImport, user: User, at: datetime
) -> HttpResponse:
    told = importing.told(kind, kept, by=user, at=at)
    context = _context(door, kind, kept) | {
        "counts": reports.counts(kept.report),
        "lines": _changing(kept.report, told),
    }
    return render(request, "bulk/report.html", context)


def _context(door: Door, kind: Kind, kept: SheetImport) -> dict[str, Any]:
    name = kind.sheet.name
    return {
        "door": door,
        "sheet": kind.sheet,
        "sent": kept,
        "shown": SHOWN,
        "all_url": door.url("kinds"),
        "send_url": door.url("send", kind=name),
        "download_url": door.url("download", kind=name, number=kept.pk),
    }


def _changing(
    report: Sequence[Mapping[str, Any]], told: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What a page shows: rows that change or that have something to say, the first of them."""
    told = told or {}
    found = [
        {**line, "label": Did(line["did"]).label, "told": told.get(line["key"], "")}
        for line in report
        if line["did"] != Did.UNCHANGED or line["remarks"] or line["key"] in told
    ]
    return {"rows": found[:SHOWN], "more": len(found) - SHOWN if len(found) > SHOWN else 0}


def _workbook(file: IO[bytes], filename: str) -> FileResponse:
    return FileResponse(file, as_attachment=True, filename=filename, content_type=XLSX)
