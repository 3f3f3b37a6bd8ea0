"""Tables of all jurisdictions in the admin: the operator looks, and does not touch.

Nothing is counted beyond a thousand rows, and looking across jurisdictions is allowed only while
such a page is made.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.admin import ShowFacets
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from motcua.agencies.sharding import across_jurisdictions
from motcua.people.admin_rights import ReadOnlyModelAdmin

if TYPE_CHECKING:
    AnyPaginator = Paginator[Any]
else:  # Django's class takes no parameter when the program runs
    AnyPaginator = Paginator

MOST = 1000


class CappedPaginator(AnyPaginator):
    """Counts to a thousand and no further: whoever looks for more narrows the list."""

    @cached_property
    def count(self) -> int:
        """How many rows can be leafed through."""
        rows: Any = self.object_list
        return int(rows[:MOST].count())


class AcrossAdmin(ReadOnlyModelAdmin):
    """A table of all jurisdictions, read only."""

    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = ShowFacets.NEVER  # they would count each value over the whole table
    list_per_page = 50
    list_max_show_all = 0

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, read while looking across is allowed."""
        with across_jurisdictions():
            return _rendered(super().changelist_view(request, extra_context))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One row, read while looking across is allowed."""
        with across_jurisdictions():
            return _rendered(super().changeform_view(request, object_id, form_url, extra_context))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Refused, after the row was looked for."""
        with across_jurisdictions():
            return _rendered(super().delete_view(request, object_id, extra_context))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What operators did with the row in the admin."""
        with across_jurisdictions():
            return _rendered(super().history_view(request, object_id, extra_context))


def _rendered(response: HttpResponse) -> HttpResponse:
    return response.render() if isinstance(response, TemplateResponse) else response
