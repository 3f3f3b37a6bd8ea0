"""The words that an act owes whoever reads them: the applicant, or the step before."""

from motcua.core.refusals import Incomplete
from motcua.eforms.merging import storable

ASKED = "Cho biết lý do"


def said(reason: str, *, what: str = f"{ASKED}.", field: str = "reason") -> str:
    """The reason in a spelling that can be kept; raises `Incomplete` where there is none."""
    words = str(storable(reason)).strip()
    if not words:
        raise Incomplete(
            what,
            mend="Ghi một câu, nêu căn cứ và cách làm lại.",
            missing=[{"kind": "field", "id": field}],
            errors=[{"field": f"/{field}", "message": ASKED}],
        )
    return words
