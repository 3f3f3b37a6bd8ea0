"""A journal entry as the sentence that citizen and officer read. One presenter per kind."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from motcua.core.money import say_dong
from motcua.core.sayings import say_moment
from motcua.core.states import Outcome
from motcua.dossiers.models import Channel, JournalEntry
from motcua.dossiers.suspensions import Cause
from motcua.people.roles import LABELS, Role

Presenter = Callable[[JournalEntry], str]
PRESENTERS: dict[str, Presenter] = {}

OUTCOMES = {
    Outcome.GRANTED: "chấp thuận",
    Outcome.REJECTED: "không chấp thuận",
    Outcome.PARTLY: "chấp thuận một phần",
}
PAID = {
    "transfer": "chuyển khoản",
    "gateway": "cổng thanh toán",
    "cash": "tiền mặt tại quầy",
}
"""How money comes; who is exempt pays nothing."""
EXEMPT = "exempt"
WAYS = {"counter": "tại quầy", "post": "qua bưu chính", "online": "trên mạng"}


def sentence(entry: JournalEntry) -> str:
    """What happened, in one sentence of plain Vietnamese."""
    return PRESENTERS[entry.kind](entry)


def who(entry: JournalEntry) -> str:
    """Name and role of the actor as they were; the applicant is not named."""
    if entry.actor_role == Role.CITIZEN:
        return "Người nộp"
    if entry.actor_role == "clock":
        return entry.actor_name
    return f"{entry.actor_name} ({LABELS[Role(entry.actor_role)].lower()})"


def _presents(kind: str) -> Callable[[Presenter], Presenter]:
    def keep(presenter: Presenter) -> Presenter:
        PRESENTERS[kind] = presenter
        return presenter

    return keep


@_presents("dossier.submitted")
def _submitted(entry: JournalEntry) -> str:
    papers = len(entry.data["documents"])
    return f"Đã nộp trên mạng, kèm {papers} tệp." if papers else "Đã nộp trên mạng."


@_presents("dossier.received")
def _received(entry: JournalEntry) -> str:
    return f"{who(entry)} đã nhận hồ sơ tại quầy{_appointment(entry.data['appointment'])}."


@_presents("dossier.accepted")
def _accepted(entry: JournalEntry) -> str:
    return f"{who(entry)} đã tiếp nhận{_appointment(entry.data['appointment'])}."


@_presents("dossier.supplement_requested")
def _supplement_requested(entry: JournalEntry) -> str:
    number, until = len(entry.data["items"]), _moment(entry.data["answer_by"])
    return f"{who(entry)} yêu cầu bổ sung {number} điều, trước {until}."


@_presents("dossier.supplemented")
def _supplemented(entry: JournalEntry) -> str:
    return f"{who(entry)} đã bổ sung hồ sơ."


@_presents("dossier.refused")
def _refused(entry: JournalEntry) -> str:
    return f"{who(entry)} không tiếp nhận. Lý do: {entry.data['reason']}"


@_presents("dossier.assigned")
def _assigned(entry: JournalEntry) -> str:
    return f"{who(entry)} đã nhận xử lý."


@_presents("dossier.advanced")
def _advanced(entry: JournalEntry) -> str:
    data = entry.data
    there = f"“{data['to_step']}”{_at_agency(entry)}"
    return f"{who(entry)} xong bước “{data['from_step']}”, chuyển sang {there}."


@_presents("dossier.sent_back")
def _sent_back(entry: JournalEntry) -> str:
    data = entry.data
    there = f"“{data['to_step']}”{_at_agency(entry)}"
    return f"{who(entry)} trả lại bước {there}. Lý do: {data['reason']}"


@_presents("dossier.consulted")
def _consulted(entry: JournalEntry) -> str:
    data = entry.data
    proposed = data["proposed_days"]
    usual = "" if data["days"] == proposed else f" (theo quy trình: {proposed} ngày làm việc)"
    until = f"trong {data['days']} ngày làm việc{usual}, trước {_moment(data['answer_by'])}"
    return f"{who(entry)} hỏi ý kiến {data['agency_name']}, trả lời {until}."


@_presents("dossier.consultation_answered")
def _consultation_answered(entry: JournalEntry) -> str:
    when = "đúng hạn" if entry.data["in_time"] else "quá hạn"
    return f"{entry.data['agency_name']} đã trả lời ý kiến, {when}."


@_presents("dossier.went_on")
def _went_on(entry: JournalEntry) -> str:
    silent = ", ".join(one["name"] for one in entry.data["agencies"])
    return f"{who(entry)} làm tiếp: quá hạn mà {silent} chưa trả lời ý kiến."


@_presents("dossier.suspended")
def _suspended(entry: JournalEntry) -> str:
    data = entry.data
    cause = Cause(data["cause"]).label
    return f"{who(entry)} tạm dừng giải quyết, {cause}. Lý do: {data['reason']}"


@_presents("dossier.resumed")
def _resumed(entry: JournalEntry) -> str:
    return f"{who(entry)} giải quyết tiếp{_appointment(entry.data['appointment'])}."


@_presents("dossier.decided")
def _decided(entry: JournalEntry) -> str:
    outcome = OUTCOMES[Outcome(entry.data["outcome"])]
    reason = f" Lý do: {entry.data['reason']}" if entry.data["reason"] else ""
    return f"{who(entry)} đã ký: {outcome}.{reason}"


@_presents("dossier.apologised")
def _apologised(entry: JournalEntry) -> str:
    data = entry.data
    new = _moment(data["new_appointment"])
    return f"{who(entry)} xin lỗi vì chậm, hẹn lại {new}. Lý do: {data['reason']}"


@_presents("dossier.payment_recorded")
def _payment_recorded(entry: JournalEntry) -> str:
    data = entry.data
    if data["way"] == EXEMPT:
        basis = data["basis"].rstrip(".")
        return f"{who(entry)} ghi nhận được miễn phí, lệ phí. Căn cứ: {basis}."
    amount, way = say_dong(data["amount"]), PAID[data["way"]]
    number = f", biên lai {data['receipt']}" if data["receipt"] else ""
    return f"{who(entry)} ghi nhận đã trả {amount} bằng {way}{number}."


@_presents("dossier.result_returned")
def _result_returned(entry: JournalEntry) -> str:
    return f"{who(entry)} đã trả kết quả {WAYS.get(entry.data['way'], '')}.".replace(" .", ".")


@_presents("dossier.corrected")
def _corrected(entry: JournalEntry) -> str:
    number = len(entry.data["items"])
    return f"{who(entry)} đã sửa {number} mục và nộp lại trước khi tiếp nhận."


@_presents("dossier.withdrawn")
def _withdrawn(entry: JournalEntry) -> str:
    reason = f" Lý do: {entry.data['reason']}" if entry.data["reason"] else ""
    return f"{who(entry)} đã rút hồ sơ.{reason}"


@_presents("dossier.claimed")
def _claimed(entry: JournalEntry) -> str:
    return f"{who(entry)} đã đưa hồ sơ vào tài khoản của mình."


@_presents("dossier.expired")
def _expired(entry: JournalEntry) -> str:
    return f"Hết hạn bổ sung ({_moment(entry.data['answer_by'])}), hồ sơ được đóng."


@_presents("dossier.rescheduled")
def _rescheduled(entry: JournalEntry) -> str:
    moved = entry.data["moved"]
    names = {**_MOVED, "due_at": "hạn bổ sung"} if entry.data["awaited"] else _MOVED
    told = [f"{words} {_moment(moved[name][1])}" for name, words in names.items() if name in moved]
    what = "; ".join(told) or "thời hạn đang chạy"
    return f"{who(entry)} tính lại theo lịch làm việc đổi ({entry.data['reason']}): {what}."


_MOVED = {
    "appointment": "hẹn trả kết quả",
    "answer_by": "hạn trả lời tiếp nhận",
    "step_by": "hạn của bước",
}


@_presents("dossier.handed_over")
def _handed_over(entry: JournalEntry) -> str:
    data = entry.data
    if data["to_name"]:
        return f"{who(entry)} giao hồ sơ từ {data['from_name']} cho {data['to_name']} kế tục."
    if step := data.get("step"):
        return f"{who(entry)} giao bước này từ {step['from_name']} cho {step['to_name']}."
    if asked := data.get("asked"):
        return f"{who(entry)}: {'; '.join(_passed_on(one) for one in asked)}."
    return f"{who(entry)} giao lại cho đơn vị: {data['officer']} không còn giữ việc này."


def _passed_on(asked: dict[str, str]) -> str:
    """Of an agency that was asked and has ended since."""
    if asked["to_name"]:
        return f"{asked['to_name']} trả lời ý kiến thay {asked['from_name']}"
    return f"không chờ ý kiến của {asked['from_name']} nữa, cơ quan này không còn"


def channel_label(channel: str) -> str:
    """How the dossier came in."""
    return str(Channel(channel).label)


def _at_agency(entry: JournalEntry) -> str:
    """Where another agency does the step."""
    name = entry.data.get("agency_name")
    return f" ở {name}" if name else ""


def _appointment(text: Any) -> str:
    return f", hẹn trả kết quả {_moment(text)}" if text else ""


def _moment(text: str) -> str:
    return say_moment(datetime.fromisoformat(text))
