"""Reads of files."""

from collections.abc import Collection

from motcua.agencies.sharding import split_public_id
from motcua.documents.models import PageImage, StoredFile


def file_or_none(public_id: str) -> StoredFile | None:
    """The file of this identifier; who may have it is asked before."""
    place = split_public_id(public_id)
    if place is None:
        return None
    return StoredFile.objects.filter(jurisdiction=place[0], pk=place[1]).first()


def page_images_of(jurisdiction: str, files: Collection[int]) -> list[PageImage]:
    """The pictures of the pages of several files of one jurisdiction, in order, in one query."""
    found = PageImage.objects.filter(jurisdiction=jurisdiction, file_id__in=files)
    return list(found.order_by("file_id", "number")) if files else []
