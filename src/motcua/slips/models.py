"""Slips that were issued, and the desk's register. A PDF is a file; its row proves that it is ours.

Personal data: `content`, what was printed; kept as long as the dossier.
"""

from django.db import models

from motcua.agencies.columns import CompactJSON
from motcua.agencies.models import Agency
from motcua.agencies.sharding import Sharded
from motcua.documents.models import StoredFile
from motcua.dossiers.models import Dossier
from motcua.slips.kinds import SlipKind


class Slip(Sharded):
    """One making of one slip. `key` opens its verification page.

    `entry` is the journal entry that called for it, `number` counts the slips of this kind of the
    dossier, `edition` how often this very slip was made. `file` comes a moment after the row. A
    print of the register belongs to no dossier. `seal` proves all of it (`slips.seals`).
    """

    dossier = models.ForeignKey(
        Dossier, models.CASCADE, null=True, related_name="slips", db_index=False
    )
    kind = models.CharField("loại", max_length=20, choices=[(k.value, k.value) for k in SlipKind])
    form = models.CharField("mẫu số", max_length=20)
    entry = models.PositiveIntegerField("theo việc số", default=0)
    number = models.PositiveIntegerField("lần lập")
    edition = models.PositiveIntegerField("bản thứ", default=1)
    content = CompactJSON("nội dung")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True)
    key = models.CharField(max_length=40)
    issued_at = models.DateTimeField("lập lúc")
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "phiếu"
        verbose_name_plural = "phiếu"
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "dossier", "kind", "number", "edition"], name="slip_once"
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "dossier", "kind", "entry", "edition"],
                name="slip_once_an_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content.get('name', self.form)} ({self.number})"


class RegisterEntry(Sharded):
    """One line of the desk's register: the dossier's number in the book of its field and year."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField("năm")
    field = models.TextField("lĩnh vực")
    number = models.PositiveIntegerField("số thứ tự")

    class Meta:
        verbose_name = "dòng sổ theo dõi"
        verbose_name_plural = "sổ theo dõi"
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "agency", "year", "field", "number"],
                name="register_number_once",
            ),
            models.UniqueConstraint(fields=["jurisdiction", "dossier"], name="registered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.year}: {self.number}"
