"""The original goes out as a download alone, under a name that is safe and honest."""

from io import BytesIO
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.documents import changes, kinds, names
from motcua.documents.answers import attachment
from tests.documents import samples
from tests.documents.samples import AT


@pytest.mark.django_db
def test_the_original_is_saved_under_its_vietnamese_name_and_never_shown() -> None:
    data = samples.pdf()
    file = changes.store("H05", BytesIO(data), filename="Giấy chứng sinh.pdf", at=AT)

    response = attachment(file, "Giấy chứng sinh.pdf")

    name = quote("Giấy chứng sinh.pdf")
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(data))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert response.getvalue() == data
    response.close()


@pytest.mark.parametrize(
    ("given", "kind", "told"),
    [
        ("don.pdf", kinds.PDF, "don.pdf"),
        ("don.exe", kinds.PDF, "don.pdf"),
        ("anh.JPEG", kinds.JPEG, "anh.JPEG"),
        ("anh.png", kinds.JPEG, "anh.jpg"),
        ("don", kinds.PDF, "don.pdf"),
        ("don.pdf", kinds.HEIC, "don.heic"),
    ],
)
def test_the_end_of_the_name_is_made_true(given: str, kind: str, told: str) -> None:
    assert kinds.with_extension(given, kind) == told


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("C:\\Users\\Lan\\Giấy khai sinh.pdf", "Giấy khai sinh.pdf"),
        ("../../etc/passwd", "passwd"),
        ("Giấy.pdf", "Giấy.pdf"),
        ("anh\u202egpj.exe", "anhgpj.exe"),
        ('a"\r\nSet-Cookie: b.pdf', "a Set-Cookie b.pdf"),
        ("...", "tep"),
        ("", "tep"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless_and_stays_readable(given: str, cleaned: str) -> None:
    assert names.clean(given) == cleaned


@given(st.text(max_size=400))
def test_no_name_whatever_is_empty_hidden_long_or_a_path(name: str) -> None:
    cleaned = names.clean(name)

    assert 0 < len(cleaned) <= names.LONGEST
    assert not cleaned.startswith(".")
    assert not set(cleaned) & set('/\\\r\n\0"')
    assert names.clean(cleaned) == cleaned
