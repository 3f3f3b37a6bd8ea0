"""Identifiers of agencies and of jurisdictions: what may be entered as one.

QCVN 102:2016 writes the first level at the right (`000.00.01.H05`); since Decision 20/2020/QĐ-TTg,
Article 4, it stands at the left (`H05.12.3`), 35 characters at most. Either way the first level, a
letter and two digits, names the registry of the agency's dossiers (`core.codes.jurisdiction_of`).
"""

import re

from django.core.exceptions import ValidationError

from motcua.core.codes import MAX_IDENTIFIER

_FIRST_LEVEL = r"[A-Z]\d{2}"
_OF_2016 = rf"\d{{3}}\.\d{{2}}\.\d{{2}}\.{_FIRST_LEVEL}"
_OF_2020 = rf"{_FIRST_LEVEL}(?:\.[A-Z0-9]{{1,6}})*"
_CODE = re.compile(f"{_OF_2016}|{_OF_2020}", re.ASCII)


def is_agency_code(text: str) -> bool:
    """Is it an identifier of either scheme?"""
    return len(text) <= MAX_IDENTIFIER and bool(_CODE.fullmatch(text))


def valid_agency_code(text: str) -> None:
    """Django's validator; raises `ValidationError` with both formats."""
    if not is_agency_code(text):
        raise ValidationError(
            f"Mã định danh “{text}” chưa đúng: ví dụ 000.00.01.H05 hoặc H05.12.3."
        )


def valid_jurisdiction(text: str) -> None:
    """Django's validator; raises `ValidationError` with the format."""
    if not re.fullmatch(_FIRST_LEVEL, text):
        raise ValidationError(f"Sổ hồ sơ “{text}” chưa đúng: một chữ cái và hai số, ví dụ H05.")
