"""What every PDF of this room is: tagged, titled, Vietnamese, fit for archives, small.

One of each template: slip, application, control sheet, register.
"""

import unicodedata
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from motcua.documents import storage
from motcua.dossiers import acts
from motcua.slips import issuing, register_prints
from motcua.slips.register_rows import Book
from tests.cast import Cast
from tests.slips.conftest import slips_after
from tests.slips.reading import text_of
from tests.slips.test_pdf import ALPHABET

LONG = (
    "Công ty Trách nhiệm hữu hạn Một thành viên Sản xuất Thương mại Dịch vụ Xuất nhập khẩu Kinh Bắc"
)
KINDS = ["receipt", "stopping", "application", "control_sheet", "register"]


def made(cast: Cast, kind: str, name: str) -> bytes:
    """The PDF of this kind for an applicant of this name."""
    answers: dict[str, Any] = {"applicant.name": name}
    draft = cast.draft(**answers)
    dossier = acts.submit(draft, by=cast.applicant, at=cast.at, key="k")
    dossier = acts.accept(dossier, by=cast.desk, at=cast.at)
    dossier = acts.withdraw(dossier, by=cast.applicant, at=cast.at)
    slips = slips_after(dossier)
    if kind == "register":
        year = (date(2026, 1, 1), date(2026, 12, 31))
        book = Book(agency=cast.ward, year=2026, field="Thử", since=year[0], until=year[1])
        return register_prints.pdf(book, by=cast.desk, at=cast.at)
    with storage.open_bytes(issuing.file_of(slips[kind], dossier).sha256) as file:
        return file.read()


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_tagged_titled_vietnamese_archivable_and_small(cast: Cast, kind: str) -> None:
    pdf = made(cast, kind, LONG)

    with pikepdf.open(BytesIO(pdf)) as document:
        about = document.open_metadata()
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        assert str(document.Root.Lang) == "vi-VN"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert about["dc:title"] and about["dc:title"] == about["dc:title"].strip()
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
    assert len(pdf) <= 150_000


@pytest.mark.parametrize("kind", KINDS)
def test_its_letters_are_tinos_embedded_and_cut_to_what_is_used(cast: Cast, kind: str) -> None:
    with pikepdf.open(BytesIO(made(cast, kind, LONG))) as document:
        things = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        described = [one for one in things if one.get("/Type") == "/FontDescriptor"]
        assert described
        for one in described:
            tag, _, name = str(one.FontName).lstrip("/").partition("+")
            assert len(tag) == 6 and name.startswith("Tinos")
            assert "/FontFile2" in one or "/FontFile3" in one


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "control_sheet"])
def test_a_long_name_and_every_vietnamese_letter_come_out_composed(cast: Cast, kind: str) -> None:
    name = unicodedata.normalize("NFD", f"{LONG} {' '.join(ALPHABET)}"[:200])

    text = text_of(made(cast, kind, name))

    assert unicodedata.is_normalized("NFC", text)
    said = unicodedata.normalize("NFC", name).split()
    assert [word for word in said if word not in text] == []
