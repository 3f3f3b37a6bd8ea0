"""From a slip's content to its PDF: adds what belongs to this very sheet, its address and QR."""

from typing import Any

from django.conf import settings

from motcua.slips import pdf, qr
from motcua.slips.models import Slip


def verify_url(public_id: str, key: str) -> str:
    """The full address behind the QR code."""
    return f"{settings.SITE_URL}/xac-minh/{public_id}/?k={key}"


def pdf_of(slip: Slip, **more: Any) -> bytes:
    """The PDF of this slip; the same row gives the same bytes. `more` is what is not kept in it."""
    said = {**slip.content, **more}
    return pdf.make(said["template"], {**said, **_of_this_sheet(slip)}, at=slip.issued_at)


def _of_this_sheet(slip: Slip) -> dict[str, Any]:
    url, content = verify_url(slip.public_id, slip.key), slip.content
    return {
        # Capitals are made here, before strange letters are looked for: µ has one that we lack.
        "heading": content["name"].upper(),
        "superior": content["superior"].upper(),
        "agency": content["agency"].upper(),
        "author": content["agency"],
        "verify_url": url,
        "verify_words": "Kiểm tra giấy này: quét mã QR hoặc mở địa chỉ",
        "qr": qr.svg(url),
        "qr_words": "Mã QR mở trang kiểm tra giấy này",
    }
