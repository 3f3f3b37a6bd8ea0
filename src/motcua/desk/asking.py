"""The lines of a request for a supplement: one per field and paper, ticked, with words."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import latest_answers
from motcua.eforms import versions
from motcua.eforms.definitions import FieldType
from motcua.eforms.validation import visible_fields

READY = {
    "document": (
        "Ảnh mờ, xin chụp lại ở chỗ sáng, thấy đủ bốn góc.",
        "Thiếu trang hoặc thiếu mặt sau, xin gửi đủ.",
        "Không phải giấy được yêu cầu, xin gửi đúng giấy.",
        "Giấy đã hết hạn, xin gửi giấy còn hạn.",
    ),
    "field": (
        "Để trống, xin điền.",
        "Khác với giấy tờ kèm theo, xin xem lại.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A field or paper that may be asked for again."""

    id: str
    label: str
    kind: str
    ticked: bool
    message: str
    ready: tuple[str, ...]


def item_lines(dossier: Dossier, posted: Mapping[str, str]) -> list[Line]:
    """Papers first, then the fields, of what was asked in this case; with what was typed."""
    shown = visible_fields(versions.load(dossier.form_version), latest_answers(dossier).answers)
    lines = [
        Line(
            id=field.name,
            label=field.label,
            kind=kind,
            ticked=f"ask.{field.name}" in posted,
            message=posted.get(f"message.{field.name}", ""),
            ready=READY[kind],
        )
        for field in shown
        for kind in ["document" if field.type is FieldType.DOCUMENT else "field"]
    ]
    return sorted(lines, key=lambda line: line.kind)


def asked_items(posted: Mapping[str, str]) -> list[dict[str, str]]:
    """What was ticked, with its words, or the ready ones that were chosen."""
    return [
        {"id": name.removeprefix("ask."), "message": _words(posted, name.removeprefix("ask."))}
        for name in posted
        if name.startswith("ask.")
    ]


def _words(posted: Mapping[str, str], name: str) -> str:
    own = posted.get(f"message.{name}", "").strip()
    return own or posted.get(f"ready.{name}", "")
