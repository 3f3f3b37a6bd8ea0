"""The fields of each act at the desk."""

from datetime import datetime, timedelta

from django.db.models import Case, Q, When

from motcua.agencies import calendars
from motcua.agencies.law import law_on
from motcua.agencies.models import Agency
from motcua.agencies.queries import agencies_in_force
from motcua.core.conditions import parse
from motcua.core.consultations import MOST_DAYS, Opinion
from motcua.core.moments import local_day
from motcua.core.states import Outcome
from motcua.core.worktime import working_day_from
from motcua.dossiers import return_ways
from motcua.dossiers.actors import Officer
from motcua.dossiers.acts.consult import papers_to_show
from motcua.dossiers.acts.request_supplement import askable, needs_exception, phase_of
from motcua.dossiers.consultations import open_of
from motcua.dossiers.holding import held_by, process_of, step_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.presenters import OUTCOMES, WAYS
from motcua.dossiers.suspensions import Cause
from motcua.eforms.definitions import Field, FieldType, Option

NOT_GRANTED = parse(
    {"field": "outcome", "op": "in", "value": [Outcome.REJECTED.value, Outcome.PARTLY.value]}
)  # while nothing is chosen, nothing is asked why


def nothing(dossier: Dossier, by: Officer, at: datetime) -> tuple[Field, ...]:
    """An act that needs no words."""
    return ()


def note(dossier: Dossier, by: Officer, at: datetime) -> tuple[Field, ...]:
    """A word to whoever comes next, if one likes."""
    return (
        Field(
            name="note", type=FieldType.TEXTAREA, label="Ghi chú cho bước sau",
            example="Đã đối chiếu giấy tờ.", max=1000,
        ),
    )  # fmt: skip


def reason(dossier: Dossier, by: Officer, at: datetime) -> tuple[Field, ...]:
    """Why; the applicant reads it."""
    return (
        Field(
            name="reason", type=FieldType.TEXTAREA, label="Lý do", required=True, max=2000,
            help="Người nộp đọc được. Nêu căn cứ và cách làm lại.",
            example="Giấy tờ kèm theo chưa đúng, xem lại rồi nộp lại.",
        ),
    )  # fmt: skip


def outcome(dossier: Dossier, by: Officer, at: datetime) -> tuple[Field, ...]:
    """What was decided, and why when it is not all that was asked for."""
    return (
        Field(
            name="outcome", type=FieldType.CHOICE, label="Kết quả", required=True,
            options=tuple(Option(o.value, words.capitalize()) for o, words in OUTCOMES.items()),
            example=Outcome.GRANTED.value,
        ),
        Field(
            name="reason", type=FieldType.TEXTAREA, label="Lý do không chấp thuận", required=True,
            when=NOT_GRANTED, example="Không đủ điều kiện theo quy định.", max=2000,
        ),
    )  # fmt: skip


def consultation(dossier: Dossier, by: Officer, at: datetime) -> tuple[Field, ...]:
    """Whom to ask, what, until when, and which papers it may see."""
    days = process_of(dossier).consultation_days
    shown = papers_to_show(dossier)
    papers = Field(
        name="papers", type=FieldType.CHOICES, label="Giấy tờ cho cơ quan đó xem",
        help="Không chọn giấy nào là cho xem tất cả. Tờ khai thì luôn xem được.",
        options=tuple(Option(one.public_id, one.filename) for one in shown),
    )  # fmt: skip
    free = _that_can_be_asked(dossier, at)
    planned = ", ".join(one.name for one in planned_to_ask(dossier, at))
    usual = f"Để trống là hỏi theo quy trình: {planned}." if planned else ""
    return (
        Field(
            name="agency", type=FieldType.TEXT, label="Cơ quan được hỏi", max=200,
            required=not planned, example=next(iter(free), "000.00.00.H05"),
            help=usual or "Mã định danh hoặc tên đầy đủ, thuộc tỉnh, bộ nào cũng được.",
        ),
        Field(
            name="question", type=FieldType.TEXTAREA, label="Cần hỏi điều gì", required=True,
            max=4000, example="Đề nghị cho biết thửa đất còn nợ tiền thuế hay không.",
        ),
        Field(
            name="days", type=FieldType.INTEGER, label="Trả lời trong mấy ngày làm việc", min=1,
            max=MOST_DAYS, help=f"Để trống là {days} ngày làm việc, theo quy trình.", example=days,
        ),
        *(_others(days, example) for example in free[1:]),
        *([papers] if shown else []),
    )  # fmt: skip


def _others(days: int, example: str) -> Field:
    """Agencies that are asked the same at once, each with its own limit; where there are any."""
    columns = (
        Field(
            name="agency", type=FieldType.TEXT, label="Cơ quan", required=True, max=200,
            help="Mã định danh hoặc tên đầy đủ.", example=example,
        ),
        Field(
            name="days", type=FieldType.INTEGER, label="Trả lời trong mấy ngày làm việc", min=1,
            max=MOST_DAYS, help=f"Để trống là {days} ngày làm việc.",
        ),
    )  # fmt: skip
    return Field(
        name="others", type=FieldType.GROUP, label="Hỏi cùng lúc cơ quan khác nữa", max=10,
        fields=columns,
    )  # fmt: skip


