"""The control sheet (phiếu kiểm soát): who handed the dossier to whom, when, and in time or not.

Derived from the journal. As in the law, the result stands where the next party takes it over:
before its time, in time, or late.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import IO

from motcua.core.deadlines import Settlement
from motcua.core.sayings import say_moment, say_work
from motcua.core.spans import Party
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.dossiers.spans import Span, spans_of
from motcua.dossiers.timeline import entries_of
from motcua.slips import contents
from motcua.slips.contents import Content
from motcua.slips.facts import NONE
from motcua.slips.forms import SlipForm
from motcua.slips.models import Slip
from motcua.spreadsheets.writing import written

APPLICANT = "Người nộp"
SETTLED = {
    Settlement.EARLY: "Trước hạn",
    Settlement.ON_TIME: "Đúng hạn",
    Settlement.LATE: "Quá hạn",
}


def content_of(form: SlipForm, dossier: Dossier, entry: JournalEntry, *, at: datetime) -> Content:
    """Every handing over up to this entry; what still runs is told as of this moment."""
    entries = [one for one in entries_of(dossier) if one.number <= entry.number]
    spans = spans_of(dossier, entries, at=at)
    partners = dict.fromkeys(one.agency_name for one in spans if one.party is Party.OTHER_AGENCY)
    said = contents.content_of(form, dossier, entry, partners=", ".join(partners) or NONE)
    return {
        **said,
        "shown": [["Số lần giao nhận", str(len(spans))], ["Tính đến", say_moment(at)]],
        "as_of": say_moment(at),
        "columns": [column.label for column in form.columns],
        "table": list(_handovers(spans)),
    }


def spreadsheet(slip: Slip) -> IO[bytes]:
    """What a control sheet says, as a spreadsheet."""
    content = slip.content
    above = [
        [content["name"]],
        [content["number"], content["edition"]],
        *([row["label"], row["value"]] for row in content["rows"]),
    ]
    return written(content["name"], above, content["columns"], content["table"])


def _handovers(spans: Sequence[Span]) -> Iterator[list[str]]:
    """One row a handing over: the first from the applicant, the last back when all is over."""
    before: Span | None = None
    for span in spans:
        yield _row(span.since, before, _said(span))
        before = span
    if before is not None and before.until is not None:
        yield _row(before.until, before, APPLICANT)


def _row(at: datetime, giver: Span | None, taker: str) -> list[str]:
    if giver is None:
        return [say_moment(at), APPLICANT, taker, "", "", ""]
    settled = SETTLED[giver.settlement] if giver.settlement else ""
    over = f"quá {say_work(giver.overran)}" if giver.overran else ""
    return [say_moment(at), _said(giver), taker, _used(giver), settled, over]


def _used(span: Span) -> str:
    used = say_work(span.used)
    return f"{used} / {say_work(span.allowed)}" if span.allowed is not None else used


def _said(span: Span) -> str:
    """The step and its officer, the agency that was asked, or the applicant."""
    if span.party is Party.APPLICANT:
        return APPLICANT
    who = span.agency_name if span.party is Party.OTHER_AGENCY else span.name
    return f"{who}: {span.officer}" if span.officer else who
