"""What an officer can do with a dossier, as forms; desk and API show the same ones.

`acts_for` answers exactly the acts that would work now; `perform` checks the values like those of
any form and calls the act. Knows no page and no JSON of the API.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from motcua.agencies import calendars, naming
from motcua.agencies.models import Agency
from motcua.agencies.naming import named
from motcua.core.consultations import Opinion
from motcua.core.moments import at_local, local_day
from motcua.core.refusals import Incomplete, Refusal
from motcua.core.states import Act, Outcome
from motcua.core.worktime import closing
from motcua.dossiers import act_fields, acts
from motcua.dossiers.actors import Officer
from motcua.dossiers.acts.advance import check_next
from motcua.dossiers.acts.apologise import check_can_apologise
from motcua.dossiers.acts.assign import check_not_taken_by
from motcua.dossiers.acts.consult import Asking
from motcua.dossiers.acts.decide import check_at_signing
from motcua.dossiers.acts.request_supplement import SupplementItem, check_asks_in_time
from motcua.dossiers.acts.send_back import check_previous
from motcua.dossiers.changing import check_can, check_version
from motcua.dossiers.consultations import check_lapsed, check_to_answer
from motcua.dossiers.drafts import refuse_incomplete
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import Paper
from motcua.dossiers.suspensions import Cause
from motcua.eforms import validation, versions
from motcua.eforms.definitions import Field, Form, Page

NOON = time(12)  # on a day on which nobody is there, which the act refuses

Fields = Callable[[Dossier, Officer, datetime], tuple[Field, ...]]
Check = Callable[[Dossier, Officer, datetime], object]
Arguments = Callable[[Dossier, Mapping[str, Any], datetime], dict[str, Any]]


def _as_they_are(dossier: Dossier, values: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    return dict(values)


def _outcome(dossier: Dossier, values: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    return {**values, "outcome": Outcome(values["outcome"])}


def _appointment(dossier: Dossier, values: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    day = date.fromisoformat(values["new_appointment"])
    closes = closing(calendars.opening_calendar(dossier.agency), day)
    return {**values, "new_appointment": closes or at_local(day, NOON)}


def _suspension(dossier: Dossier, values: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    until = values.get("until")
    day = date.fromisoformat(until) if until else None
    return {**values, "cause": Cause(values["cause"]), "until": day}


def _items(dossier: Dossier, values: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    papers = {field.name for field in versions.load(dossier.form_version).documents}
    items = [
        SupplementItem(
            kind="document" if row["id"] in papers else "field",
            id=row["id"],
            message=row["message"],
        )
        for row in values["items"]
    ]
    return {**values, "items": items}


def _consultation(dossier: Dossier, values: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The agencies by what was typed; left empty, those that the process asks at this step."""
    text, days, day = values.get("agency"), values.get("days"), local_day(at)
    planned = [] if text else act_fields.planned_to_ask(dossier, at)
    first, *rest = planned or [_agency(text or "", day, "/agency")]
    others = [Asking(agency=agency, days=days) for agency in rest]
    for number, row in enumerate(values.get("others") or ()):
        agency = _agency(row["agency"], day, f"/others/{number}/agency")
        others.append(Asking(agency=agency, days=row.get("days")))
    return {**values, "agency": first, "others": others}


def _agency(text: str, day: date, field: str) -> Agency:
    """The agency that was meant; raises `Incomplete` with what is near."""
    agency = named(text, day=day)
    if agency is None:
        near = ", ".join(f"{one.name} ({one.code})" for one in naming.near(text, day=day))
        message = "Không có cơ quan nào mang mã hoặc tên này"
        raise Incomplete(
            f"{message}.",
            mend=f"Gần giống: {near}." if near else "Xem lại mã định danh của cơ quan.",
            missing=[],
            errors=[
                {
                    "field": field,
                    "message": f"{message}. Gần giống: {near}" if near else message,
                }
            ],
        )
    return agency


