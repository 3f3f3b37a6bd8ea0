"""How large, how many, how deep: what a file may be. Plain numbers, without Django."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of one file. A place of work may change each of them."""

    file_bytes: int = 10 * MB
    pdf_pages: int = 200
    pdf_objects: int = 200_000
    pdf_unpacked_bytes: int = 300 * MB
    pdf_page_points: int = 14_400  # 5.08 m: the longest side that PDF itself foresees
    picture_pixels: int = 120_000_000
    image_width: int = 1400  # of the page images, in pixels
    photo_width: int = 2339  # of a photo that becomes a page, in pixels: A4 lying at 200 dpi
    check_seconds: int = 20  # of processor time, for a check in a process of its own
    process_bytes: int = 2048 * MB  # of memory, for such a process
    virus_seconds: int = 60

    @property
    def file_mb(self) -> int:
        """The largest file in whole MB, as pages say it beforehand."""
        return self.file_bytes // MB
