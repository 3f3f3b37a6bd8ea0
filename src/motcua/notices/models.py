"""Notices to applicants, one row per notice, so that a failed one can be seen and sent again.

Personal data: address, subject and body; kept as long as the dossier.
"""

from django.db import models

from motcua.agencies.sharding import Sharded
from motcua.dossiers.models import Dossier


class Notice(Sharded):
    """One message about one entry of a dossier's journal."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="notices", db_index=False)
    entry_number = models.PositiveIntegerField("mục nhật ký")
    kind = models.CharField("loại", max_length=40)
    address = models.CharField("gửi tới", max_length=254)
    subject = models.CharField("tiêu đề", max_length=300)
    body = models.TextField("nội dung")
    created_at = models.DateTimeField("lập lúc")
    sent_at = models.DateTimeField("gửi lúc", null=True)

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "dossier", "entry_number", "kind"], name="notice_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "created_at"],
                name="notice_unsent",
                condition=models.Q(sent_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.subject
