"""Why a file is not taken, in the words its sender reads: what happened, then how to mend it.

One function per situation, each at most 90 letters long; `reason` is for machines.
"""

from motcua.core.refusals import FileRefused
from motcua.documents.bounds import MB

NBSP = "\u00a0"


def too_large(thing: str, size: int | None, most: int) -> FileRefused:
    """More bytes than the limit; `size` is None when the stream was not read to its end."""
    told = f"{_mb(size)}, tối đa" if size is not None else "lớn hơn"
    return FileRefused(
        f"{thing} {told} {_mb(most)}: chụp lại ở cỡ nhỏ hơn hoặc chọn tệp khác",
        reason="too_large",
        bytes=size,
        limit=most,
    )


def wrong_type(extension: str) -> FileRefused:
    """Neither a picture that browsers and phones make nor a PDF."""
    what = f"Tệp {extension}" if extension else "Loại tệp này"
    return FileRefused(f"{what} không xem được ở đây: gửi ảnh hoặc PDF", reason="wrong_type")


def disguised(said: str, found: str) -> FileRefused:
    """The name says one thing, the bytes are another that cannot be taken."""
    inside = f"bên trong là {found}" if found else f"bên trong không phải {said}"
    return FileRefused(f"Tệp mang tên {said} nhưng {inside}: gửi ảnh hoặc PDF", reason="wrong_type")


def empty() -> FileRefused:
    """No bytes at all."""
    return FileRefused(
        "Tệp rỗng, không có nội dung: chọn lại tệp hoặc chụp ảnh khác", reason="empty"
    )


def locked() -> FileRefused:
    """A PDF that is encrypted, with or without a password to open it."""
    return FileRefused(
        "PDF bị khóa bằng mật khẩu: bỏ khóa rồi gửi lại, hoặc gửi ảnh chụp từng trang",
        reason="encrypted",
    )


def broken_pdf() -> FileRefused:
    """It begins as a PDF and cannot be opened."""
    return FileRefused(
        "PDF hỏng, không mở được: xuất lại PDF hoặc gửi ảnh chụp từng trang", reason="broken"
    )


def many_pages(pages: int, most: int) -> FileRefused:
    """More pages than anybody reads."""
    return FileRefused(
        f"PDF có {pages}{NBSP}trang, tối đa {most}{NBSP}trang: chia ra nhiều tệp rồi gửi",
        reason="too_many_pages",
        pages=pages,
        limit=most,
    )


def heavy_pdf() -> FileRefused:
    """Small to send and huge to open: a bomb, or a drawing that no screen shows."""
    return FileRefused(
        "PDF quá nặng khi mở ra: in lại thành PDF mới hoặc gửi ảnh chụp từng trang",
        reason="too_complex",
    )


def huge_page() -> FileRefused:
    """A page of more than the metres that the format foresees."""
    return FileRefused(
        "PDF có trang khổ quá lớn: xuất lại ở khổ A4 hoặc A3 rồi gửi", reason="page_too_large"
    )


def huge_picture(most: int) -> FileRefused:
    """More pixels than can be shown, whatever the size of the file."""
    return FileRefused(
        f"Ảnh quá nhiều điểm ảnh, tối đa {most // 1_000_000}{NBSP}triệu: chụp lại ở cỡ nhỏ hơn",
        reason="too_many_pixels",
        limit=most,
    )


def broken_picture() -> FileRefused:
    """A picture that ends too early or cannot be read."""
    return FileRefused("Ảnh hỏng, không mở được: chụp lại hoặc chọn tệp khác", reason="broken")


def infected() -> FileRefused:
    """The virus check found something."""
    return FileRefused(
        "Tệp có vi-rút, không nhận được: gửi tệp khác hoặc chụp ảnh giấy tờ", reason="virus"
    )


def not_checked() -> FileRefused:
    """The virus check itself failed; nothing is taken unchecked."""
    return FileRefused(
        "Không kiểm tra được vi-rút nên tệp chưa được nhận: thử lại sau ít phút",
        reason="virus_check_failed",
    )


def _mb(size: int) -> str:
    """Whole MB, rounded up, so that a file just over the limit never reads as equal to it."""
    return f"{-(-size // MB)}{NBSP}MB"
