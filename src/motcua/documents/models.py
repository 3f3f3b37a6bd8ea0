"""Files, known by the SHA-256 of their bytes, and the page images made from them.

Personal data: the bytes themselves. Kept as long as a dossier or draft refers to them.
"""

from django.db import models

from motcua.agencies.sharding import Sharded


class StoredFile(Sharded):
    """Bytes kept once per jurisdiction under their SHA-256."""

    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField("cỡ (byte)")
    content_type = models.CharField("loại", max_length=100)
    pages = models.PositiveIntegerField("số trang", null=True)
    created_at = models.DateTimeField("gửi lúc")

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "sha256"], name="file_once")]


class PageImage(Sharded):
    """One page of a file as a picture, for the officer's screen."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="page_images")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "file", "number"], name="page_image_once"
            )
        ]
        indexes = [models.Index(fields=["jurisdiction", "sha256"], name="page_image_bytes")]
