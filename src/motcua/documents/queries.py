"""Reads of files."""

from motcua.agencies.sharding import split_public_id
from motcua.documents.models import StoredFile


def file_or_none(public_id: str) -> StoredFile | None:
    """The file of this identifier; who may have it is asked before."""
    place = split_public_id(public_id)
    if place is None:
        return None
    return StoredFile.objects.filter(jurisdiction=place[0], pk=place[1]).first()
