"""Altered slips and files are found by name, by the command that an operator runs."""

import json

import pytest

from motcua.core.states import Outcome
from motcua.documents import storage
from motcua.documents.models import StoredFile
from motcua.dossiers import acts, file_proofs
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import papers_of
from motcua.slips import issuing, proofs, register_prints
from motcua.slips.models import Slip
from motcua.slips.register_rows import Book
from tests.cast import Cast
from tests.config.line import motcua
from tests.slips.conftest import slips_after


@pytest.fixture
def dossier(cast: Cast) -> Dossier:
    """Returned, with every slip it called for, a receipt made anew and a print of the register."""
    decided = acts.decide(cast.at_signing(), by=cast.head, at=cast.at, outcome=Outcome.GRANTED)
    done = acts.return_result(decided, by=cast.desk, at=cast.at, way="counter")
    issuing.remake(slips_after(done)["receipt"], done, by=cast.desk, at=cast.at)
    day = cast.at.date()
    book = Book(agency=cast.ward, year=day.year, field="Thử", since=day, until=day)
    register_prints.pdf(book, by=cast.desk, at=cast.at)
    return done


def alter(slip: Slip, **columns: object) -> None:
    """As somebody would who writes into the database."""
    Slip.objects.filter(jurisdiction=slip.jurisdiction, pk=slip.pk).update(**columns)


def newest(kind: str) -> Slip:
    return Slip.objects.filter(jurisdiction="H05", kind=kind).latest("pk")


def test_what_nobody_altered_holds(dossier: Dossier) -> None:
    heard: list[int] = []

    assert list(proofs.faults("H05", progress=heard.append)) == []
    assert list(file_proofs.faults("H05")) == []
    assert heard[-1] == proofs.count("H05") >= 5
    assert motcua("verify", "--files").code == 0


@pytest.mark.parametrize("kind", ["receipt", "application", "control_sheet", "register"])
def test_a_word_in_a_slip_is_found_and_the_slip_is_named(dossier: Dossier, kind: str) -> None:
    slip = newest(kind)
    alter(slip, content={**slip.content, "number": "Số: 99/GIẢ"})

    done = motcua("verify", "--files")

    assert done.code == 1
    assert f"phiếu “{slip.content['name']}” {slip.public_id} đã bị sửa" in done.out


def test_another_file_key_or_no_seal_is_found(dossier: Dossier) -> None:
    other = papers_of(dossier)[0].file_id
    for columns in ({"file": other}, {"key": "x" * 27}, {"seal": ""}, {"form": "02"}):
        slip = newest("receipt")
        before = {name: getattr(slip, name) for name in ("file_id", "key", "seal", "form")}
        alter(slip, **columns)

        assert [fault.place for fault in proofs.faults("H05")] == [dossier.code], columns
        alter(slip, **before)
    assert list(proofs.faults("H05")) == []


def test_a_byte_in_a_slip_s_file_names_the_slip_and_in_a_paper_the_paper(dossier: Dossier) -> None:
    slip, paper = newest("receipt"), papers_of(dossier)[0]
    for number in (slip.file_id, paper.file_id):
        file = StoredFile.objects.get(jurisdiction="H05", pk=number or 0)
        where = storage.path(file.sha256)
        where.chmod(0o600)
        data = bytearray(where.read_bytes())
        data[len(data) // 2] ^= 1
        where.write_bytes(data)

    done = motcua("verify", "--files", "--json")

    said = [fault["what"] for fault in json.loads(done.out)["faults"]]
    assert done.code == 1
    assert f"phiếu “{slip.content['name']}” {slip.public_id}: tệp bị mất hoặc đã bị sửa" in said
    assert "tệp “giấy.pdf” (paper) bị mất hoặc đã bị sửa" in said


def test_a_row_that_tells_another_type_or_size_is_found(dossier: Dossier) -> None:
    rows = StoredFile.objects.filter(jurisdiction="H05", pk=papers_of(dossier)[0].file_id)
    rows.update(content_type="image/png")
    (fault,) = file_proofs.faults("H05")
    assert "ghi là image/png mà nội dung là application/pdf" in fault.what

    rows.update(content_type="application/pdf", bytes=7)
    (fault,) = file_proofs.faults("H05")
    assert "đã bị sửa" in fault.what


def test_once_the_salt_is_erased_slips_are_left_in_peace(dossier: Dossier) -> None:
    Dossier.objects.filter(jurisdiction="H05", pk=dossier.pk).update(salt="")

    assert list(proofs.faults("H05")) == []
