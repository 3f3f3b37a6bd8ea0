"""What the worker does once an hour."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.test import TestCase
from PIL import Image

from motcua.core.refusals import FileRefused
from motcua.documents import storage
from motcua.documents.changes import keep, take_in
from motcua.documents.forgetting import forget_unreferenced
from motcua.documents.models import StoredFile
from motcua.dossiers import draft_lives, drafts, upkeep
from motcua.dossiers.models import Draft
from tests.cast import PDF, Cast

LATER = timedelta(days=70)


def test_the_uses_of_a_service_are_counted_from_its_dossiers(cast: Cast) -> None:
    cast.submitted()
    cast.submitted()

    upkeep.keep_up("H05", at=cast.at)
    cast.service.refresh_from_db()
    assert cast.service.uses == 2

    upkeep.keep_up("H05", at=cast.at + upkeep.RECENT + timedelta(days=1))
    cast.service.refresh_from_db()
    assert cast.service.uses == 0


def test_papers_of_an_expired_draft_go_with_their_bytes(cast: Cast) -> None:
    cast.draft()
    sha256 = StoredFile.objects.get(jurisdiction="H05").sha256
    assert storage.path(sha256).exists()

    draft_lives.delete_expired("H05", at=cast.at + LATER)
    with TestCase.captureOnCommitCallbacks(execute=True):
        upkeep.keep_up("H05", at=cast.at + LATER)

    assert not StoredFile.objects.filter(jurisdiction="H05").exists()
    assert not storage.path(sha256).exists()


def test_what_a_dossier_refers_to_stays(cast: Cast) -> None:
    cast.submitted()

    with TestCase.captureOnCommitCallbacks(execute=True):
        assert forget_unreferenced("H05", before=cast.at + LATER) == 0

    file = StoredFile.objects.get(jurisdiction="H05")
    assert storage.path(file.sha256).exists()


def test_the_same_bytes_in_another_jurisdiction_stay(cast: Cast) -> None:
    cast.next_door.code, cast.next_door.jurisdiction = "000.00.01.G15", "G15"
    cast.next_door.save()
    ours = keep("H05", PDF, "application/pdf", cast.at)
    keep("G15", PDF, "application/pdf", cast.at)

    with TestCase.captureOnCommitCallbacks(execute=True):
        assert forget_unreferenced("H05", before=cast.at + LATER) == 1

    assert storage.path(ours.sha256).exists()


def test_bytes_that_no_row_came_to_refer_to_go_within_a_day(cast: Cast) -> None:
    refused = take_in("H05", BytesIO(PDF), filename="giay.pdf", at=cast.at)
    kept = keep("H05", PDF + b"%", "application/pdf", cast.at)

    for hour in range(24):
        upkeep.keep_up_shared(at=datetime.now(UTC) + timedelta(days=2, hours=hour))

    assert not storage.path(refused.sha256).exists()
    assert storage.path(kept.sha256).exists()


def test_bytes_without_a_row_have_a_day_of_grace(cast: Cast) -> None:
    coming = take_in("H05", BytesIO(PDF), filename="giay.pdf", at=cast.at)

    for hour in range(23):
        upkeep.keep_up_shared(at=datetime.now(UTC) + timedelta(hours=hour))

    assert storage.path(coming.sha256).exists()


def test_a_paper_that_is_just_being_sent_has_a_day_of_grace(cast: Cast) -> None:
    keep("H05", PDF, "application/pdf", cast.at)

    upkeep.keep_up("H05", at=cast.at + timedelta(hours=23))

    assert StoredFile.objects.filter(jurisdiction="H05").exists()


def test_one_requirement_takes_twenty_files_and_says_what_to_do(cast: Cast) -> None:
    draft = drafts.start(cast.service, by=cast.citizen, at=cast.at)
    for number in range(drafts.MOST_FILES):
        _send(draft, number, cast)

    with pytest.raises(FileRefused) as refused:
        _send(draft, 99, cast)

    assert "gộp nhiều trang" in refused.value.sentence


def _send(draft: Draft, shade: int, cast: Cast) -> None:
    picture = BytesIO()
    Image.new("RGB", (20, 20), (shade, shade, shade)).save(picture, "PNG")
    picture.seek(0)
    drafts.add_document(draft, "paper", picture, filename=f"{shade}.png", at=cast.at)
