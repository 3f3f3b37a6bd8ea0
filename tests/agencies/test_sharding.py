"""Rows of one jurisdiction: updates pinned to it, and the guard against queries without it."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from motcua.agencies.sharding import (
    UnpinnedQueryError,
    across_jurisdictions,
    is_pinned,
    split_public_id,
)
from motcua.documents.models import PageImage, StoredFile

AT = datetime(2026, 12, 1, 3, tzinfo=UTC)


def stored(jurisdiction: str = "H05", sha256: str = "ab") -> StoredFile:
    return StoredFile.objects.create(
        jurisdiction=jurisdiction, sha256=sha256, bytes=3, content_type="text/plain", created_at=AT
    )


@pytest.mark.django_db
def test_a_query_without_jurisdiction_fails() -> None:
    with pytest.raises(UnpinnedQueryError):
        list(StoredFile.objects.filter(sha256="ab"))


@pytest.mark.django_db
def test_a_query_with_its_jurisdiction_passes() -> None:
    file = stored()

    assert list(StoredFile.objects.filter(jurisdiction="H05")) == [file]
    assert list(StoredFile.objects.filter(jurisdiction__in=["H05", "G01"])) == [file]


@pytest.mark.django_db
def test_whoever_looks_across_jurisdictions_says_so() -> None:
    stored("H05")
    stored("G01")

    with across_jurisdictions():
        assert StoredFile.objects.count() == 2
    with pytest.raises(UnpinnedQueryError):
        StoredFile.objects.count()


@pytest.mark.django_db
def test_a_join_wants_the_jurisdiction_on_both_sides() -> None:
    stored()

    with pytest.raises(UnpinnedQueryError):
        list(PageImage.objects.filter(jurisdiction="H05", file__sha256="ab"))
    assert not list(
        PageImage.objects.filter(
            jurisdiction="H05", file__jurisdiction="H05", file__sha256="ab"
        ).select_related("file")
    )


@pytest.mark.django_db
def test_a_subquery_wants_it_too_and_may_take_it_from_outside() -> None:
    stored()
    images = PageImage.objects.filter(file=OuterRef("pk"))

    with pytest.raises(UnpinnedQueryError):
        list(StoredFile.objects.filter(Exists(images), jurisdiction="H05"))
    pinned = images.filter(jurisdiction=OuterRef("jurisdiction"))
    assert not list(StoredFile.objects.filter(Exists(pinned), jurisdiction="H05"))


@pytest.mark.django_db
def test_deleting_and_updating_all_rows_of_all_jurisdictions_fails() -> None:
    with pytest.raises(UnpinnedQueryError):
        StoredFile.objects.filter(sha256="ab").update(bytes=4)
    with pytest.raises(UnpinnedQueryError):
        PageImage.objects.filter(number=1).delete()


@pytest.mark.django_db
def test_save_names_the_jurisdiction_in_where_and_never_sets_it() -> None:
    file = stored()
    file.bytes = 4

    with CaptureQueriesContext(
        connection,
    ) as all_columns:
        file.save()
    with CaptureQueriesContext(connection) as one_column:
        file.save(update_fields=["bytes"])

    assert len(all_columns) == len(one_column) == 1
    for sql in (all_columns[0]["sql"], one_column[0]["sql"]):
        change, _, where = sql.partition("WHERE")
        assert '"jurisdiction"' not in change
        assert '"jurisdiction" = ' in where
    assert StoredFile.objects.get(jurisdiction="H05").bytes == 4


@pytest.mark.django_db
def test_save_under_another_jurisdiction_does_not_move_the_row() -> None:
    file = stored("H05")
    file.jurisdiction = "G01"

    with pytest.raises(DatabaseError), transaction.atomic():
        file.save(update_fields=["bytes"])

    assert StoredFile.objects.filter(jurisdiction="H05", pk=file.pk).exists()


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "id" FROM "documents_storedfile" WHERE jurisdiction = %s',
        "SELECT f.id FROM documents_storedfile AS f WHERE f.jurisdiction = %s",
        'UPDATE "documents_storedfile" SET bytes = 1 WHERE jurisdiction = %s RETURNING id',
        'INSERT INTO "documents_storedfile" ("id", "jurisdiction") VALUES (%s, %s)',
        'DELETE FROM "documents_storedfile";',
        'SELECT "jurisdiction" FROM "agencies_agency"',
        "SELECT 1",
    ],
)
def test_statements_that_pass_the_guard(sql: str) -> None:
    assert is_pinned(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "jurisdiction" FROM "documents_storedfile"',
        "SELECT f.id FROM documents_storedfile AS f WHERE f.bytes = %s",
        'UPDATE "documents_storedfile" SET "jurisdiction" = %s WHERE "id" = %s',
        'INSERT INTO "documents_storedfile" ("id") VALUES (%s)',
        'DELETE FROM "documents_storedfile"',
        'SELECT "documents_storedfile"."id" FROM "documents_storedfile" INNER JOIN '
        '"agencies_agency" ON (1 = 1) WHERE "agencies_agency"."jurisdiction" = %s',
    ],
)
def test_statements_that_the_guard_stops(sql: str) -> None:
    assert not is_pinned(sql)


def test_a_public_identifier_carries_its_jurisdiction_there_and_back() -> None:
    file = StoredFile(jurisdiction="H05", id=123)

    assert split_public_id(file.public_id) == ("H05", 123)


@pytest.mark.parametrize("text", ["", "H05", "H05-", "h05-1", "H05-1x", "H05-99999999999999999999"])
def test_what_is_no_public_identifier_gives_none(text: str) -> None:
    assert split_public_id(text) is None


@pytest.mark.django_db(transaction=True)
def test_tables_can_be_emptied_after_a_test_that_commits() -> None:
    stored()
