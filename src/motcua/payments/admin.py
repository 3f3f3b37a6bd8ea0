"""The operator's pages about money: what came and whose it is, what goes back."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from motcua.dossiers.admin_across import AcrossAdmin
from motcua.payments.models import Money, Refund
from motcua.payments.refunding import refunded


class Owner(admin.SimpleListFilter):
    """Money of nobody stands first among an operator's cares."""

    title = "của hồ sơ nào"
    parameter_name = "cua-ai"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Unknown, known."""
        return [("chua", "Chưa rõ"), ("roi", "Đã rõ")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The money of the chosen kind."""
        chosen = {"chua": {"charge__isnull": True}, "roi": {"charge__isnull": False}}
        return queryset.filter(**chosen.get(self.value() or "", {}))


class Done(admin.SimpleListFilter):
    """What has yet to go back."""

    title = "tình trạng"
    parameter_name = "tinh-trang"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Open, done."""
        return [("chua", "Chưa hoàn"), ("roi", "Đã hoàn")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The refunds of the chosen kind."""
        chosen = {"chua": {"done_at__isnull": True}, "roi": {"done_at__isnull": False}}
        return queryset.filter(**chosen.get(self.value() or "", {}))


@admin.register(Money)
class MoneyAdmin(AcrossAdmin):
    """What came, as the bank, the gateway or the desk told it."""

    list_display = ("foreign_id", "source", "amount", "words", "charge", "came_at")
    list_select_related = ("charge",)
    list_filter = (Owner, "source")
    search_fields = ("foreign_id", "words")
    ordering = ("-id",)


@admin.register(Refund)
class RefundAdmin(AcrossAdmin):
    """What goes back to people; an operator notes it when it went."""

    list_display = ("amount", "reason", "money", "opened_at", "done_at", "done_by")
    list_select_related = ("money",)
    list_filter = (Done,)
    ordering = ("-id",)
    actions = ("note_done",)

    @admin.action(description="Ghi nhận đã hoàn")
    def note_done(self, request: HttpRequest, queryset: QuerySet[Refund]) -> None:
        """Those that are chosen and open went back today."""
        by, at = str(getattr(request.user, "name", "")), timezone.now()
        done = sum(refunded(refund, by=by, at=at) for refund in queryset)
        messages.success(request, f"Đã ghi nhận hoàn {done} khoản.")
