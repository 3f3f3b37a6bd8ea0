"""What applicant and officers write to each other about a dossier, and when it was read."""

from django.db import models
from django.db.models import Q

from motcua.agencies.sharding import Sharded
from motcua.dossiers.models.dossiers import Dossier


class Message(Sharded):
    """One message (tin nhắn) on a dossier; personal words, kept and erased with the answers.

    `read_at` is when the other side first saw it; `told_at` when a mail told the applicant of it.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="messages", db_index=False)
    from_applicant = models.BooleanField()
    author_name = models.CharField(max_length=200, blank=True)  # of an officer alone
    agency_name = models.CharField(max_length=200, blank=True)
    text = models.TextField("nội dung")
    sent_at = models.DateTimeField("gửi lúc")
    read_at = models.DateTimeField("đọc lúc", null=True)
    told_at = models.DateTimeField("báo lúc", null=True)

    class Meta:
        verbose_name = "tin nhắn"
        verbose_name_plural = "tin nhắn"
        indexes = [
            models.Index(fields=["jurisdiction", "dossier", "sent_at"], name="message_of_dossier"),
            models.Index(
                fields=["jurisdiction", "dossier"],
                name="message_unread",
                condition=Q(read_at__isnull=True, from_applicant=True),
            ),
            models.Index(
                fields=["jurisdiction", "sent_at"],
                name="message_untold",
                condition=Q(read_at__isnull=True, told_at__isnull=True, from_applicant=False),
            ),
        ]