def planned_to_ask(dossier: Dossier, at: datetime) -> list[Agency]:
    """Whom the process asks at this step, in its order, where that can be asked now."""
    step = step_of(dossier)
    if step is None or not step.asks:
        return []
    asked = {held_by(dossier).pk, *(one.agency_id for one in open_of(dossier))}
    there = agencies_in_force(day=local_day(at)).filter(code__in=step.asks).exclude(pk__in=asked)
    return sorted(there, key=lambda one: step.asks.index(one.code))


def _that_can_be_asked(dossier: Dossier, at: datetime) -> list[str]:
    """Two agencies that neither ask nor were asked already, if there are: as examples."""
    asked = [one.agency_id for one in open_of(dossier)] if dossier.consulted_at else []
    agencies = agencies_in_force(day=local_day(at)).exclude(pk__in=[held_by(dossier).pk, *asked])
    here = Q(jurisdiction=dossier.jurisdiction)
    nearest_first = agencies.order_by(Case(When(here, then=0), default=1), "code")
    return list(nearest_first.values_list("code", flat=True)[:2])


def answer(dossier: Dossier, by: Officer, at: datetime) -> tuple[Field, ...]:
    """How the agency that was asked stands, in which words."""
    return (
        Field(
            name="opinion", type=FieldType.CHOICE, label="Ý kiến của cơ quan", required=True,
            options=tuple(Option(one.value, one.label.capitalize()) for one in Opinion),
            example=Opinion.AGREE.value,
        ),
        Field(
            name="answer", type=FieldType.TEXTAREA, label="Nội dung trả lời", required=True,
            max=4000, example="Thửa đất không còn nợ tiền thuế.",
        ),
    )  # fmt: skip


def way(dossier: Dossier, by: Officer, at: datetime) -> tuple[Field, ...]:
    """How the result reached the applicant."""
    return (
        Field(
            name="way", type=FieldType.CHOICE, label="Trả kết quả bằng cách nào", required=True,
            options=tuple(Option(value, words.capitalize()) for value, words in WAYS.items()),
            example=dossier.return_way or "counter", help=_wished(dossier),
        ),
    )  # fmt: skip


def _wished(dossier: Dossier) -> str:
    """What the applicant chose when handing in."""
    words = return_ways.said(dossier)
    return f"Người nộp đã chọn nhận {words}." if words else ""


def new_appointment(dossier: Dossier, by: Officer, at: datetime) -> tuple[Field, ...]:
    """The new day, after the old one, and why."""
    earliest = local_day(dossier.appointment or at) + timedelta(days=1)
    working = working_day_from(calendars.opening_calendar(dossier.agency), earliest)
    return (
        Field(
            name="new_appointment", type=FieldType.DATE, label="Hẹn lại ngày", required=True,
            min=earliest.isoformat(), example=working.isoformat(),
        ),
        *reason(dossier, by, at),
    )  # fmt: skip


def suspension(dossier: Dossier, by: Officer, at: datetime) -> tuple[Field, ...]:
    """What the dossier waits for, why, and when somebody looks again."""
    tomorrow = local_day(at) + timedelta(days=1)
    return (
        Field(
            name="cause", type=FieldType.CHOICE, label="Tạm dừng vì", required=True,
            options=tuple(Option(cause.value, cause.label.capitalize()) for cause in Cause),
            example=Cause.FINANCIAL_OBLIGATION.value,
        ),
        Field(
            name="reason", type=FieldType.TEXTAREA, label="Lý do", required=True, max=2000,
            help="Người nộp đọc được. Nêu rõ chờ việc gì, ai làm, căn cứ nào.",
            example="Chờ thông báo và chứng từ nộp thuế theo quy định.",
        ),
        Field(
            name="until", type=FieldType.DATE, label="Xem lại vào ngày", min=tomorrow.isoformat(),
            help="Để trống thì hệ thống tự nhắc sau số ngày làm việc theo quy định.",
            example=(tomorrow + timedelta(days=13)).isoformat(),
        ),
    )  # fmt: skip


def items(dossier: Dossier, by: Officer, at: datetime) -> tuple[Field, ...]:
    """The fields and papers to mend, each with its words; the head's reason when it is late."""
    options = tuple(Option(field.name, field.label) for field in askable(dossier))
    columns = (
        Field(
            name="id", type=FieldType.CHOICE, label="Mục hoặc giấy tờ", required=True,
            options=options,
        ),
        Field(
            name="message", type=FieldType.TEXTAREA, label="Cần sửa thế nào", required=True,
            example="Ảnh mờ, chụp lại cho rõ số.", max=1000,
        ),
    )  # fmt: skip
    group = Field(
        name="items", type=FieldType.GROUP, label="Cần bổ sung", required=True, min=1, max=20,
        fields=columns,
    )  # fmt: skip
    return (group, *_exception(dossier, at))


def _exception(dossier: Dossier, at: datetime) -> tuple[Field, ...]:
    if not needs_exception(dossier, phase_of(dossier), at):
        return ()
    days = law_on(local_day(at), dossier.agency_id).supplement_within_days
    return (
        Field(
            name="exception_reason", type=FieldType.TEXTAREA, required=True, max=1000,
            label=f"Lý do yêu cầu bổ sung thêm một lần hoặc sau {days} ngày làm việc",
            example="Phát hiện thêm một giấy tờ hết hạn.",
        ),
    )  # fmt: skip
