"""The operator's look at notices: what was sent, what was not, and sending those again."""

import re
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from motcua.dossiers.admin_across import AcrossAdmin
from motcua.notices.models import Notice
from motcua.notices.sending import resend

# Whoever has the applicant's link may act as the applicant: operators must not have it.
_KEY = re.compile(r"\?k=[\w-]+")


class Sent(admin.SimpleListFilter):
    """What did not go out stands first among an operator's cares."""

    title = "tình trạng"
    parameter_name = "tinh-trang"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Not sent yet, sent."""
        return [("chua", "Chưa gửi được"), ("roi", "Đã gửi")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The notices of the chosen kind."""
        chosen = {"chua": {"sent_at__isnull": True}, "roi": {"sent_at__isnull": False}}
        return queryset.filter(**chosen.get(self.value() or "", {}))


@admin.register(Notice)
class NoticeAdmin(AcrossAdmin):
    """One message to one applicant; its words are those of the first attempt."""

    list_display = ("subject", "address", "created_at", "sent_at")
    list_filter = (Sent,)
    search_fields = ("address", "subject")
    ordering = ("-id",)
    fields = ("address", "subject", "words", "kind", "created_at", "sent_at")
    actions = ("send_again",)

    @admin.display(description="nội dung")
    def words(self, notice: Notice) -> str:
        """The mail, without the key of the applicant's link."""
        return _KEY.sub("?k=…", notice.body)

    @admin.action(description="Gửi lại những thông báo chưa gửi", permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        """Send what has not gone out; what has is not sent twice."""
        waiting = [notice for notice in queryset if notice.sent_at is None]
        failed = [fault for notice in waiting if (fault := _send(notice))]
        if len(waiting) > len(failed):
            messages.success(request, f"Đã gửi {len(waiting) - len(failed)} thông báo.")
        if failed:
            messages.error(request, f"{len(failed)} thông báo chưa gửi được: {failed[0]}.")
        if not waiting:
            messages.warning(request, "Những thông báo được chọn đều đã gửi rồi.")


def _send(notice: Notice) -> str:
    """What the mail server said against it, or nothing."""
    try:
        resend(notice)
    except Exception as fault:  # whatever a mail server does, the page goes on
        return type(fault).__name__
    return ""
