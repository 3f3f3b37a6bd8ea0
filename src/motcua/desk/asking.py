"""The page that asks for a supplement: its lines, one per paper and field, and what was typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.core.refusals import Incomplete, Refusal
from motcua.dossiers.acts.request_supplement import askable
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import latest_answers, papers_of
from motcua.eforms import display, versions
from motcua.eforms.definitions import Field, FieldType
from motcua.eforms.problems import Problem

PLEDGE, EXCEPTION, NOTHING = "pledge", "exception_reason", "nothing"
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
        "Chưa rõ, xin ghi đầy đủ.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A field or paper that may be asked for again, with what it holds now."""

    id: str
    label: str
    kind: str
    now: str
    ticked: bool
    chosen: str
    message: str
    error: str = ""

    @property
    def ready(self) -> tuple[str, ...]:
        """Phrases that fit."""
        return READY[self.kind]

    @property
    def anchor(self) -> str:
        """Id of the control of its words."""
        return f"m-{self.id.replace('.', '-')}"


@dataclass(frozen=True, kw_only=True)
class Part:
    """Lines under one heading: the papers, or one page of the form."""

    title: str
    lines: list[Line] = field(default_factory=list)


def parts_of(
    dossier: Dossier, posted: Mapping[str, str], errors: Mapping[str, str] | None = None
) -> list[Part]:
    """Papers first, then the form page by page, of what was asked in this case."""
    form = versions.load(dossier.form_version)
    now = _texts(display.rows(form, latest_answers(dossier).answers, _sent(dossier)))
    lines = {
        one.name: _line(one, now.get(one.name, ""), posted, errors or {})
        for one in askable(dossier)
    }
    papers = [line for line in lines.values() if line.kind == "document"]
    pages = [
        Part(title=page.title, lines=[lines[one.name] for one in page.fields
                                      if one.name in lines and lines[one.name] not in papers])
        for page in form.pages
    ]  # fmt: skip
    return [part for part in (Part(title="Giấy tờ", lines=papers), *pages) if part.lines]


def items_of(posted: Mapping[str, str]) -> list[dict[str, str]]:
    """What was ticked, with its own words, or the ready ones that were chosen."""
    names = [name.removeprefix("ask.") for name in posted if name.startswith("ask.")]
    return [{"id": name, "message": _words(posted, name)} for name in names]


def check_pledge(posted: Mapping[str, str]) -> None:
    """Everything was looked at, for one may ask only once; raises `Incomplete`."""
    if PLEDGE not in posted:
        message = "Đánh dấu là đã xem hết, vì chỉ được yêu cầu một lần"
        raise Incomplete(
            message + ".",
            missing=[{"kind": "field", "id": PLEDGE}],
            errors=[{"field": f"/{PLEDGE}", "message": message}],
        )


def errors_of(refusal: Refusal | None, posted: Mapping[str, str]) -> dict[str, str]:
    """The sentence at each control by its field: an item's id, the pledge, the head's reason."""
    if not isinstance(refusal, Incomplete):
        return {}
    asked = [item["id"] for item in items_of(posted)]
    return dict(_errors(refusal.facts, asked))


def problems_of(errors: Mapping[str, str], parts: list[Part]) -> list[Problem]:
    """The lines of the error summary, each leading to its control."""
    anchors = {line.id: line.anchor for part in parts for line in part.lines}
    anchors |= {PLEDGE: "f-pledge", EXCEPTION: "f-exception_reason", NOTHING: "f-items"}
    return [
        Problem(field=f"/{name}", message=message, anchor=anchors.get(name, ""))
        for name, message in errors.items()
    ]


def _errors(facts: Mapping[str, Any], asked: list[str]) -> Iterator[tuple[str, str]]:
    """Item 2 of a request is the second line that was ticked."""
    if not asked:
        yield NOTHING, "Chọn ít nhất một mục hoặc giấy tờ cần bổ sung"
    for error in facts.get("errors", ()):
        first, *rest = error["field"].strip("/").split("/")
        if first == "items" and rest and rest[0].isdecimal() and int(rest[0]) < len(asked):
            yield asked[int(rest[0])], error["message"]
        else:
            yield NOTHING if first == "items" else first, error["message"]
    if any(one["id"] == EXCEPTION for one in facts.get("missing", ())):
        yield EXCEPTION, "Cho biết lý do yêu cầu bổ sung thêm"


def _line(one: Field, now: str, posted: Mapping[str, str], errors: Mapping[str, str]) -> Line:
    return Line(
        id=one.name,
        label=one.label,
        kind="document" if one.type is FieldType.DOCUMENT else "field",
        now=now or ("chưa gửi" if one.type is FieldType.DOCUMENT else "để trống"),
        ticked=f"ask.{one.name}" in posted,
        chosen=posted.get(f"ready.{one.name}", ""),
        message=posted.get(f"message.{one.name}", ""),
        error=errors.get(one.name, ""),
    )


def _texts(sections: list[display.Section]) -> dict[str, str]:
    """What each field holds, in words; the rows of a group together."""
    texts: dict[str, list[str]] = {}
    for row in (row for section in sections for row in section.rows):
        name = row.name
        texts.setdefault(name.split(".")[0] if _of_group(name) else name, []).append(row.text)
    return {name: "; ".join(filter(None, said)) for name, said in texts.items()}


def _of_group(name: str) -> bool:
    """`children.0.name` is a cell of `children`; `applicant.name` is a field."""
    second = name.split(".")[1:2]
    return bool(second) and second[0].isdecimal()


def _sent(dossier: Dossier) -> dict[str, str]:
    papers = [paper.requirement for paper in papers_of(dossier)]
    return {name: f"{papers.count(name)} tệp" for name in papers}


def _words(posted: Mapping[str, str], name: str) -> str:
    own = posted.get(f"message.{name}", "").strip()
    return own or posted.get(f"ready.{name}", "")
