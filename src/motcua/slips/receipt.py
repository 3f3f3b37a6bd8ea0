"""Slip 01, the receipt with appointment (giấy tiếp nhận hồ sơ và hẹn trả kết quả).

Made by the worker after a dossier was accepted or received, and anew when a supplement answered
in handling gives another appointment. Once per entry of the journal, however often it is asked.
"""

import secrets
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from motcua.core.ids import new_id
from motcua.core.moments import local, local_day
from motcua.documents.changes import keep
from motcua.documents.kinds import PDF
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.slips import pdf, qr
from motcua.slips.facts import NONE, ReceiptFacts, place_of, receipt_facts
from motcua.slips.forms import Line, SlipForm, form_on
from motcua.slips.models import Slip

FORM = "01"
_ACCEPTED = {"dossier.accepted", "dossier.received"}
_SUPPLEMENTED = "dossier.supplemented"
_SIGN_HERE = "(ký, ghi rõ họ tên)"


def issue(dossier: Dossier, entry: JournalEntry) -> None:
    """Consumer: make, keep and record the receipt of this entry; again is harmless.

    Raises `StorageFull`, and whatever the database raises; the outbox comes back.
    """
    if not _calls_for_receipt(dossier, entry):
        return
    issued = list(_receipts(dossier))
    if any(slip.content["entry"] == entry.number for slip in issued):
        return
    slip = _made(dossier, entry, number=len(issued) + 1)
    try:
        with transaction.atomic():
            slip.save(force_insert=True)
    except IntegrityError:
        if not any(one.content["entry"] == entry.number for one in _receipts(dossier)):
            raise  # another entry took the number meanwhile: come back and take the next


def verify_url(public_id: str, key: str) -> str:
    """The full address behind the QR code."""
    return f"{settings.SITE_URL}/xac-minh/{public_id}/?k={key}"


def _calls_for_receipt(dossier: Dossier, entry: JournalEntry) -> bool:
    """Acceptance does; so does a supplement after it, for the limit then counts anew."""
    after_acceptance = dossier.accepted_at is not None and dossier.accepted_at < entry.at
    return entry.kind in _ACCEPTED or (entry.kind == _SUPPLEMENTED and after_acceptance)


def _receipts(dossier: Dossier) -> list[Slip]:
    found = Slip.objects.filter(jurisdiction=dossier.jurisdiction, dossier=dossier, form=FORM)
    return list(found.only("id", "jurisdiction", "content", "number").order_by("number"))


def _made(dossier: Dossier, entry: JournalEntry, *, number: int) -> Slip:
    """The slip, not yet saved; its PDF is on disk already."""
    form = form_on(FORM, local_day(dossier.accepted_at or entry.at))
    slip = Slip(
        id=new_id(),
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        form=FORM,
        number=number,
        key=secrets.token_urlsafe(20),
        issued_at=entry.at,
    )
    slip.content = _content(dossier, entry, form)
    made = pdf.make(form.template, _said(slip), at=entry.at)
    slip.file = keep(dossier.jurisdiction, made, PDF, entry.at)
    return slip


def _content(dossier: Dossier, entry: JournalEntry, form: SlipForm) -> dict[str, Any]:
    """What is printed, kept with the row so that it can be compared with the paper."""
    agency, day = dossier.agency, local(entry.at)
    facts = receipt_facts(dossier, entry)
    place = place_of(agency, day.date())
    date = f"ngày {day:%d} tháng {day:%m} năm {day:%Y}"
    return {
        "entry": entry.number,
        "name": form.name,
        "instrument": form.title,
        "code": dossier.code,
        "number": f"Số: {_number(form, dossier)}",
        "agency": agency.name,
        "superior": agency.parent.name if agency.parent else "",
        "place_and_day": f"{place}, {date}" if place else date.capitalize(),
        "appointment": facts.values["appointment"],
        "rows": [row for line in form.rows if (row := _row(line, facts))],
        "signers": [_signer(line, facts) for line in form.signers],
    }


def _number(form: SlipForm, dossier: Dossier) -> str:
    """The serial of the code and what the form says behind it."""
    pattern = form.number.get(dossier.agency.kind, form.number[""])
    return pattern.format(serial=dossier.code.rpartition("-")[2])


def _row(line: Line, facts: ReceiptFacts) -> dict[str, Any] | None:
    value = facts.values[line.key]
    if not value and line.optional:
        return None
    return {"label": line.label, "value": value or NONE, "strong": line.strong}


def _signer(line: Line, facts: ReceiptFacts) -> dict[str, str]:
    if line.key == "officer":
        return {"title": line.label, "note": "", "name": facts.officer}
    note = "(nộp trực tuyến, không phải ký)" if facts.online else _SIGN_HERE
    return {"title": line.label, "note": note, "name": ""}


def _said(slip: Slip) -> dict[str, Any]:
    """The content with what belongs to this very sheet: address and QR of its verification."""
    url = verify_url(slip.public_id, slip.key)
    content = slip.content
    return {
        **content,
        # Capitals are made here, before strange letters are looked for: µ has one that we lack.
        "heading": content["name"].upper(),
        "superior": content["superior"].upper(),
        "agency": content["agency"].upper(),
        "author": content["agency"],
        "verify_url": url,
        "verify_words": "Kiểm tra giấy này: quét mã QR hoặc mở địa chỉ",
        "qr": qr.svg(url),
        "qr_words": "Mã QR mở trang kiểm tra giấy này",
    }
