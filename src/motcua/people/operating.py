"""The permission to set the place up: calendars, agencies, accounts. One rule for all of them."""

from datetime import datetime

from motcua.core.moments import local_day
from motcua.core.refusals import NotAllowed
from motcua.people.models import User
from motcua.people.postings import holds_role
from motcua.people.roles import Role


def check_may_operate(by: User | None, at: datetime) -> None:
    """An operator posted today; nobody at all is a command. Raises `NotAllowed`."""
    if by is None or (by.is_active and holds_role(by, Role.OPERATOR, local_day(at))):
        return
    raise NotAllowed(
        "Trang này dành cho người quản trị.",
        why="Tài khoản này hôm nay không có phân công đó.",
        mend="Hỏi người quản trị.",
    )
