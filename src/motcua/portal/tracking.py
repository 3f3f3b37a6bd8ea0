"""A dossier as its applicant follows it, and as whoever has but the code may see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from motcua.agencies.calendars import legal_calendar
from motcua.core import states
from motcua.core.moments import local_day
from motcua.core.sayings import Due, DueKind, say_due, say_moment, say_waiting
from motcua.core.states import Act, Outcome, State
from motcua.dossiers import access, messages, return_ways, supplements
from motcua.dossiers.actors import Applicant
from motcua.dossiers.may import may
from motcua.dossiers.models import Dossier, DossierDocument, SupplementRequest
from motcua.dossiers.papers import papers_of
from motcua.dossiers.presenters import OUTCOMES
from motcua.dossiers.timeline import TimelineItem, entries_of, holder, timeline
from motcua.eforms.versions import load
from motcua.portal import paying, rated
from motcua.portal.papers import say_size
from motcua.slips.kinds import SlipKind
from motcua.slips.models import Slip
from motcua.slips.queries import slips_for_applicant

PAUSED = Due(DueKind.PAUSED, "tạm dừng tính giờ")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of the timeline in the words of `parts/timeline.html`."""

    sentence: str
    state: str
    who: str = ""
    due: Due | None = None


@dataclass(frozen=True, kw_only=True)
class Download:
    """Something to download."""

    name: str
    note: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """What matters now, on top of the page."""

    kind: str
    title: str
    text: str


def by_code(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """State, service, agency, appointment. No person."""
    return {
        "code": dossier.code,
        "procedure": dossier.service.procedure,
        "agency": dossier.agency,
        "state": State(dossier.state).label,
        "kind": kind_of(State(dossier.state)),
        "submitted": say_moment(dossier.submitted_at),
        "appointment": say_moment(dossier.appointment) if dossier.appointment else "",
        "waits_for_applicant": dossier.state == State.AWAITING_APPLICANT,
    }


def whole(dossier: Dossier, by: Applicant, at: datetime) -> dict[str, Any]:
    """Everything, for the applicant."""
    papers = papers_of(dossier)
    results = [paper for paper in papers if paper.kind == DossierDocument.Kind.RESULT]
    return {
        "dossier": dossier,
        "state": State(dossier.state).label,
        "kind": kind_of(State(dossier.state)),
        "submitted": say_moment(dossier.submitted_at),
        "note": note_of(dossier),
        "asked": asked_now(dossier),
        "items": [_item(dossier, one, at) for one in timeline(dossier, entries_of(dossier))],
        "results": [_download(dossier, paper, "Kết quả") for paper in results],
        "papers": _papers(dossier, [paper for paper in papers if paper not in results]),
        "slips": _slips(dossier),
        "looks": access.looks(dossier),
        "wished_return": return_ways.said(dossier),
        "may_correct": would(Act.CORRECT, dossier, by),
        "may_withdraw": would(Act.WITHDRAW, dossier, by),
        "nobodys": dossier.applicant_id is None and would(Act.CLAIM, dossier, by),
        **_messages(dossier, by, at),
        **paying.on_tracking(dossier, at),
        **rated.on_tracking(dossier, by, at),
    }


def _messages(dossier: Dossier, by: Applicant, at: datetime) -> dict[str, Any]:
    """What was written about it; whoever opens the page has read it."""
    written = messages.of(dossier)
    messages.read(written, by=by, at=at)
    return {
        "messages_told": messages.told(written, by=by, at=at),
        "may_write": messages.may_write(dossier, by),
        "longest_message": messages.LONGEST,
    }


def would(act: Act, dossier: Dossier, by: Applicant) -> bool:
    """Would this act work for this applicant now?"""
    return states.can(State(dossier.state), act) and may(act, dossier, by)


def asked_now(dossier: Dossier) -> SupplementRequest | None:
    """The open request for a supplement, if the dossier waits for one."""
    if dossier.state != State.AWAITING_APPLICANT:
        return None
    return supplements.open_request(dossier)


def kind_of(state: State) -> str:
    """The look of a state's tag."""
    looks = {
        State.AWAITING_APPLICANT: "wait",
        State.SUSPENDED: "wait",
        State.DECIDED: "ok",
        State.RETURNED: "ok",
        State.REFUSED: "bad",
        State.EXPIRED: "bad",
    }
    return looks.get(state, "info")


def note_of(dossier: Dossier) -> Note | None:
    """What the applicant should know first, where something is settled."""
    outcome = f"Kết quả: {OUTCOMES[Outcome(dossier.outcome)]}." if dossier.outcome else ""
    notes = {
        State.SUSPENDED: Note(
            kind="info",
            title="Tạm dừng giải quyết",
            text="Thời gian tạm dừng không tính vào thời hạn. Lý do ghi ở dòng cuối bên dưới; "
            "khi cơ quan giải quyết tiếp, ngày hẹn trả được tính lại và báo cho ông/bà.",
        ),
        State.DECIDED: Note(
            kind="ok", title="Đã có kết quả", text=f"{outcome} {dossier.result_note}".strip()
        ),
        State.RETURNED: Note(
            kind="ok", title="Đã trả kết quả", text=f"{outcome} {dossier.result_note}".strip()
        ),
        State.REFUSED: Note(
            kind="late",
            title="Hồ sơ không được tiếp nhận",
            text="Lý do và cách làm lại ghi ở dòng cuối bên dưới.",
        ),
        State.WITHDRAWN: Note(
            kind="info", title="Hồ sơ đã được rút", text="Cơ quan không giải quyết nữa."
        ),
        State.EXPIRED: Note(
            kind="late",
            title="Hồ sơ đã đóng vì hết hạn bổ sung",
            text="Vẫn cần làm việc này thì nộp hồ sơ mới.",
        ),
    }
    return notes.get(State(dossier.state))


def _item(dossier: Dossier, one: TimelineItem, at: datetime) -> Item:
    if one.state != "now":
        when = say_moment(one.at) if one.at else ""
        return Item(sentence=one.sentence, state=one.state, who=when)
    if dossier.decided_at is not None and one.at is not None and one.at < at:
        due = say_waiting(dossier.appointment, dossier.decided_at, at, legal_calendar())
        return Item(sentence=holder(dossier), state="now", who="", due=due)
    paused = dossier.state in {State.AWAITING_APPLICANT, State.SUSPENDED}
    until = f"Trước {say_moment(one.at, local_day(at))}" if one.at else ""
    due = PAUSED if paused else say_due(one.at, at, legal_calendar())
    return Item(sentence=holder(dossier), state="now", who=until, due=due)


def _papers(dossier: Dossier, papers: list[DossierDocument]) -> list[Download]:
    labels = {field.name: field.label for field in load(dossier.form_version).documents}
    return [_download(dossier, one, labels.get(one.requirement, "Giấy tờ")) for one in papers]


def _download(dossier: Dossier, paper: DossierDocument, name: str) -> Download:
    return Download(
        name=name,
        note=f"{paper.filename}, {say_size(paper.file.bytes)}",
        url=reverse("dossier-document", args=[dossier.code, paper.public_id]),
    )


def _slip_name(slip: Slip) -> str:
    """Applications of all revisions are listed, so each says which it is."""
    name = str(slip.content["name"])
    return f"{name} (lần nộp {slip.number})" if slip.kind == SlipKind.APPLICATION else name


def _slips(dossier: Dossier) -> list[Download]:
    return [
        Download(
            name=_slip_name(slip),
            note=say_moment(slip.issued_at),
            url=reverse("dossier-slip", args=[dossier.code, slip.public_id]),
        )
        for slip in slips_for_applicant(dossier)
    ]
