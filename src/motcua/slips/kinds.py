"""The kinds of paper that this room prints; the same word in data, tables, API and tests."""

from enum import StrEnum


class SlipKind(StrEnum):
    """What a slip is for. Its form number differs from circular to circular, its kind does not."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOPPING = "stopping"
    CONTROL_SHEET = "control_sheet"
    REGISTER = "register"
    APPLICATION = "application"


FOR_APPLICANTS = frozenset(
    {
        SlipKind.RECEIPT,
        SlipKind.SUPPLEMENT,
        SlipKind.REFUSAL,
        SlipKind.APOLOGY,
        SlipKind.STOPPING,
        SlipKind.APPLICATION,
    }
)
"""What the applicant is given; the control sheet and the register are the agency's own."""

REPLACED_BY_NEXT = frozenset({SlipKind.RECEIPT, SlipKind.CONTROL_SHEET, SlipKind.APPLICATION})
"""A later one of the same dossier holds instead of the earlier; others stand side by side."""

ON_DEMAND = frozenset({SlipKind.APPLICATION})
"""Reserved by the worker, printed when somebody first opens it: few ever do."""
