"""Who may do what, as data (design: one table; a test walks all acts).

A citizen needs no posting; every other role is a posting at an agency.
"""

from enum import StrEnum

from motcua.core.states import Act


class Role(StrEnum):
    """Roles of a posting, and the citizen, who needs none."""

    CITIZEN = "citizen"
    DESK_OFFICER = "desk_officer"
    HANDLING_OFFICER = "handling_officer"
    HEAD = "head"
    OWNER = "owner"
    AUDITOR = "auditor"
    OPERATOR = "operator"

    @property
    def label(self) -> str:
        """The role in Vietnamese."""
        return LABELS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label of every role that a posting may have."""
        return [(role.value, role.label) for role in cls if role is not cls.CITIZEN]


LABELS = {
    Role.CITIZEN: "Người nộp",
    Role.DESK_OFFICER: "Cán bộ một cửa",
    Role.HANDLING_OFFICER: "Cán bộ giải quyết",
    Role.HEAD: "Lãnh đạo",
    Role.OWNER: "Người soạn thủ tục",
    Role.AUDITOR: "Kiểm toán",
    Role.OPERATOR: "Quản trị",
}

OFFICERS = frozenset({Role.DESK_OFFICER, Role.HANDLING_OFFICER, Role.HEAD})

MAY: dict[Act, frozenset[Role]] = {
    Act.SUBMIT: frozenset({Role.CITIZEN, Role.DESK_OFFICER}),
    Act.RECEIVE: frozenset({Role.DESK_OFFICER, Role.HEAD}),
    Act.ACCEPT: frozenset({Role.DESK_OFFICER, Role.HEAD}),
    Act.REQUEST_SUPPLEMENT: OFFICERS,
    Act.SUPPLEMENT: frozenset({Role.CITIZEN, Role.DESK_OFFICER}),
    Act.REFUSE: frozenset({Role.DESK_OFFICER, Role.HEAD}),
    Act.ASSIGN: frozenset({Role.HANDLING_OFFICER, Role.HEAD}),
    Act.ADVANCE: frozenset({Role.HANDLING_OFFICER, Role.HEAD}),
    Act.SEND_BACK: frozenset({Role.HANDLING_OFFICER, Role.HEAD}),
    Act.CONSULT: frozenset({Role.HANDLING_OFFICER, Role.HEAD}),
    Act.ANSWER_CONSULTATION: frozenset({Role.HANDLING_OFFICER, Role.HEAD}),
    Act.GO_ON: frozenset({Role.HANDLING_OFFICER, Role.HEAD}),
    Act.SUSPEND: frozenset({Role.HANDLING_OFFICER, Role.HEAD}),
    Act.RESUME: frozenset({Role.HANDLING_OFFICER, Role.HEAD}),
    Act.DECIDE: frozenset({Role.HEAD}),
    Act.APOLOGISE: frozenset({Role.HEAD}),
    Act.RETURN_RESULT: frozenset({Role.DESK_OFFICER, Role.HEAD}),
    Act.CORRECT: frozenset({Role.CITIZEN}),
    Act.WITHDRAW: frozenset({Role.CITIZEN, Role.DESK_OFFICER}),
    Act.CLAIM: frozenset({Role.CITIZEN}),
    Act.RECORD_PAYMENT: frozenset({Role.DESK_OFFICER, Role.HEAD}),
    Act.EXPIRE: frozenset(),  # the clock alone, as all below
    Act.RESCHEDULE: frozenset(),
    Act.HAND_OVER: frozenset(),
}
