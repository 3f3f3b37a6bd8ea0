"""Procedures, their published versions, the services that offer them, and what search needs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.agencies.models import Agency
from motcua.agencies.published import VersionKey
from motcua.eforms.models import FormVersion
from motcua.processes.models import ProcessVersion


class Procedure(models.Model):
    """An administrative procedure (thủ tục hành chính) under its national code."""

    scale_kind = "reference"

    code = models.CharField("mã thủ tục", max_length=40, unique=True)
    name = models.TextField("tên")
    field = models.TextField("lĩnh vực", blank=True)
    owner = models.TextField("cơ quan ban hành", blank=True)
    current = VersionKey(
        "ProcedureVersion",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="bản hiện hành",
    )
    form = VersionKey(
        FormVersion, models.PROTECT, null=True, related_name="+", verbose_name="biểu mẫu"
    )
    # The lines of `fee_tables`; in the row, so that lists of procedures need no further query.
    fee_table = models.JSONField("bảng phí", default=list, blank=True)

    class Meta:
        verbose_name = "thủ tục"
        verbose_name_plural = "thủ tục"

    def __str__(self) -> str:
        return self.name


class ProcedureVersion(models.Model):
    """What was published about a procedure; `content` is the JSON of `catalogue.content`."""

    scale_kind = "reference"

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("phiên bản")
    content = models.JSONField("nội dung")
    digest = models.CharField(max_length=64)
    report = models.JSONField("điều chưa hiểu khi nhập", default=list)
    published_at = models.DateTimeField("công bố lúc")

    class Meta:
        verbose_name = "bản thủ tục"
        verbose_name_plural = "bản thủ tục"
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version")
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} ({self.number})"


# What takes dossiers online now: published and not withdrawn.
OFFERED = Q(published_at__isnull=False, withdrawn_at__isnull=True)


class ServiceQuerySet(models.QuerySet["Service"]):
    """Questions about services in the words of the domain."""

    def offered(self) -> "ServiceQuerySet":
        """Those that take dossiers online now: published and not withdrawn."""
        return self.filter(OFFERED)

    def received(self) -> "ServiceQuerySet":
        """Those that the agency takes in at its counter, whether or not they are online."""
        return self.filter(withdrawn_at__isnull=True, form__isnull=False, process__isnull=False)


class Service(models.Model):
    """A procedure offered by an agency. Its earned level is computed, never typed in."""

    scale_kind = "reference"

    procedure = models.ForeignKey(
        Procedure, models.PROTECT, related_name="services", verbose_name="thủ tục"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="cơ quan")
    form = VersionKey(
        FormVersion, models.PROTECT, null=True, related_name="+", verbose_name="biểu mẫu"
    )
    process = VersionKey(
        ProcessVersion, models.PROTECT, null=True, related_name="+", verbose_name="quy trình"
    )
    declared_level = models.PositiveSmallIntegerField("mức độ công bố", null=True, blank=True)
    earned_level = models.PositiveSmallIntegerField("mức độ đạt", default=2, editable=False)
    published_at = models.DateTimeField("công bố lúc", null=True, blank=True)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    uses = models.PositiveIntegerField("số hồ sơ", default=0, editable=False)

    objects: ClassVar[models.Manager["Service"]] = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "dịch vụ công"
        verbose_name_plural = "dịch vụ công"
        constraints = [
            models.UniqueConstraint(fields=["procedure", "agency"], name="service_once"),
            models.CheckConstraint(
                condition=Q(declared_level__isnull=True) | Q(declared_level__range=(1, 4)),
                name="declared_level_1_to_4",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "procedure"], name="service_of_agency"),
            # Covers the sums that put the most used first.
            models.Index(fields=["procedure", "uses"], name="service_use"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} · {self.agency}"

    @property
    def is_offered(self) -> bool:
        """Does it take dossiers online now?"""
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def is_received(self) -> bool:
        """Does the agency take it in at its counter, online or not?"""
        prepared = self.form_id is not None and self.process_id is not None
        return prepared and self.withdrawn_at is None


class SearchTerm(models.Model):
    """A folded syllable or pair of neighbours that occurs in a name or field."""

    scale_kind = "reference"

    text = models.CharField(max_length=80, unique=True)


class SearchPosting(models.Model):
    """How much a term speaks for a procedure: its BM25F impact, computed at import."""

    scale_kind = "reference"

    term = models.ForeignKey(SearchTerm, models.CASCADE)
    procedure = models.ForeignKey(Procedure, models.CASCADE)
    impact = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "procedure"], name="posting_once")]
        # Covers the one query of a search, so that it reads no rows of the table.
        indexes = [models.Index(fields=["term", "procedure", "impact"], name="posting_impact")]


class SearchIndex(models.Model):
    """One row: digests of the index and of taught words, by which a process knows its copy."""

    scale_kind = "reference"

    ONLY = 1

    terms = models.CharField(max_length=64, default="")
    taught = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.terms} {self.taught}"


class LocalSynonym(models.Model):
    """Everyday words that an owner taught the search: from `since` on, until withdrawn."""

    scale_kind = "reference"

    said = models.CharField("người dân nói", max_length=80)
    # The folded syllables of `said`, by which a question finds the line.
    key = models.CharField(max_length=80, unique=True)
    law = models.CharField("lời trong luật", max_length=200)
    reason = models.CharField("lý do", max_length=300)
    by = models.CharField("người đặt", max_length=200)  # a name: accounts are not everywhere
    since = models.DateField("từ ngày")

    class Meta:
        verbose_name = "lời thường ngày"
        verbose_name_plural = "lời thường ngày"

    def __str__(self) -> str:
        return f"{self.said} → {self.law}"


class UnansweredQuestion(models.Model):
    """How often a question found nothing, without who asked.

    `text` stays empty until the question came often enough, on days enough, that it is nobody's
    own; until then only `key`, a keyed digest, tells one question from another.
    """

    scale_kind = "local"

    key = models.CharField(max_length=64, unique=True)
    text = models.CharField("lời tìm", max_length=80, blank=True)
    times = models.PositiveIntegerField("số lần", default=1)
    days = models.PositiveIntegerField("số ngày", default=1)
    last_day = models.DateField("lần cuối", db_index=True)

    class Meta:
        verbose_name = "lời tìm không thấy"
        verbose_name_plural = "lời tìm không thấy"

    def __str__(self) -> str:
        return self.text or "(chưa đủ nhiều)"
