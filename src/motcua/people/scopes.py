"""What a bearer token is good for, as data. A scope narrows; the owner's roles still decide."""

from enum import StrEnum


class Scope(StrEnum):
    """The values are stored and published: they never change."""

    DESK = "desk"
    APPLICANT = "applicant"
    AUDIT = "audit"
    ALL = "all"

    @property
    def label(self) -> str:
        """What the scope opens, in Vietnamese."""
        return LABELS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label of every scope."""
        return [(scope.value, scope.label) for scope in cls]


LABELS = {
    Scope.DESK: "Làm việc ở bộ phận một cửa",
    Scope.APPLICANT: "Nộp và theo dõi hồ sơ của mình",
    Scope.AUDIT: "Đọc nhật ký để kiểm tra",
    Scope.ALL: "Mọi việc tài khoản được làm",
}


def allows(held: Scope, wanted: Scope) -> bool:
    """Does a token of scope `held` open what asks for `wanted`?"""
    return held in {wanted, Scope.ALL}
