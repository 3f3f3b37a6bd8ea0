"""What the operator may do in the admin: all that the site lets in, and no deleting by accident.

Our accounts carry no permissions of Django; whoever the site admits is an operator. This room
does not know who operators are, hence it asks the site.
"""

from typing import TYPE_CHECKING, Any

from django.contrib.admin import AdminSite, ModelAdmin, TabularInline
from django.http import HttpRequest

if TYPE_CHECKING:
    AnyModelAdmin = ModelAdmin[Any]
    AnyInline = TabularInline[Any, Any]
else:  # Django's classes take no parameters when the program runs
    AnyModelAdmin, AnyInline = ModelAdmin, TabularInline


class OperatorRights:
    """Operators see, add and change; what others refer to is ended by a date, not deleted."""

    if TYPE_CHECKING:
        admin_site: AdminSite

    def _is_admitted(self, request: HttpRequest) -> bool:
        """The site's answer, asked once per request: a page asks for each of its models."""
        known = vars(request)
        if "_admitted_to_admin" not in known:
            known["_admitted_to_admin"] = self.admin_site.has_permission(request)
        return bool(known["_admitted_to_admin"])

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Is the room listed?"""
        return self._is_admitted(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """May it be looked at?"""
        return self._is_admitted(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """May one be added?"""
        return self._is_admitted(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """May it be changed?"""
        return self._is_admitted(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """May it be deleted? Only where nothing can refer to it."""
        return False


class OperatorModelAdmin(OperatorRights, AnyModelAdmin):
    """A table that operators keep."""


class OperatorInline(OperatorRights, AnyInline):
    """Rows of another table on the same page."""

    extra = 0


class ReadOnlyModelAdmin(OperatorModelAdmin):
    """Operators look and do not touch: these rows change by acts alone."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False
