"""What a notice says: short, what happened, what comes next, until when, and one link.

Nothing of the answers, no name and no reason: a mail may come into wrong hands.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from motcua.core.sayings import say_moment
from motcua.dossiers.links import track_url
from motcua.dossiers.models import Dossier, JournalEntry

TEMPLATES = {
    "dossier.submitted": "notices/submitted.txt",
    "dossier.accepted": "notices/accepted.txt",
    "dossier.received": "notices/accepted.txt",
    "dossier.supplement_requested": "notices/supplement_requested.txt",
    "dossier.suspended": "notices/suspended.txt",
    "dossier.resumed": "notices/resumed.txt",
    "dossier.rescheduled": "notices/rescheduled.txt",
    "dossier.decided": "notices/decided.txt",
    "dossier.corrected": "notices/corrected.txt",
    "dossier.refused": "notices/refused.txt",
    "dossier.expired": "notices/expired.txt",
    "dossier.claimed": "notices/claimed.txt",
}


@dataclass(frozen=True, kw_only=True)
class Message:
    """A mail in plain text."""

    subject: str
    body: str


def message(dossier: Dossier, entry: JournalEntry) -> Message:
    """The mail about this entry; the first line of its template is the subject."""
    text = render_to_string(TEMPLATES[entry.kind], _facts(dossier, entry))
    subject, _, body = text.partition("\n")
    return Message(subject=" ".join(subject.split()), body=body.strip() + "\n")


def concerns_applicant(entry: JournalEntry) -> bool:
    """Is it told? A changed calendar only where it moves the applicant's own day."""
    if entry.kind != "dossier.rescheduled":
        return entry.kind in TEMPLATES
    return "appointment" in entry.data["moved"] or bool(entry.data["awaited"])


def _facts(dossier: Dossier, entry: JournalEntry) -> dict[str, Any]:
    agency = dossier.agency
    return {
        "code": dossier.code,
        "service": one_line(dossier.procedure_version.content.get("name", "")),
        "agency": one_line(agency.name),
        "phone": one_line(agency.phone),
        "at": say_moment(entry.at),
        "items": len(entry.data.get("items", [])),
        "until": _until(_answer_by(dossier, entry)),
        "appointment": _moment(entry.data.get("appointment") or _moved(entry, "appointment")),
        "put_off": _until(_put_off(entry)),
        "link": track_url(dossier),
    }


def _answer_by(dossier: Dossier, entry: JournalEntry) -> datetime | None:
    """Until when the applicant supplements, or the desk answers what was submitted."""
    told = entry.data.get("answer_by")
    if told:
        return datetime.fromisoformat(told)
    return dossier.answer_by if entry.kind == "dossier.submitted" else None


def _moved(entry: JournalEntry, name: str) -> str | None:
    """The new moment of what a changed calendar moved."""
    pair = entry.data.get("moved", {}).get(name)
    return str(pair[1]) if pair else None


def _put_off(entry: JournalEntry) -> datetime | None:
    """Until when the applicant now supplements."""
    new = _moved(entry, "due_at") if entry.data.get("awaited") else None
    return datetime.fromisoformat(new) if new else None


def _until(moment: datetime | None) -> str:
    """`trước 9 giờ 12, thứ Tư 02/12/2026`; a whole day is `đến hết thứ Tư 02/12/2026`."""
    if moment is None:
        return ""
    words = say_moment(moment)
    return f"đến {words}" if words.startswith("hết ") else f"trước {words}"


def _moment(told: str | None) -> str:
    return say_moment(datetime.fromisoformat(told)) if told else ""


def one_line(text: str) -> str:
    return " ".join(text.split())
