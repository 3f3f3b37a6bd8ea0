"""Slips that were issued. The PDF is a file; the row proves that it is ours.

Personal data: `content`, what was printed; kept as long as the dossier.
"""

from django.db import models

from motcua.agencies.sharding import Sharded
from motcua.documents.models import StoredFile
from motcua.dossiers.models import Dossier


class Slip(Sharded):
    """One legal slip of a dossier. `key` opens its verification page."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="slips", db_index=False)
    form = models.CharField("mẫu số", max_length=20)
    number = models.PositiveIntegerField("lần lập")
    content = models.JSONField("nội dung")
    file = models.ForeignKey(StoredFile, models.PROTECT)
    key = models.CharField(max_length=40)
    issued_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "phiếu"
        verbose_name_plural = "phiếu"
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "dossier", "form", "number"], name="slip_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.content.get('name', self.form)} ({self.number})"
