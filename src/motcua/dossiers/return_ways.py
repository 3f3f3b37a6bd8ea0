"""How the applicant wants the result: at the counter, by post to an address, or online.

Asked by the form, or where it does not, when handing in; and the officer's preset when the result
is returned. By post or online it comes where the procedure itself is published with that way
(Decree 45/2020, Article 15; Decision 45/2016/QĐ-TTg); at the counter always.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.agencies.queries import unit_names
from motcua.catalogue.content import Channel
from motcua.core.refusals import Incomplete
from motcua.dossiers import drafts
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.presenters import WAYS
from motcua.eforms.definitions import Form

COUNTER, POST, ONLINE = WAYS
ASKED, ADDRESS = "return_method", "return_address"  # as the forms name these questions
LONGEST = 300  # letters of an address
_PUBLISHED_AS = {POST: Channel.POST.value, ONLINE: Channel.ONLINE.value}


def allowed(bound: Draft | Dossier) -> list[str]:
    """The ways that this procedure has, in the order in which they are offered."""
    methods = bound.procedure_version.content.get("methods", ())
    published = {method["channel"] for method in methods}
    return [way for way in WAYS if way == COUNTER or _PUBLISHED_AS[way] in published]


@transaction.atomic
def choose(draft: Draft, *, way: str, address: str = "", at: datetime) -> Draft:
    """Keep the way with the draft; an address by post alone.

    Raises `Incomplete` for another way and for post without an address, `Expired`, `Conflict`.
    """
    now = drafts.locked(draft)
    drafts.check_open(now, at)
    draft.return_way, draft.return_address = way, address.replace("\0", "").strip()[:LONGEST]
    if way not in allowed(now):
        draft.return_way = now.return_way
        raise _wrong("return_way", "Chọn một cách nhận kết quả trong các cách nêu ra")
    if way != POST:
        draft.return_address = ""
    elif not draft.return_address:
        raise _wrong("return_address", "Cho biết địa chỉ nhận kết quả qua bưu chính")
    draft.save(update_fields=["return_way", "return_address"])
    return draft


def is_asked_by(form: Form) -> bool:
    """Does the form itself ask? Then nobody is asked a second time when handing in."""
    return ASKED in form.fields


def wished(draft: Draft, answers: Mapping[str, Any]) -> dict[str, str]:
    """The columns of a dossier: from the form where it asks, else what was chosen at the end."""
    form = drafts.form_of(draft)
    if not is_asked_by(form):
        return {"return_way": draft.return_way, "return_address": draft.return_address}
    way = answers.get(ASKED, "")
    address = _said_address(answers.get(ADDRESS)) if way == POST else ""
    return {"return_way": way if way in WAYS else "", "return_address": address[:LONGEST]}


def changed(dossier: Dossier, ways: Mapping[str, str]) -> list[str]:
    """`return_way` when way or address is another than the dossier's."""
    other = any(value != getattr(dossier, name) for name, value in ways.items())
    return ["return_way"] if other else []


def said(dossier: Dossier) -> str:
    """`qua bưu chính, tới 12 Nguyễn Trãi…`; empty where nothing was chosen."""
    way = WAYS.get(dossier.return_way, "")
    return f"{way}, tới {dossier.return_address}" if dossier.return_address else way


def _said_address(value: Any) -> str:
    """`Số 12, đường Lý Thái Tổ, Phường Võ Cường, Tỉnh Bắc Ninh`, or what was typed as text."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) else ""
    unit = str(value.get("unit") or "")
    parts = (str(value.get("detail") or ""), unit_names([unit]).get(unit, unit))
    return ", ".join(part for part in parts if part)


def _wrong(name: str, message: str) -> Incomplete:
    errors = [{"field": f"/{name}", "message": message}]
    return Incomplete(f"{message}.", missing=[], errors=errors)
