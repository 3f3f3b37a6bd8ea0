"""The register at the desk: a book by agency, field and year; its lines, spreadsheet and PDF."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from motcua.desk import books
from motcua.desk.doors import reader
from motcua.documents.answers import made_here, shown_here
from motcua.documents.kinds import PDF
from motcua.dossiers.actors import Officer
from motcua.slips import register_prints, register_rows
from motcua.spreadsheets.writing import XLSX

PAGE = 50


@reader("GET")
def register(request: HttpRequest, by: Officer, at: datetime) -> HttpResponseBase:
    """The newest lines of the book that is asked, and what can be asked."""
    wanted = books.wanted(request.GET, by, at)
    before = books.number(request.GET.get("duoi", ""))
    rows = register_rows.page(wanted.book, before=before, most=PAGE) if wanted.book else []
    context: dict[str, Any] = {
        "wanted": wanted,
        "rows": rows,
        "total": register_rows.count(wanted.book) if wanted.book else 0,
        "next_url": wanted.address(duoi=str(rows[-1].number)) if len(rows) == PAGE else "",
        "most_printed": register_prints.MOST_PRINTED,
    }
    return render(request, "desk/register.html", context)


@reader("GET")
def register_spreadsheet(request: HttpRequest, by: Officer, at: datetime) -> HttpResponseBase:
    """The book as XLSX."""
    book = books.book_or_404(request.GET, by, at)
    file = register_prints.spreadsheet(book, by=by)
    return made_here(file, books.filename(book, "xlsx"), XLSX)


@reader("POST")
def register_print(request: HttpRequest, by: Officer, at: datetime) -> HttpResponseBase:
    """The book as PDF, to print; each print has its own page of verification."""
    book = books.book_or_404(request.POST, by, at)
    made = register_prints.pdf(book, by=by, at=at)
    return shown_here(made, books.filename(book, "pdf"), PDF)
