"""Issuing slips: once per entry of the journal that calls for one, however often it is asked.

In two halves. First a row with its legal number, in a short transaction, so that numbers have no
gaps and no lock is held while a page is set; then the PDF, which an attempt that broke off makes
up for. Making a slip anew gives another edition under the same number.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.core.ids import new_id
from motcua.core.moments import local, local_day
from motcua.core.refusals import NotAllowed, WrongState
from motcua.documents.changes import keep
from motcua.documents.kinds import PDF
from motcua.documents.models import StoredFile
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.dossiers.numbers import next_number
from motcua.dossiers.timeline import entries_of
from motcua.slips import applications, control_sheets, register
from motcua.slips.calls import ACCEPTED, called_for, promise_of
from motcua.slips.contents import Content, content_of, numbered, say_edition
from motcua.slips.forms import form_on, set_on
from motcua.slips.kinds import ON_DEMAND, SlipKind
from motcua.slips.may import may_make
from motcua.slips.models import Slip
from motcua.slips.printing import pdf_of
from motcua.slips.seals import seal_of


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A slip that is called for: what kind, under which form, by which entry, saying what."""

    kind: SlipKind
    form: str
    dossier: Dossier
    entry: int
    content: Content
    at: datetime


def issue(dossier: Dossier, entry: JournalEntry) -> None:
    """Consumer: make, keep and record the slips of this entry; again is harmless.

    Raises `StorageFull`, and whatever the database raises; the outbox comes back.
    """
    if entry.kind in ACCEPTED:
        register.enter(dossier)
    for kind in called_for(dossier, entry):
        slip = _issued(dossier, kind, entry.number) or _first(dossier, entry, kind)
        if slip is not None and slip.file_id is None and kind not in ON_DEMAND:
            file_of(slip, dossier)


def file_of(slip: Slip, dossier: Dossier) -> StoredFile:
    """The PDF of a slip of this dossier, made now if it was not yet. Raises `StorageFull`."""
    if slip.file is None:
        of_answers = slip.kind == SlipKind.APPLICATION
        body = applications.body_of(slip, dossier) if of_answers else {}
        made = pdf_of(slip, **body)
        with transaction.atomic():  # a file that nothing refers to is soon forgotten
            slip.file = keep(slip.jurisdiction, made, PDF, slip.issued_at)
            slip.seal = seal_of(slip, dossier, file=slip.file.sha256)
            slip.save(update_fields=["file", "seal"])
    return slip.file


def remake(slip: Slip, dossier: Dossier, *, by: Officer, at: datetime) -> Slip:
    """Another edition of the slip from what is kept of it, in place of the one before.

    Raises `NotAllowed`.
    """
    _check_may_make(dossier, by)
    made = _next_edition(slip, dossier, slip.content, at)
    file_of(made, dossier)
    return made


def draw_up_control_sheet(dossier: Dossier, *, by: Officer, at: datetime) -> Slip:
    """The control sheet as the dossier stands at this moment; another replaces the one before.

    Raises `NotAllowed`, and `LookupError` where the law of that day knows none.
    """
    _check_may_make(dossier, by)
    entry, kind = entries_of(dossier)[-1], SlipKind.CONTROL_SHEET
    form = set_on(local_day(received_on(dossier))).forms[kind]
    content = control_sheets.content_of(form, dossier, entry, at=at)
    before = _issued(dossier, kind, entry.number)
    if before is None:
        made = _reserved(
            Wanted(
                kind=kind,
                form=form.no,
                dossier=dossier,
                entry=entry.number,
                content=content,
                at=at,
            )
        )
    else:
        made = _next_edition(before, dossier, {**content, "number": before.content["number"]}, at)
    file_of(made, dossier)
    return made


def draw_up_receipt(dossier: Dossier, *, by: Officer) -> Slip:
    """The receipt that the applicant asked for, where none is given by itself; again the same one.

    Raises `NotAllowed`, and `WrongState` before acceptance. Source: Decree 61/2018, Article 17(4).
    """
    _check_may_make(dossier, by)
    entry = promise_of(dossier, entries_of(dossier))
    if entry is None:
        raise WrongState("Hồ sơ chưa được tiếp nhận.", mend="Tiếp nhận rồi lập giấy tiếp nhận.")
    kind = SlipKind.RECEIPT
    made = _issued(dossier, kind, entry.number) or _first(dossier, entry, kind)
    if made is None:
        raise LookupError(kind)
    if made.file_id is None:
        file_of(made, dossier)
    return made


