"""Identifiers of agencies: two dated schemes, and the jurisdiction that each carries.

QCVN 102:2016 writes the first level at the right (`000.00.01.H05`); since Decision 20/2020/QĐ-TTg,
Article 4, it stands at the left (`H05.12.3`), 35 characters at most. Either way the first level, a
letter and two digits, names the registry (jurisdiction) of the agency's dossiers.
"""

import re

from django.core.exceptions import ValidationError

_FIRST_LEVEL = r"[A-Z]\d{2}"
_CODE_OF_2016 = re.compile(rf"\d{{3}}\.\d{{2}}\.\d{{2}}\.(?P<first>{_FIRST_LEVEL})")
_CODE_OF_2020 = re.compile(rf"(?P<first>{_FIRST_LEVEL})(?:\.[A-Z0-9]{{1,6}})*")
LONGEST = 35


def jurisdiction_of(agency_code: str) -> str | None:
    """`H05` of `000.00.01.H05` or of `H05.12.3`; None when it is no identifier of an agency."""
    if len(agency_code) > LONGEST:
        return None
    match = _CODE_OF_2016.fullmatch(agency_code) or _CODE_OF_2020.fullmatch(agency_code)
    return match["first"] if match else None


def valid_agency_code(text: str) -> None:
    """Django's validator; raises `ValidationError` with both formats."""
    if jurisdiction_of(text) is None:
        raise ValidationError(
            f"Mã định danh “{text}” chưa đúng: ví dụ 000.00.01.H05 hoặc H05.12.3."
        )


def valid_jurisdiction(text: str) -> None:
    """Django's validator; raises `ValidationError` with the format."""
    if not re.fullmatch(_FIRST_LEVEL, text):
        raise ValidationError(f"Sổ hồ sơ “{text}” chưa đúng: một chữ cái và hai số, ví dụ H05.")
