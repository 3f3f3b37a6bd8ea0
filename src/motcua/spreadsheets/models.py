"""Files that were sent to be taken in: what, by whom, and what came of it.

Personal data: the content of an officers' table (names, e-mails) and the name of who sent it. A
file that nobody confirmed goes after a day; a confirmed one stays as the evidence of the change.
"""

from django.db import models


class SheetImport(models.Model):
    """One file of one kind. Only who sent it may confirm it; confirmed, it never changes."""

    scale_kind = "local"

    kind = models.CharField("bảng", max_length=20)
    filename = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField("nội dung")
    by_id = models.BigIntegerField("số tài khoản", null=True)  # None: a command
    by_name = models.CharField("người nhập", max_length=200)
    sent_at = models.DateTimeField("gửi lúc")
    applied_at = models.DateTimeField("nhập lúc", null=True)
    report = models.JSONField("kết quả", default=list)

    class Meta:
        verbose_name = "lần nhập bảng tính"
        verbose_name_plural = "các lần nhập bảng tính"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(applied_at__isnull=True)
                | models.Q(applied_at__gte=models.F("sent_at")),
                name="sheet_is_applied_after_it_is_sent",
            )
        ]
        indexes = [models.Index(fields=["kind", "applied_at"], name="sheet_of_kind")]

    def __str__(self) -> str:
        return self.filename
