"""Ratings of dossiers.

Personal data: `comment`, in the applicant's own words; kept as long as the dossier.
"""

from django.db import models
from django.db.models import Q

from motcua.agencies.sharding import Sharded
from motcua.dossiers.models import Dossier
from motcua.feedback.grades import Grade, Grades

GRADES = [(grade.value, grade.label) for grade in Grade]
VALUES = [grade.value for grade in Grade]


class Rating(Sharded):
    """What the applicant thinks of how one dossier was handled; one for each dossier."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="+", db_index=False)
    ease = models.CharField("thuận tiện", max_length=20, choices=GRADES)
    time = models.CharField("thời gian", max_length=20, choices=GRADES)
    conduct = models.CharField("thái độ", max_length=20, choices=GRADES)
    comment = models.TextField("ý kiến", blank=True)
    rated_at = models.DateTimeField("đánh giá lúc")
    changed_at = models.DateTimeField("đổi lúc", null=True)

    class Meta:
        verbose_name = "đánh giá"
        verbose_name_plural = "đánh giá"
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "dossier"], name="rated_once"),
            models.CheckConstraint(
                condition=Q(ease__in=VALUES, time__in=VALUES, conduct__in=VALUES),
                name="rated_in_grades_of_the_law",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ease}, {self.time}, {self.conduct}"

    @property
    def grades(self) -> Grades:
        """The three grades."""
        return Grades(ease=Grade(self.ease), time=Grade(self.time), conduct=Grade(self.conduct))
