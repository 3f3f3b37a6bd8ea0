"""When deadlines were reckoned anew because the calendar had changed, and what moved."""

from datetime import datetime

from django.db import models

from motcua.agencies.columns import CompactJSON
from motcua.agencies.sharding import Sharded


class CalendarRun(Sharded):
    """One pass over a jurisdiction's open dossiers; the newest tells the calendar they follow."""

    days = CompactJSON("ngày nghỉ, làm bù")
    reason = models.CharField("lịch đổi thế nào", max_length=500, blank=True)
    started_at = models.DateTimeField("bắt đầu lúc")
    finished_at = models.DateTimeField("xong lúc", null=True)
    through = models.BigIntegerField(default=0)
    moved = models.PositiveIntegerField("số hồ sơ đổi hạn", default=0)
    appointments = CompactJSON("ngày hẹn đã đổi", default=list)

    class Meta:
        verbose_name = "lần tính lại hạn"
        verbose_name_plural = "tính lại hạn khi lịch đổi"
        indexes = [models.Index(fields=["jurisdiction", "id"], name="calendar_run_newest")]

    def save_finished(self, at: datetime) -> None:
        """Every open dossier follows the calendar of this run."""
        self.finished_at = at
        self.save()

    def __str__(self) -> str:
        return f"{self.jurisdiction}: {self.reason}"
