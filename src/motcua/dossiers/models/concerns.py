"""What the watchdog found on a dossier: for whoever holds it, then for the head."""

from django.db import models
from django.db.models import Q

from motcua.agencies.models import Agency
from motcua.agencies.sharding import Sharded
from motcua.dossiers.models.dossiers import Dossier


class Concern(Sharded):
    """One reason to look at a dossier. It is cleared by itself when the reason is gone."""

    class Kind(models.TextChoices):
        """Why. The values are stored: they never change."""

        UNOPENED = "unopened", "Chưa ai mở xem"
        NOT_HANDED_ON = "not_handed_on", "Quá hạn mà chưa làm bước tiếp theo"
        NOT_RETURNED = "not_returned", "Có kết quả mà chưa trả"
        NOBODY = "nobody", "Không có cán bộ nào giữ vai trò đang giữ hồ sơ"
        UNANSWERED = "unanswered", "Cơ quan được hỏi ý kiến quá hạn chưa trả lời"
        MESSAGE_UNREAD = "message_unread", "Tin nhắn của người nộp chưa ai đọc"
        NOTICE_FAILED = "notice_failed", "Thông báo cho người nộp chưa gửi được"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="concerns", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField("điều gì", max_length=20, choices=Kind.choices)
    since = models.DateTimeField("từ lúc")
    found_at = models.DateTimeField("phát hiện lúc")
    told_at = models.DateTimeField("báo lãnh đạo lúc", null=True)
    cleared_at = models.DateTimeField("xong lúc", null=True)

    class Meta:
        verbose_name = "điều cần chú ý"
        verbose_name_plural = "điều cần chú ý"
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "dossier", "kind"],
                name="concern_once",
                condition=Q(cleared_at__isnull=True),
            )
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "agency", "since", "id"],
                name="concern_open",
                condition=Q(cleared_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
