"""What the page of each act says before the act is done: what follows from it."""

from collections.abc import Callable
from datetime import datetime

from motcua.core.money import say_dong
from motcua.core.sayings import say_moment
from motcua.core.states import Act
from motcua.dossiers.acts.request_supplement import answer_by_if_asked
from motcua.dossiers.holding import process_of
from motcua.dossiers.models import Dossier
from motcua.payments.money import still_due
from motcua.payments.queries import charge_of

Words = Callable[[Dossier, datetime], str]


def says(act: Act, dossier: Dossier, at: datetime) -> str:
    """One or two sentences over the fields; empty where the act speaks for itself."""
    return _SAYS[act](dossier, at) if act in _SAYS else ""


def _ask(dossier: Dossier, at: datetime) -> str:
    until = say_moment(answer_by_if_asked(dossier, at))
    return (
        "Chỉ được yêu cầu một lần ở mỗi giai đoạn: xem hết tờ khai và giấy tờ rồi mới gửi. "
        f"Gửi xong, đồng hồ dừng đến khi người nộp trả lời; hạn bổ sung: {until}."
    )


def _advance(dossier: Dossier, at: datetime) -> str:
    steps, here = process_of(dossier).steps, dossier.step or 0
    following = steps[here + 1] if here + 1 < len(steps) else None
    if following is None:
        return ""
    says = (
        f"Xong bước “{steps[here].name}”; chuyển sang “{following.name}”: {following.role.label}."
    )
    if following.phase and following.phase != steps[here].phase:
        says += (
            f" Bước sau thuộc {following.phase}: nếu người nộp còn việc phải làm trước, chẳng hạn "
            "nộp thuế, hãy tạm dừng hồ sơ rồi mới chuyển khi đã xong."
        )
    return says


def _send_back(dossier: Dossier, at: datetime) -> str:
    steps, here = process_of(dossier).steps, dossier.step or 0
    return f"Hồ sơ về lại bước “{steps[here - 1].name}”." if here else ""


def _apologise(dossier: Dossier, at: datetime) -> str:
    old = f"Đang hẹn {say_moment(dossier.appointment)}. " if dossier.appointment else ""
    return f"{old}Số lần hẹn lại có hạn; người nộp đọc được lý do."


def _suspend(dossier: Dossier, at: datetime) -> str:
    return (
        "Đồng hồ dừng lại cho đến khi giải quyết tiếp; phần thời hạn còn lại được giữ. "
        "Người nộp được báo và đọc được lý do."
    )


def _resume(dossier: Dossier, at: datetime) -> str:
    return "Đồng hồ chạy tiếp với phần thời hạn còn lại; ngày hẹn trả được tính lại."


def _consult(dossier: Dossier, at: datetime) -> str:
    return (
        "Cơ quan đó xem được tờ khai và giấy tờ đã chọn. Ngày hẹn trả vẫn chạy; thời gian chờ tính "
        "cho cơ quan được hỏi. Hỏi nhiều nơi cùng lúc được, mỗi nơi một hạn."
    )


def _go_on(dossier: Dossier, at: datetime) -> str:
    return "Việc không trả lời được ghi vào nhật ký; giờ đã chờ vẫn tính cho cơ quan được hỏi."


def _answer(dossier: Dossier, at: datetime) -> str:
    return "Chỉ trả lời một lần; gửi xong thì hồ sơ về lại cơ quan hỏi."


def _decide(dossier: Dossier, at: datetime) -> str:
    return "Ký xong, hồ sơ về bộ phận một cửa để trả kết quả. Người nộp được báo ngay."


def _return(dossier: Dossier, at: datetime) -> str:
    charge = charge_of(dossier)
    left = still_due(charge) if charge else 0
    return f"Chưa thu phí, lệ phí: còn {say_dong(left)}. Thu trước khi trả kết quả." if left else ""


def _refuse(dossier: Dossier, at: datetime) -> str:
    return "Không hoàn tác được: hồ sơ đóng lại. Người nộp thấy ngay, kèm lý do, ở trang tra cứu."


def _withdraw(dossier: Dossier, at: datetime) -> str:
    return (
        "Không hoàn tác được. Chỉ rút khi chính người nộp yêu cầu và đã đối chiếu giấy tờ tùy thân."
    )


_SAYS: dict[Act, Words] = {
    Act.REQUEST_SUPPLEMENT: _ask,
    Act.ADVANCE: _advance,
    Act.SEND_BACK: _send_back,
    Act.APOLOGISE: _apologise,
    Act.SUSPEND: _suspend,
    Act.RESUME: _resume,
    Act.CONSULT: _consult,
    Act.GO_ON: _go_on,
    Act.ANSWER_CONSULTATION: _answer,
    Act.DECIDE: _decide,
    Act.RETURN_RESULT: _return,
    Act.REFUSE: _refuse,
    Act.WITHDRAW: _withdraw,
}