def _opinion(dossier: Dossier, values: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    return {**values, "opinion": Opinion(values["opinion"])}


@dataclass(frozen=True, kw_only=True)
class ActForm:
    """One act at the desk: its title, its fields, and how their values become its arguments."""

    act: Act
    title: str
    do: Callable[..., Dossier]
    fields: Fields = act_fields.nothing
    arguments: Arguments = _as_they_are
    check: Check = lambda dossier, by, at: None
    key: str = ""  # the desk's key (ux, section 7)
    files: str = ""  # the argument that takes the files sent along, if any may be
    grave: bool = False  # unwelcome and final: asked once more

    def form(self, dossier: Dossier, by: Officer, at: datetime) -> Form:
        """The act's fields as a form of one page."""
        page = Page(key=self.act, title=self.title, fields=self.fields(dossier, by, at))
        return Form(key=f"act:{self.act}", title=self.title, pages=(page,))


_ALL = (
    ActForm(act=Act.ACCEPT, title="Tiếp nhận", do=acts.accept, key="t"),
    ActForm(act=Act.ASSIGN, title="Nhận xử lý", do=acts.assign,
            check=lambda dossier, by, at: check_not_taken_by(dossier, by)),
    ActForm(act=Act.ADVANCE, title="Chuyển bước", do=acts.advance, fields=act_fields.note,
            check=lambda dossier, by, at: check_next(dossier), key="c"),
    ActForm(act=Act.DECIDE, title="Ký kết quả", do=acts.decide, fields=act_fields.outcome,
            arguments=_outcome, files="result",
            check=lambda dossier, by, at: check_at_signing(dossier)),
    ActForm(act=Act.RETURN_RESULT, title="Trả kết quả", do=acts.return_result,
            fields=act_fields.way),
    ActForm(act=Act.REQUEST_SUPPLEMENT, title="Yêu cầu bổ sung", do=acts.request_supplement,
            fields=act_fields.items, arguments=_items, check=check_asks_in_time, key="b"),
    ActForm(act=Act.SEND_BACK, title="Trả lại bước trước", do=acts.send_back,
            fields=act_fields.reason, check=lambda dossier, by, at: check_previous(dossier)),
    ActForm(act=Act.CONSULT, title="Hỏi ý kiến cơ quan khác", do=acts.consult,
            fields=act_fields.consultation, arguments=_consultation, key="h"),
    ActForm(act=Act.ANSWER_CONSULTATION, title="Trả lời ý kiến", do=acts.answer_consultation,
            fields=act_fields.answer, arguments=_opinion, files="papers",
            check=lambda dossier, by, at: check_to_answer(dossier, by)),
    ActForm(act=Act.GO_ON, title="Làm tiếp không chờ ý kiến", do=acts.go_on,
            check=lambda dossier, by, at: check_lapsed(dossier, at)),
    ActForm(act=Act.SUSPEND, title="Tạm dừng giải quyết", do=acts.suspend,
            fields=act_fields.suspension, arguments=_suspension),
    ActForm(act=Act.RESUME, title="Giải quyết tiếp", do=acts.resume, fields=act_fields.note),
    ActForm(act=Act.APOLOGISE, title="Xin lỗi và hẹn lại", do=acts.apologise,
            fields=act_fields.new_appointment, arguments=_appointment,
            check=lambda dossier, by, at: check_can_apologise(dossier, at)),
    ActForm(act=Act.REFUSE, title="Không tiếp nhận", do=acts.refuse, fields=act_fields.reason,
            grave=True),
    ActForm(act=Act.WITHDRAW, title="Rút hồ sơ theo yêu cầu người nộp", do=acts.withdraw,
            fields=act_fields.reason, grave=True),
)  # fmt: skip
ACT_FORMS: dict[Act, ActForm] = {form.act: form for form in _ALL}


def connect(form: ActForm) -> None:
    """Show an act that another room does, as payments do; connected in `config`."""
    ACT_FORMS[form.act] = form


def acts_for(dossier: Dossier, by: Officer, at: datetime) -> list[ActForm]:
    """Exactly the acts that this officer may do and that can be done now."""
    return [form for form in ACT_FORMS.values() if why_not(form, dossier, by, at) is None]


def why_not(form: ActForm, dossier: Dossier, by: Officer, at: datetime) -> Refusal | None:
    """The refusal the act would meet whatever its fields hold; None when it would work."""
    try:
        check_may(form.act, dossier, by)
        check_can(form.act, dossier)
        form.check(dossier, by, at)
    except Refusal as refusal:
        return refusal
    return None


def perform(
    act: Act,
    dossier: Dossier,
    *,
    by: Officer,
    at: datetime,
    version: int | None,
    values: Mapping[str, Any],
    result: tuple[Paper, ...] = (),
) -> Dossier:
    """Check the values against the act's fields, and do it; `result` are papers for `decide`.

    Raises what the act raises, and `Incomplete` for values that are missing, wrong or unknown;
    first of all `Conflict`, since the fields may be others after what somebody did meanwhile.
    """
    check_version(dossier, version)
    act_form = ACT_FORMS[act]
    refusal = why_not(act_form, dossier, by, at)
    if refusal is not None:
        raise refusal
    form = act_form.form(dossier, by, at)
    given = validation.merge(form, {}, values)
    refuse_incomplete(validation.check(form, given, (), today=local_day(at)))
    arguments = act_form.arguments(dossier, validation.effective_answers(form, given), at)
    papers = {act_form.files: result} if result and act_form.files else {}
    return act_form.do(dossier, by=by, at=at, version=version, **arguments, **papers)
