"""Which of our roles a published process means by its words for who does a step."""

import re

from motcua.core.folding import fold
from motcua.people.roles import Role

# The first that fits holds. Heads of rooms within an agency hand out and check work; only the head
# of the agency signs.
_WORDS: tuple[tuple[str, Role], ...] = (
    (r"lanh dao (phong|van phong|bo phan|chi nhanh|khoa|to)\b", Role.HANDLING_OFFICER),
    (r"truong phong|pho phong|chanh van phong|truong ban\b", Role.HANDLING_OFFICER),
    (
        r"tiep nhan|tn tkq|mot cua|phuc vu hanh chinh cong|ttpvhcc|pvhcc|phuc vu hcc|ccmc",
        Role.DESK_OFFICER,
    ),
    (r"van thu|chuyen vien|vien chuc|cong chuc|can bo|nhan vien", Role.HANDLING_OFFICER),
    (r"lanh dao|giam doc|chu tich|nguoi dung dau|thu truong|bo truong|ky duyet", Role.HEAD),
    (r"^(ubnd|uy ban nhan dan)\b|^hoi dong nhan dan", Role.HEAD),
)
_PATTERNS = [(re.compile(words), role) for words, role in _WORDS]


def role_of(words: str) -> tuple[Role, bool]:
    """The role, and whether the words say so; a unit without more is taken as who handles it."""
    folded = fold(words)
    for pattern, role in _PATTERNS:
        if pattern.search(folded):
            return role, True
    return Role.HANDLING_OFFICER, False
