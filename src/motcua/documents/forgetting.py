"""Files that nobody refers to any more: their rows and, with the last of them, their bytes.

Whoever refers to a file does so by a foreign key, so the database itself knows; this room does not
know who they are. Page images belong to their file and go with it.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from motcua.agencies.queries import jurisdictions
from motcua.documents import storage
from motcua.documents.models import PageImage, StoredFile

BATCH = 200


def forget_unreferenced(jurisdiction: str, *, before: datetime) -> int:
    """Delete files that came before this moment and that nothing refers to; how many."""
    found = list(_unreferenced(jurisdiction).filter(created_at__lt=before)[:BATCH])
    return sum(_forget(file, before) for file in found)


def forget_rowless(folder: int, *, before: datetime) -> int:
    """Remove bytes of one of the folders that no row came to refer to; how many files.

    They were taken in and refused afterwards, or the process died between bytes and row.
    """
    lying = storage.lying_in(folder, before=before)
    rowless = [
        name for at in range(0, len(lying), BATCH) for name in _rowless(lying[at : at + BATCH])
    ]
    for sha256 in rowless:
        storage.remove(sha256, before=before)
    return len(rowless)


def _forget(file: StoredFile, before: datetime) -> bool:
    """False for a file that somebody came to refer to at this very moment."""
    try:
        _delete(file, before)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def _delete(file: StoredFile, before: datetime) -> None:
    images = PageImage.objects.filter(jurisdiction=file.jurisdiction, file=file)
    hashes = {file.sha256, *images.values_list("sha256", flat=True)}
    images.delete()
    row = StoredFile.objects.filter(jurisdiction=file.jurisdiction, pk=file.pk)
    row._raw_delete(row.db)  # no search for references: the foreign keys would refuse by themselves
    transaction.on_commit(lambda: _remove_bytes(hashes, before))


def _unreferenced(jurisdiction: str) -> QuerySet[StoredFile]:
    files = StoredFile.objects.filter(jurisdiction=jurisdiction)
    for relation in StoredFile._meta.related_objects:
        model = relation.field.model
        if model is not PageImage:
            names = {"jurisdiction": jurisdiction, relation.field.name: OuterRef("pk")}
            files = files.filter(~Exists(model._base_manager.filter(**names)))
    return files.order_by("id")


def _remove_bytes(hashes: set[str], before: datetime) -> None:
    """Other files, also of other jurisdictions, may have the same bytes: those stay.

    So do bytes that were sent anew meanwhile, whose row is not there yet.
    """
    for sha256 in _rowless(hashes):
        storage.remove(sha256, before=before)


def _rowless(hashes: Collection[str]) -> set[str]:
    """Those that no file and no page image of any jurisdiction has."""
    anywhere = {"jurisdiction__in": jurisdictions(), "sha256__in": list(hashes)}
    kept = set(StoredFile.objects.filter(**anywhere).values_list("sha256", flat=True))
    kept |= set(PageImage.objects.filter(**anywhere).values_list("sha256", flat=True))
    return set(hashes) - kept
