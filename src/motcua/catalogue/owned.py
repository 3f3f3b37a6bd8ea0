"""What an owner's table may speak of: procedures of the catalogue, agencies she decides for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property

from motcua.agencies.models import Agency
from motcua.catalogue.models import Procedure
from motcua.core.moments import local_day
from motcua.core.refusals import NotAllowed
from motcua.people.models import User
from motcua.people.owning import agencies_of_owner, owner_postings
from motcua.spreadsheets.checking import Row
from motcua.spreadsheets.plans import Asked

SUGGESTED = 20
"""Unknown codes for which a near one is looked for; more are another catalogue, not slips."""


@dataclass
class Owned:
    """The codes of the agencies she decides for; None for a command, which may all."""

    agencies: frozenset[str] | None
    _near: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _codes(self) -> list[str]:
        return list(Procedure.objects.values_list("code", flat=True))

    def _asked(self, code: str) -> str:
        """`Có phải 1.001193 không?`, where a known code is near."""
        if code not in self._near and len(self._near) < SUGGESTED:
            near = get_close_matches(code, self._codes, n=1, cutoff=0.8)
            self._near[code] = f" Có phải {near[0]} không?" if near else ""
        return self._near.get(code, "")

    def check(
        self, row: Row, procedures: Mapping[str, Procedure], agencies: Mapping[str, Agency]
    ) -> None:
        """Blame a row for an unknown procedure or agency, or one that is not hers."""
        code, agency = row.text("code"), row.text("agency")
        if code not in procedures:
            what = f"Danh mục chưa có thủ tục {code}.{self._asked(code)}"
            row.blame("code", what, "Sửa mã, hoặc nhập thủ tục trước.")
        if agency and agency not in agencies:
            row.blame("agency", f"Không có cơ quan {agency}.", "Sửa mã cơ quan.")
        elif agency and self.agencies is not None and agency not in self.agencies:
            row.blame(
                "agency",
                f"Ông/bà không quyết định thay {agencies[agency].name}.",
                "Bỏ dòng này, hoặc nhờ người soạn thủ tục của cơ quan ấy.",
            )


def owned(asked: Asked) -> Owned:
    """What is hers who asks."""
    if asked.by is None:
        return Owned(None)
    hers = agencies_of_owner(asked.by, local_day(asked.at))
    return Owned(frozenset(agency.code for agency in hers))


def check_may_own(by: User | None, at: datetime) -> None:
    """An owner posted today; nobody at all is a command. Raises `NotAllowed`."""
    if by is None or (by.is_active and owner_postings(by, local_day(at))):
        return
    raise NotAllowed(
        "Trang này dành cho người soạn thủ tục.",
        why="Tài khoản này hôm nay không có phân công đó.",
        mend="Hỏi người quản trị.",
    )
