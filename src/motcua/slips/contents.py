"""The content of a slip: what is printed, kept with its row so that paper and row can be compared.

From it the PDF is made, now or at any later time; nothing else goes onto the sheet but the address
of its verification and which edition it is.
"""

import re
from datetime import datetime
from typing import Any

from motcua.core.sayings import say_moment
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.slips.facts import (
    NONE,
    Values,
    place_and_day,
    signing_officer,
    signs_nothing,
    values_of,
)
from motcua.slips.forms import Line, SlipForm
from motcua.slips.models import Slip

SIGN_HERE = "(ký, ghi rõ họ tên)"
HANDED_IN_ONLINE = "(nộp trực tuyến, không phải ký)"
Content = dict[str, Any]


def content_of(form: SlipForm, dossier: Dossier, entry: JournalEntry, **more: str) -> Content:
    """What the slip of this form says at this entry; its legal number is put in when it is given.

    `more` are values that the form asks for beside those of `facts`. `shown` is what the page of
    its verification may tell whoever holds it: no person.
    """
    values = {**values_of(form.kind, dossier, entry), **more}
    agency = dossier.agency
    return {
        "kind": form.kind.value,
        "name": form.name,
        "instrument": form.title,
        "paper": form.paper,
        "template": form.template,
        "code": dossier.code,
        "number": form.number.get(agency.kind, form.number[""]),
        "agency": agency.name,
        "superior": agency.parent.name if agency.parent else "",
        "place_and_day": place_and_day(agency, entry.at),
        "shown": [[form.label_of(key), values[key]] for key in form.shown],
        "rows": [row for line in form.rows if (row := _row(line, values))],
        "signers": [_signer(line, dossier, entry) for line in form.signers],
        "edition": "",
    }


def numbered(content: Content, serial: int) -> Content:
    """The content with its legal number: `Số: 07/TNHS-BPTNTKQ`."""
    return {**content, "number": f"Số: {content['number'].format(serial=f'{serial:02}')}"}


def say_edition(edition: int, replaced: Slip, at: datetime) -> str:
    """Which edition this is, of when: `Bản thứ 2, lập 9 giờ, …, thay bản lập 8 giờ, …`."""
    made, before = say_moment(at), say_moment(replaced.issued_at)
    return f"Bản thứ {edition}, lập {made}, thay bản lập {before}"


def _row(line: Line, values: Values) -> dict[str, Any] | None:
    value = _filled(line.text, values) if line.text else values.get(line.key, "")
    if not value and line.optional:
        return None
    return {"label": line.label, "value": value or NONE, "strong": line.strong}


def _filled(text: str, values: Values) -> str:
    """The sentence with its facts; a sentence begins with a capital letter."""
    said = re.sub(r"\{(\w+)\}", lambda found: str(values[found[1]]), text)
    return said[:1].upper() + said[1:]


def _signer(line: Line, dossier: Dossier, entry: JournalEntry) -> dict[str, str]:
    if line.key == "officer":
        name = signing_officer(dossier, entry)
        return {"title": line.label, "note": "" if name else SIGN_HERE, "name": name}
    note = HANDED_IN_ONLINE if signs_nothing(dossier) else SIGN_HERE
    return {"title": line.label, "note": note, "name": ""}
