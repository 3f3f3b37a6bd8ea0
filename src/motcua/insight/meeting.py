"""Do both sides meet: people come online, and the agency serves them in time? Pure.

Design: take-up and completion of starts on the people's side, first answer and settlement on time
on the agency's. What cannot be said yet (nothing to count) holds nobody back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Meeting(StrEnum):
    """The four fields. The values are stored and published: they never change."""

    MEETS = "meets"
    PUBLICISE = "publicise"
    STAFF_AND_TRAIN = "staff_and_train"
    REPAIR = "repair"

    @property
    def label(self) -> str:
        """The verdict in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Meeting.MEETS: "Hai bên gặp nhau",
    Meeting.PUBLICISE: "Cơ quan sẵn sàng, người dân chưa đến: cần tuyên truyền",
    Meeting.STAFF_AND_TRAIN: "Người dân đến, cơ quan chậm: cần thêm người, tập huấn",
    Meeting.REPAIR: "Cả hai bên chưa đạt: cần sửa dịch vụ",
}


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """A share (None: nothing to count yet) against its target."""

    name: str
    share: float | None
    target: float

    @property
    def is_met(self) -> bool | None:
        """Is the target reached? None where nothing can be said."""
        return None if self.share is None else self.share >= self.target


def meeting(people: Sequence[Criterion], agency: Sequence[Criterion]) -> Meeting:
    """Which of the four fields."""
    come = all(one.is_met is not False for one in people)
    ready = all(one.is_met is not False for one in agency)
    if come:
        return Meeting.MEETS if ready else Meeting.STAFF_AND_TRAIN
    return Meeting.PUBLICISE if ready else Meeting.REPAIR
