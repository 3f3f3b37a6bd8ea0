"""Files as people send them, and as attackers do, made on the spot."""

import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pillow_heif
from PIL import Image, ImageDraw

AT = datetime(2026, 12, 1, 2, 12, tzinfo=UTC)
EXE = b"MZ\x90\x00\x03" + b"\x00" * 200


def pdf(pages: int = 1, side: float = 842, content: bytes = b"0 0 100 100 re f") -> bytes:
    """A PDF of some pages with a black square in the lower left corner."""
    with pikepdf.new() as made:
        for _ in range(pages):
            page = made.add_blank_page(page_size=(595, side))
            page.obj.Contents = made.make_stream(content)
        return _saved(made)


def locked_pdf(user: str) -> bytes:
    """Encrypted; an empty `user` password opens for everybody and forbids printing."""
    with pikepdf.new() as made:
        made.add_blank_page()
        return _saved(made, encryption=pikepdf.Encryption(owner="chủ", user=user))


def raw_pdf(*objects: bytes, size: int | None = None) -> bytes:
    """Objects 1, 2, … written by hand, with a cross-reference table that is right."""
    out = BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    total = size or len(objects) + 1
    out.write(b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (total, table))
    return out.getvalue()


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"


def packed(data: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A stream object with these bytes compressed once."""
    small = zlib.compress(data, 9)
    head = b"<</Filter%s/Length %d>>" % (filters, len(small))
    return head + b"\nstream\n" + small + b"\nendstream"


def bomb_pdf(megabytes: int) -> bytes:
    """A page whose content unpacks to so many megabytes."""
    return raw_pdf(CATALOG, PAGES, PAGE, packed(b" " * (megabytes << 20)))


def picture(kind: str = "JPEG", size: tuple[int, int] = (300, 200), turned: int = 0) -> bytes:
    """Red above, blue below as stored; `turned` is the Exif orientation."""
    made = Image.new("RGB", size, "red")
    ImageDraw.Draw(made).rectangle((0, size[1] // 2, *size), fill="blue")
    out = BytesIO()
    exif = made.getexif()
    if turned:
        exif[0x0112] = turned
    made.save(out, format=kind, exif=exif)
    return out.getvalue()


def heic(size: tuple[int, int] = (320, 200)) -> bytes:
    """As phones save them."""
    out = BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", size, "green")).save(out)
    return out.getvalue()


def png_bomb(side: int) -> bytes:
    """A few bytes of header that promise a picture of `side` × `side`."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return len(data).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)

    head = side.to_bytes(4) * 2 + b"\x08\x02\x00\x00\x00"
    data = zlib.compress(b"\x00" * 1000)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


EVERY_KIND: dict[str, tuple[str, Callable[[], bytes]]] = {
    "giay.pdf": ("application/pdf", pdf),
    "anh.jpg": ("image/jpeg", picture),
    "anh.png": ("image/png", lambda: picture("PNG")),
    "anh.webp": ("image/webp", lambda: picture("WEBP")),
    "IMG_0001.HEIC": ("image/heic", heic),
}


def _saved(made: pikepdf.Pdf, encryption: pikepdf.Encryption | bool = False) -> bytes:
    out = BytesIO()
    made.save(out, encryption=encryption)
    return out.getvalue()
