"""Approved step tables by procedure and, where it differs, by agency."""

from django.db import models
from django.db.models import Q

from motcua.agencies.models import Agency


class ProcessVersion(models.Model):
    """One approved process; `definition` is the JSON of `processes.definitions`."""

    scale_kind = "reference"

    procedure_code = models.CharField("mã thủ tục", max_length=40)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, verbose_name="riêng cho cơ quan"
    )
    version = models.PositiveIntegerField("phiên bản")
    definition = models.JSONField("các bước")
    published_at = models.DateTimeField("phê duyệt lúc")

    class Meta:
        verbose_name = "quy trình"
        verbose_name_plural = "quy trình"
        constraints = [
            models.UniqueConstraint(
                fields=["procedure_code", "agency", "version"], name="process_version_of_agency"
            ),
            # NULLs differ in a unique constraint, hence a second one where no agency is named.
            models.UniqueConstraint(
                fields=["procedure_code", "version"],
                condition=Q(agency__isnull=True),
                name="process_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code} ({self.version})"


class PublishedProcess(models.Model):
    """A process as somebody published it: owners approve it as their own, as it is."""

    scale_kind = "reference"

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField("thủ tục", max_length=1000)
    codes = models.JSONField("mã thủ tục", default=list)
    case = models.CharField("trường hợp", max_length=500, blank=True)
    agency = models.CharField("nơi công bố", max_length=200, blank=True)
    source = models.CharField("căn cứ", max_length=500, blank=True)
    folded = models.TextField(editable=False)
    definition = models.JSONField("các bước")
    total = models.DecimalField("tổng số giờ", max_digits=8, decimal_places=2, null=True)
    remarks = models.JSONField("điều cần xem", default=list)
    imported_at = models.DateTimeField("nhập lúc")

    class Meta:
        verbose_name = "quy trình đã công bố"
        verbose_name_plural = "quy trình đã công bố"

    def __str__(self) -> str:
        return self.name
