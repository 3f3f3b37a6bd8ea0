"""Published versions of forms. A published version is never edited; a new one is added."""

from django.db import models


class FormVersion(models.Model):
    """One version of one form; `definition` is the JSON of `eforms.definitions`."""

    scale_kind = "reference"

    key = models.CharField("biểu mẫu", max_length=60)
    version = models.PositiveIntegerField("phiên bản")
    title = models.CharField("tên", max_length=1000)
    definition = models.JSONField("nội dung")
    standard = models.BooleanField("lập tự động", default=False)
    published_at = models.DateTimeField("công bố lúc")

    class Meta:
        verbose_name = "biểu mẫu"
        verbose_name_plural = "biểu mẫu"
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="form_version")]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"
