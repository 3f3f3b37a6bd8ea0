"""Slips at the desk: opened in the browser to be printed, and made anew."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from motcua.desk.doors import dossier_or_404, officer, reader
from motcua.desk.lost import bytes_lost
from motcua.documents.answers import made_here, printable
from motcua.dossiers import access
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Dossier
from motcua.slips import control_sheets, issuing
from motcua.slips.kinds import SlipKind
from motcua.slips.models import Slip
from motcua.slips.queries import slips_of
from motcua.spreadsheets.writing import XLSX


@reader("GET")
def slip(request: HttpRequest, by: Officer, at: datetime, code: str, slip: str) -> HttpResponseBase:
    """A slip as PDF, to print; noted as a look."""
    dossier = dossier_or_404(by, code)
    found = _slip(dossier, slip)
    access.look(dossier, by=by, at=at)
    try:
        return printable(issuing.file_of(found, dossier), f"mau-{found.form}-{dossier.code}.pdf")
    except FileNotFoundError as lost:
        raise bytes_lost() from lost


@officer("POST")
def remake(
    request: HttpRequest, by: Officer, at: datetime, code: str, slip: str
) -> HttpResponseBase:
    """Another edition in place of this one, and back to the dossier."""
    dossier = dossier_or_404(by, code)
    made = issuing.remake(_slip(dossier, slip), dossier, by=by, at=at)
    messages.success(request, f"Đã lập lại: {made.content['name']}. {made.content['edition']}.")
    return redirect("desk:dossier", code=dossier.code)


@officer("POST")
def control_sheet(request: HttpRequest, by: Officer, at: datetime, code: str) -> HttpResponseBase:
    """A control sheet of the dossier as it stands now, and back to the dossier."""
    dossier = dossier_or_404(by, code)
    made = issuing.draw_up_control_sheet(dossier, by=by, at=at)
    messages.success(request, f"Đã lập: {made.content['name']}.")
    return redirect("desk:dossier", code=dossier.code)


@officer("POST")
def receipt(request: HttpRequest, by: Officer, at: datetime, code: str) -> HttpResponseBase:
    """The receipt of what is settled at once, for an applicant who asks; back to the dossier."""
    dossier = dossier_or_404(by, code)
    made = issuing.draw_up_receipt(dossier, by=by)
    messages.success(request, f"Đã lập: {made.content['name']}.")
    return redirect("desk:dossier", code=dossier.code)


@reader("GET")
def spreadsheet(
    request: HttpRequest, by: Officer, at: datetime, code: str, slip: str
) -> HttpResponseBase:
    """A control sheet as a spreadsheet; noted as a look."""
    dossier = dossier_or_404(by, code)
    found = _slip(dossier, slip)
    if found.kind != SlipKind.CONTROL_SHEET:
        raise Http404
    access.look(dossier, by=by, at=at)
    return made_here(
        control_sheets.spreadsheet(found), f"mau-{found.form}-{dossier.code}.xlsx", XLSX
    )


def _slip(dossier: Dossier, public_id: str) -> Slip:
    found = [one for one in slips_of(dossier) if one.public_id == public_id]
    if not found:
        raise Http404
    return found[0]