def received_on(dossier: Dossier) -> datetime:
    """Whose day says which set of forms is printed: acceptance, before it the arrival."""
    return dossier.accepted_at or dossier.submitted_at


def reserve(wanted: Wanted) -> Slip:
    """The row of a slip with the next legal number of its agency and year, not yet printed."""
    slip = Slip(
        id=new_id(),
        jurisdiction=wanted.dossier.jurisdiction,
        dossier=wanted.dossier,
        kind=wanted.kind,
        form=wanted.form,
        entry=wanted.entry,
        key=new_key(),
        issued_at=wanted.at,
    )
    with transaction.atomic():
        slip.number = _of_kind(wanted.dossier, wanted.kind) + 1
        slip.content = _with_number(wanted)
        slip.seal = seal_of(slip, wanted.dossier, file="")
        slip.save(force_insert=True)
    return slip


def new_key() -> str:
    """What opens one verification page: 160 bits."""
    return secrets.token_urlsafe(20)


def _check_may_make(dossier: Dossier, by: Officer) -> None:
    if not may_make(dossier, by):
        raise NotAllowed(
            "Ông/bà không lập được phiếu của hồ sơ này.",
            why="Việc này dành cho cán bộ của cơ quan nhận hồ sơ.",
            mend="Nhờ người của cơ quan đó.",
        )


def _first(dossier: Dossier, entry: JournalEntry, kind: SlipKind) -> Slip | None:
    """None where the law of that day knows no such slip."""
    said = _said(dossier, entry, kind)
    if said is None:
        return None
    form, content = said
    return _reserved(
        Wanted(
            kind=kind,
            form=form,
            dossier=dossier,
            entry=entry.number,
            content=content,
            at=entry.at,
        )
    )


def _said(dossier: Dossier, entry: JournalEntry, kind: SlipKind) -> tuple[str, Content] | None:
    """Number of the form and content."""
    if kind is SlipKind.APPLICATION:
        return applications.FORM, applications.content_of(dossier, entry)
    form = form_on(kind, local_day(received_on(dossier)))
    if form is None:
        return None
    if kind is SlipKind.CONTROL_SHEET:
        return form.no, control_sheets.content_of(form, dossier, entry, at=entry.at)
    return form.no, content_of(form, dossier, entry)


def _reserved(wanted: Wanted) -> Slip:
    """The new row, or that of another worker who was faster; a number taken meanwhile is raised."""
    try:
        return reserve(wanted)
    except IntegrityError:
        found = _issued(wanted.dossier, wanted.kind, wanted.entry)
        if found is None:
            raise  # another entry took the number: come back and take the next
        return found


def _with_number(wanted: Wanted) -> Content:
    """Where the form has a number, the next of its agency and year; within a transaction."""
    if not wanted.content["number"]:
        return wanted.content
    agency, year = wanted.dossier.agency, local(wanted.at).year
    series = f"slip:{wanted.kind}:{agency.code}:{year}"
    return numbered(wanted.content, next_number(wanted.dossier.jurisdiction, series))


def _of_kind(dossier: Dossier, kind: SlipKind) -> int:
    found = Slip.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier=dossier, kind=kind, edition=1
    )
    return found.count()


def _issued(dossier: Dossier, kind: SlipKind, entry: int) -> Slip | None:
    found = Slip.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier=dossier, kind=kind, entry=entry
    )
    return found.order_by("edition").first()


def _next_edition(slip: Slip, dossier: Dossier, content: Content, at: datetime) -> Slip:
    """The row of the edition after the newest; two at one moment give two editions."""
    editions = Slip.objects.filter(
        jurisdiction=slip.jurisdiction, dossier=slip.dossier_id, kind=slip.kind, entry=slip.entry
    )
    with transaction.atomic():
        newest = editions.select_for_update().order_by("-edition")[0]
        edition = newest.edition + 1
        made = Slip(
            jurisdiction=slip.jurisdiction,
            dossier_id=slip.dossier_id,
            kind=slip.kind,
            form=slip.form,
            entry=slip.entry,
            number=slip.number,
            edition=edition,
            content={**content, "edition": say_edition(edition, newest, at)},
            key=new_key(),
            issued_at=at,
        )
        made.seal = seal_of(made, dossier, file="")
        made.save(force_insert=True)
        return made
