"""What an act leaves beside the dossier: the entry, the work to be done, the number given."""

from django.db import models
from django.db.models import Q

from motcua.agencies.columns import CompactJSON
from motcua.agencies.sharding import Sharded
from motcua.dossiers.models.dossiers import Dossier


class JournalEntry(Sharded):
    """Who did what when. Never changed or deleted: the database refuses it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="journal", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    actor = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=20)
    actor_agency = models.CharField(max_length=35, blank=True)
    step = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    data = CompactJSON()
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "dossier", "number"], name="entry_once")
        ]


class OutboxRow(Sharded):
    """What is to be made from an act, by the worker: at least once, with back-off."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="+", db_index=False)
    entry_number = models.PositiveIntegerField()
    kind = models.CharField("loại", max_length=40)
    created_at = models.DateTimeField("lập lúc")
    next_at = models.DateTimeField("làm lúc")
    attempts = models.PositiveIntegerField("số lần thử", default=0)
    done = CompactJSON("đã xong", default=list)
    done_at = models.DateTimeField("xong lúc", null=True)
    dead_at = models.DateTimeField("bỏ lúc", null=True)
    last_error = models.CharField("lỗi gần nhất", max_length=300, blank=True)

    class Meta:
        verbose_name = "việc chờ làm"
        verbose_name_plural = "việc chờ làm"
        indexes = [
            models.Index(
                fields=["jurisdiction", "next_at", "id"],
                name="outbox_waiting",
                condition=Q(done_at__isnull=True, dead_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.jurisdiction})"


class Counter(Sharded):
    """The last number given in a series of one jurisdiction, gapless."""

    series = models.CharField(max_length=80)
    value = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "series"], name="counter_once")
        ]
