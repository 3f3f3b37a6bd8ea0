"""The filled-in application (đơn, tờ khai) on paper: one for each revision of the answers.

The row says which revision; the answers themselves are read when the page is set, so that they lie
in one place. Few are ever printed, so the page is set when somebody opens it.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.core.moments import local_day
from motcua.dossiers.models import AnswerRevision, Dossier, Draft, JournalEntry
from motcua.eforms import printing
from motcua.eforms.definitions import Form
from motcua.eforms.versions import load
from motcua.slips import pdf
from motcua.slips.contents import HANDED_IN_ONLINE, SIGN_HERE, Content
from motcua.slips.facts import handed_in, place_and_day, signs_nothing
from motcua.slips.kinds import SlipKind
from motcua.slips.models import Slip

FORM = "to-khai"
PROMISE = "Tôi cam đoan những điều khai trên là đúng và chịu trách nhiệm trước pháp luật."
SIGNER = "Người khai"
ERASED = "Nội dung tờ khai đã được xóa theo quy định lưu trữ."
NOT_HANDED_IN = "BẢN XEM TRƯỚC, CHƯA NỘP: không có giá trị thay cho tờ khai đã nộp."


def content_of(dossier: Dossier, entry: JournalEntry) -> Content:
    """What is kept of the application that came with this entry: all but the answers."""
    revision = _revision(dossier, entry.at)
    form = load(dossier.form_version)
    procedure = dossier.procedure_version.content.get("name", "")
    return {
        **_head(form, dossier, procedure, entry.at),
        "code": dossier.code,
        "shown": [["Thủ tục", procedure], ["Lần nộp", str(revision)]],
        "revision": revision,
        "signers": [{"title": _signer(form), "note": _note(dossier), "name": ""}],
    }


def body_of(slip: Slip, dossier: Dossier) -> dict[str, Any]:
    """The answers of the slip's revision, laid out; who declares signs by name."""
    kept = AnswerRevision.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier=dossier, number=slip.content["revision"]
    ).first()
    if kept is None:
        return {"blocks": [printing.Block(type="heading", label=ERASED).as_json()]}
    papers = Counter(one.requirement for one in handed_in(dossier, kept.created_at))
    signer = {**slip.content["signers"][0], "name": dossier.applicant_name}
    form = load(dossier.form_version)
    return {"blocks": _blocks(form, kept.answers, papers, kept.created_at), "signers": [signer]}


def preview(draft: Draft, papers: Mapping[str, int], *, at: datetime) -> bytes:
    """The draft as it would be printed, marked as not handed in."""
    form = load(draft.form_version)
    procedure = draft.procedure_version.content.get("name", "")
    name = str(draft.answers.get("applicant.name") or "")
    head = _head(form, draft, procedure, at)
    said = {
        **head,
        "code": "",
        "heading": head["name"].upper(),
        "author": draft.agency.name,
        "qr": "",
        "verify_words": NOT_HANDED_IN,
        "signers": [{"title": _signer(form), "note": "", "name": name}],
        "blocks": _blocks(form, draft.answers, papers, at),
    }
    return pdf.make(head["template"], said, at=at)


def _head(form: Form, bound: Draft | Dossier, procedure: str, at: datetime) -> Content:
    layout = form.layout
    code = bound.service.procedure.code
    return {
        "kind": SlipKind.APPLICATION.value,
        "name": layout.title if layout else f"Đơn đề nghị: {form.title}",
        "instrument": (layout and layout.instrument) or f"Tờ khai điện tử của thủ tục {code}",
        "paper": "a4",
        "template": "application",
        "number": "",
        "agency": bound.agency.name,
        "superior": "",
        "to": bound.agency.name,
        "procedure": procedure,
        "promise": (layout and layout.promise) or PROMISE,
        "place_and_day": place_and_day(bound.agency, at),
        "edition": "",
        "rows": [],
    }


def _blocks(
    form: Form, answers: Mapping[str, Any], papers: Mapping[str, int], at: datetime
) -> list[dict[str, Any]]:
    told = {name: f"{count}\u00a0tệp" for name, count in papers.items()}
    found = printing.blocks(form, answers, told, day=local_day(at))
    return [block.as_json() for block in found]


def _revision(dossier: Dossier, at: datetime) -> int:
    revisions = AnswerRevision.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier=dossier, created_at__lte=at
    )
    return revisions.count()


def _signer(form: Form) -> str:
    return (form.layout and form.layout.signer) or SIGNER


def _note(dossier: Dossier) -> str:
    return HANDED_IN_ONLINE if signs_nothing(dossier) else SIGN_HERE
