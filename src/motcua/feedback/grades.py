"""The three grades of the law and what they are given for (Circular 32/2017/TT-BTTTT Art. 12)."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How satisfied one is. The values are stored and published: they never change."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    NOT_YET_SATISFIED = "not_yet_satisfied"

    @property
    def label(self) -> str:
        """The grade in Vietnamese, as the law says it."""
        return _GRADES[self]

    @property
    def is_satisfied(self) -> bool:
        """Does it count as satisfied in the figures?"""
        return self is not Grade.NOT_YET_SATISFIED


class Aspect(StrEnum):
    """What is graded. The values are stored and published: they never change."""

    EASE = "ease"
    TIME = "time"
    CONDUCT = "conduct"

    @property
    def label(self) -> str:
        """The aspect in Vietnamese."""
        return _ASPECTS[self]


_GRADES = {
    Grade.VERY_SATISFIED: "Rất hài lòng",
    Grade.SATISFIED: "Hài lòng",
    Grade.NOT_YET_SATISFIED: "Chưa hài lòng",
}
_ASPECTS = {
    Aspect.EASE: "Mức độ thuận tiện",
    Aspect.TIME: "Thời gian giải quyết",
    Aspect.CONDUCT: "Thái độ phục vụ",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Grades:
    """One grade for each aspect."""

    ease: Grade
    time: Grade
    conduct: Grade

    @property
    def are_satisfied(self) -> bool:
        """Satisfied with all three: one complaint is a complaint."""
        return all(one.is_satisfied for one in (self.ease, self.time, self.conduct))
