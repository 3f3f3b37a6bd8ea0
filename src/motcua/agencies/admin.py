"""The operator's pages for agencies, administrative units and the calendar."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from motcua.agencies import calendars, law
from motcua.agencies.admin_rights import OperatorModelAdmin
from motcua.agencies.calendar_imports import backdated
from motcua.agencies.models import (
    AdministrativeUnit,
    Agency,
    BankAccount,
    CalendarDay,
    LawSetting,
)
from motcua.agencies.opening import OpeningHours, parse_hours, write_hours
from motcua.agencies.unit_imports import fold_names
from motcua.core.codes import jurisdiction_of
from motcua.core.moments import local_day
from motcua.core.worktime import BadHours

if TYPE_CHECKING:
    AgencyModelForm = forms.ModelForm[Agency]
    CalendarDayModelForm = forms.ModelForm[CalendarDay]
else:  # Django's class takes no parameter when the program runs
    AgencyModelForm = CalendarDayModelForm = forms.ModelForm


class AgencyForm(AgencyModelForm):
    """An agency, its opening hours in words."""

    hours = forms.CharField(
        label="Giờ mở cửa",
        required=False,
        max_length=300,
        help_text="Ví dụ: T2–T6 7:30–11:30, 13:30–17:00; T7 7:30–11:30. Để trống: giờ hành chính.",
    )

    class Meta:
        model = Agency
        exclude = ("opening_hours",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the hours as one would type them."""
        super().__init__(*args, **kwargs)
        self.fields["hours"].initial = write_hours(self.instance.opening_hours)

    def clean_hours(self) -> OpeningHours:
        """The words as hours by day."""
        try:
            return parse_hours(self.cleaned_data["hours"])
        except BadHours as fault:
            raise forms.ValidationError(str(fault)) from None

    def clean(self) -> None:
        """What needs more than one field: the registry in the code, the way up."""
        super().clean()
        code, written = self.cleaned_data.get("code"), self.cleaned_data.get("jurisdiction")
        if code and written and written != jurisdiction_of(code):
            self.add_error("jurisdiction", "Khác với sổ ghi trong mã định danh.")
        successor: Agency | None = self.cleaned_data.get("successor")
        if successor and (successor.pk == self.instance.pk or successor.jurisdiction != written):
            self.add_error("successor", "Chọn một cơ quan khác trong cùng sổ hồ sơ.")
        if self._is_above_itself():
            self.add_error("parent", "Cơ quan này lại nằm dưới chính nó: chọn cấp trên khác.")

    def save(self, commit: bool = True) -> Agency:
        """Put the hours where they are kept."""
        self.instance.opening_hours = self.cleaned_data["hours"]
        saved: Agency = super().save(commit)
        return saved

    def _is_above_itself(self) -> bool:
        above: Agency | None = self.cleaned_data.get("parent")
        seen: set[int] = set()
        while above is not None and above.pk not in seen:
            seen.add(above.pk)
            above = above.parent
        return self.instance.pk in seen


@admin.register(Agency)
class AgencyAdmin(OperatorModelAdmin):
    """An agency ends by its date; dossiers and services go on referring to it."""

    form = AgencyForm
    list_display = ("code", "name", "kind", "jurisdiction", "valid_from", "valid_to")
    list_filter = ("kind", "jurisdiction")
    search_fields = ("code", "name")
    autocomplete_fields = ("parent", "successor")
    ordering = ("code",)


@admin.register(AdministrativeUnit)
class UnitAdmin(OperatorModelAdmin):
    """Whole sets of units come by import; here one is mended."""

    list_display = ("code", "name", "kind", "parent_code", "valid_from", "valid_to")
    list_filter = ("kind",)
    search_fields = ("code", "name", "folded")
    ordering = ("code", "valid_from")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Keep what a search looks into in step with the names."""
        obj.folded = fold_names(obj.name, obj.former_names)
        super().save_model(request, obj, form, change)


def _forget() -> None:
    calendars.forget()
    law.forget()


class OfTimeAdmin(OperatorModelAdmin):
    """What deadlines are reckoned with: a change holds at once here, within a minute everywhere."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing refers to it."""
        return self.has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Let the next deadline see it."""
        super().save_model(request, obj, form, change)
        transaction.on_commit(_forget)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Let the next deadline see it."""
        super().delete_model(request, obj)
        transaction.on_commit(_forget)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Let the next deadline see it."""
        super().delete_queryset(request, queryset)
        transaction.on_commit(_forget)


class CalendarDayForm(CalendarDayModelForm):
    """A day that lies ahead: what has passed was worked as it was."""

    class Meta:
        model = CalendarDay
        fields = ("day", "name", "kind", "source")

    def clean(self) -> None:
        """Neither the day it was nor the day it becomes has passed, where the work changes."""
        super().clean()
        if not {"day", "kind"} & set(self.changed_data):
            return
        today = local_day(timezone.now())
        for day in (self.initial.get("day"), self.cleaned_data.get("day")):
            if day is not None and day < today:
                self.add_error("day", backdated(day))
                return


@admin.register(CalendarDay)
class CalendarDayAdmin(OfTimeAdmin):
    """Holidays, days in lieu, swapped days."""

    form = CalendarDayForm

    list_display = ("day", "name", "kind", "source")
    list_filter = ("kind",)
    date_hierarchy = "day"
    ordering = ("-day",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Days to come alone: those that have passed were off or worked."""
        ahead = obj is None or obj.day >= local_day(timezone.now())
        return ahead and super().has_delete_permission(request, obj)


@admin.register(LawSetting)
class LawSettingAdmin(OfTimeAdmin):
    """Numbers of the law from some day on; without a row the built-in one holds."""

    list_display = ("key", "value", "agency", "valid_from", "valid_to", "source")
    list_filter = ("key",)
    list_select_related = ("agency",)
    autocomplete_fields = ("agency",)
    ordering = ("key", "agency", "valid_from")


@admin.register(BankAccount)
class BankAccountAdmin(OperatorModelAdmin):
    """Where agencies take their fees; one of a higher agency serves those below it too."""

    list_display = ("agency", "bank_name", "number", "holder", "valid_from", "valid_to")
    search_fields = ("agency__name", "agency__code", "number")
    autocomplete_fields = ("agency",)
