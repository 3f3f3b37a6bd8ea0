"""Rollups: how many, by day and month, agency, procedure and channel. No person in them."""

from django.db import models

from motcua.agencies.models import Agency
from motcua.agencies.sharding import Sharded
from motcua.catalogue.models import Procedure


class Grain(models.TextChoices):
    """How long a time one cell covers."""

    DAY = "day", "Ngày"
    MONTH = "month", "Tháng"


class Cell(Sharded):
    """Counts of the dossiers that came in during one day or month, as they stand when counted.

    `agency` and `procedure` left out stand for all of them. `channel` left out is that of drafts,
    which have none: the counts from `starts` on are of drafts begun in that time. Each count is
    defined in `insight.facts`.
    """

    grain = models.CharField(max_length=5, choices=Grain.choices)
    first_day = models.DateField()
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, related_name="+", db_index=False)
    procedure = models.ForeignKey(
        Procedure, models.CASCADE, null=True, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=10, blank=True)

    received = models.PositiveIntegerField(default=0)
    early = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    open_in_time = models.PositiveIntegerField(default=0)
    open_overdue = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    expired = models.PositiveIntegerField(default=0)
    to_answer = models.PositiveIntegerField(default=0)
    answered_in_time = models.PositiveIntegerField(default=0)
    rated = models.PositiveIntegerField(default=0)
    satisfied = models.PositiveIntegerField(default=0)
    satisfied_ease = models.PositiveIntegerField(default=0)
    satisfied_time = models.PositiveIntegerField(default=0)
    satisfied_conduct = models.PositiveIntegerField(default=0)
    starts = models.PositiveIntegerField(default=0)
    handed_in = models.PositiveIntegerField(default=0)
    start_accepted = models.PositiveIntegerField(default=0)
    start_settled = models.PositiveIntegerField(default=0)
    start_rated = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["jurisdiction", "grain", "agency", "procedure", "first_day"],
                name="cell_asked_for",
            ),
            models.Index(fields=["jurisdiction", "grain", "first_day"], name="cell_of_day"),
        ]


COUNTS = tuple(
    field.name
    for field in Cell._meta.concrete_fields
    if isinstance(field, models.PositiveIntegerField)
)


class Counted(Sharded):
    """When a jurisdiction was counted: the lately changed days, and all of its days.

    `seen` is the newest identifier that was there then; what has a newer one is not counted yet.
    Whoever counts holds this row, so that two workers do not count the same day twice.
    """

    counted_at = models.DateTimeField("tính lúc", null=True)
    all_counted_at = models.DateTimeField("tính hết lúc", null=True)
    seen = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction"], name="counted_once")]
