"""Refusals: what an act, a draft or an upload answers when it will not go on.

Each class is one situation with a stable `code` and an HTTP `status`; an instance carries the
facts. The sentence for the reader is made here too, in three parts: what happened, why, what to
do now; pages and API show the same one.
"""

from typing import Any, ClassVar


class Refusal(Exception):
    """Why something was not done."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    title: ClassVar[str] = "Không làm được việc này"

    def __init__(self, what: str, *, why: str = "", mend: str = "", **facts: Any) -> None:
        """`what` happened, `why`, how to `mend` it, each a sentence; `facts` for machines."""
        super().__init__(what)
        self.what, self.why, self.mend, self.facts = what, why, mend, facts

    @property
    def sentence(self) -> str:
        """The three parts, as one reads them out."""
        return " ".join(part for part in (self.what, self.why, self.mend) if part)


class NotAllowed(Refusal):
    """This person may not do it."""

    code, status, title = "not-allowed", 403, "Không có quyền làm việc này"


class WrongState(Refusal):
    """It cannot be done in the state the dossier is in."""

    code, status, title = "wrong-state", 409, "Hồ sơ không ở bước làm được việc này"


class Conflict(Refusal):
    """Somebody else changed the dossier meanwhile, or the same thing was done before."""

    code, status, title = "conflict", 409, "Đã có thay đổi"


class Incomplete(Refusal):
    """Something is missing or wrong in what was handed in; `facts` has `missing` and `errors`."""

    code, status, title = "incomplete", 422, "Còn thiếu hoặc chưa đúng"


class Expired(Refusal):
    """The time for it is over."""

    code, status, title = "expired", 410, "Đã hết hạn"


class FileRefused(Refusal):
    """A file that cannot be taken: too large, of another type, unreadable."""

    code, status, title = "file-refused", 422, "Không nhận được tệp"


class StorageFull(Refusal):
    """No room on the disk; nothing was changed."""

    code, status, title = "storage-full", 507, "Tạm thời không lưu được tệp"
