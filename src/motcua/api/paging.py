"""Lists: a page of items, and the address of the next one as long as there is more."""

from typing import Generic, TypeVar

from django.http import HttpRequest
from pydantic import BaseModel

from motcua.api.shapes.values import Address

T = TypeVar("T")


class Listed(BaseModel, Generic[T]):
    """One page. `next` is the whole address of the page after it, null at the end."""

    items: list[T]
    next: Address | None


def address(request: HttpRequest, **changed: str | int) -> str:
    """The address of this list with some of its parameters changed."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = str(value)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def next_page(request: HttpRequest, cursor: str | None) -> str | None:
    """The address of the page that the cursor begins."""
    return address(request, cursor=cursor) if cursor else None
