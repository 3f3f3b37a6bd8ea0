"""The operator's look at dossiers (they change by acts alone), and what waits in the outbox.

The operator may look across jurisdictions; persons, answers and papers are not shown.
"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from motcua.core import codes
from motcua.dossiers import worker
from motcua.dossiers.admin_across import AcrossAdmin
from motcua.dossiers.models import CalendarRun, Dossier, OutboxRow


@admin.register(Dossier)
class DossierAdmin(AcrossAdmin):
    """Where dossiers stand. Persons are left to the desk."""

    list_display = ("code", "procedure", "place", "state", "channel", "submitted_at", "due_at")
    list_filter = ("state", "channel")
    search_fields = ("code",)
    search_help_text = "Cả mã hồ sơ, hoặc một phần của mã"
    list_select_related = ("service__procedure", "agency")
    ordering = ("-id",)
    fields = (
        "code",
        "procedure",
        "agency",
        "channel",
        "state",
        "outcome",
        "holder_agency",
        "holder_role",
        "submitted_at",
        "accepted_at",
        "decided_at",
        "returned_at",
        "closed_at",
        "due_at",
        "appointment",
        "version",
    )

    @admin.display(description="thủ tục")
    def procedure(self, dossier: Dossier) -> str:
        """The name of what was asked for."""
        return dossier.service.procedure.name

    @admin.display(description="cơ quan")
    def place(self, dossier: Dossier) -> str:
        """The name of the agency, which may break into lines."""
        return dossier.agency.name

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """A whole code leads straight to its dossier."""
        try:
            code = codes.parse(search_term)
        except codes.UnknownCode:
            return super().get_search_results(request, queryset, search_term)
        return queryset.filter(jurisdiction=code.jurisdiction, code=str(code)), False


@admin.register(CalendarRun)
class CalendarRunAdmin(AcrossAdmin):
    """Which dossiers were given other deadlines because the calendar changed."""

    list_display = ("reason", "jurisdiction", "moved", "started_at", "finished_at")
    list_filter = ("jurisdiction",)
    ordering = ("-id",)
    fields = ("jurisdiction", "reason", "started_at", "finished_at", "moved", "appointments_moved")

    @admin.display(description="ngày hẹn đã đổi")
    def appointments_moved(self, run: CalendarRun) -> str:
        """Code by code, from which day to which."""
        return "\n".join(f"{code}: từ {old} sang {new}" for code, old, new in run.appointments)


class Dead(admin.SimpleListFilter):
    """What was given up stands first among an operator's cares."""

    title = "tình trạng"
    parameter_name = "tinh-trang"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Given up, waiting, done."""
        return [("bo", "Đã bỏ sau nhiều lần thử"), ("cho", "Đang chờ"), ("xong", "Xong")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the chosen kind."""
        chosen = {
            "bo": {"dead_at__isnull": False},
            "cho": {"dead_at__isnull": True, "done_at__isnull": True},
            "xong": {"done_at__isnull": False},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))


@admin.register(OutboxRow)
class OutboxRowAdmin(AcrossAdmin):
    """The outbox, with retry for what was given up."""

    list_display = ("what", "about", "attempts", "last_error", "next_at", "done_at", "dead_at")
    list_filter = (Dead,)
    list_select_related = ("dossier",)
    ordering = ("-id",)
    actions = ("retry_dead",)
    fields = (
        "about",
        "number",
        "kind",
        "created_at",
        "next_at",
        "attempts",
        "last_error",
        "made",
        "done_at",
        "dead_at",
    )

    @admin.display(description="việc", ordering="kind")
    def what(self, row: OutboxRow) -> str:
        """The act that things are made from."""
        return row.kind

    @admin.display(description="hồ sơ")
    def about(self, row: OutboxRow) -> str:
        """The code of its dossier."""
        return row.dossier.code

    @admin.display(description="mục nhật ký")
    def number(self, row: OutboxRow) -> int:
        """Which entry of the journal."""
        return row.entry_number

    @admin.display(description="phần đã xong")
    def made(self, row: OutboxRow) -> str:
        """What has been made of it so far."""
        return ", ".join(row.done)

    @admin.action(description="Cho làm lại ngay", permissions=["view"])
    def retry_dead(self, request: HttpRequest, queryset: QuerySet[OutboxRow]) -> None:
        """Try the chosen rows again, now; those that are done or waiting are left alone."""
        dead = [row for row in queryset if row.dead_at is not None]
        for row in dead:
            worker.retry(row, at=timezone.now())
        if dead:
            messages.success(request, f"{len(dead)} việc sẽ được làm lại ngay.")
        else:
            messages.warning(request, "Không có việc nào đã bỏ trong những việc được chọn.")
