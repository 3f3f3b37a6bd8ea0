"""Who may rate, and when. Knows the applicant, the dossier's state and how old a rating is."""

from datetime import datetime, timedelta

from motcua.core.refusals import Conflict, NotAllowed, WrongState
from motcua.core.states import State
from motcua.dossiers.actors import Applicant
from motcua.dossiers.may import owns
from motcua.dossiers.models import Dossier
from motcua.feedback.models import Rating

CHANGEABLE = timedelta(days=7)  # one thinks it over; then the figures stand


def check_may_rate(dossier: Dossier, by: Applicant) -> None:
    """The applicant alone, by account or by the secret of the link; raises `NotAllowed`."""
    if not owns(dossier, by):
        raise NotAllowed(
            "Chỉ người nộp đánh giá được hồ sơ này.",
            mend="Mở hồ sơ bằng đường dẫn trên giấy biên nhận, hoặc đăng nhập.",
        )


def check_can_rate(dossier: Dossier) -> None:
    """After the result was returned; raises `WrongState`.

    Source: Circular 32/2017/TT-BTTTT Art. 12, which asks after the result.
    """
    if dossier.state != State.RETURNED:
        raise WrongState(
            "Chưa đánh giá được hồ sơ này.",
            why="Chỉ đánh giá sau khi đã nhận kết quả.",
            mend="Chờ nhận kết quả rồi đánh giá.",
            state=dossier.state,
            possible=[],
        )


def check_can_change(rating: Rating, at: datetime) -> None:
    """Within some days of the first one; raises `Conflict`."""
    if at >= rating.rated_at + CHANGEABLE:
        raise Conflict(
            "Đánh giá này không đổi được nữa.",
            why=f"Chỉ đổi được trong {CHANGEABLE.days} ngày kể từ lần đánh giá đầu.",
            mend="Muốn phản ánh thêm thì liên hệ cơ quan giải quyết.",
        )


def may_rate(dossier: Dossier, by: Applicant, rating: Rating | None, at: datetime) -> bool:
    """Would `rate` let this person through now?"""
    try:
        check_may_rate(dossier, by)
        check_can_rate(dossier)
        if rating:
            check_can_change(rating, at)
    except (NotAllowed, WrongState, Conflict):
        return False
    return True
