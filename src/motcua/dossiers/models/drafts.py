"""What is being filled in, and what a draft and its dossier are both bound to."""

import secrets

from django.db import models
from django.db.models import Q

from motcua.agencies.columns import CompactJSON
from motcua.agencies.models import Agency
from motcua.agencies.published import VersionKey
from motcua.agencies.sharding import Sharded
from motcua.catalogue.models import ProcedureVersion, Service
from motcua.documents.models import StoredFile
from motcua.eforms.models import FormVersion
from motcua.people.models import User
from motcua.processes.models import ProcessVersion


def new_secret() -> str:
    """A secret for links: 160 bits, safe in addresses."""
    return secrets.token_urlsafe(20)


class Channel(models.TextChoices):
    """How a dossier came in. Assisted is not online."""

    ONLINE = "online", "Trực tuyến"
    ASSISTED = "assisted", "Trực tuyến có hỗ trợ"
    COUNTER = "counter", "Tại quầy"
    POST = "post", "Bưu chính"


class Bound(Sharded):
    """What a draft and its dossier are bound to: the versions of the day they were begun."""

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="+", verbose_name="dịch vụ", db_index=False
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name="cơ quan", db_index=False
    )
    procedure_version = VersionKey(
        ProcedureVersion, models.PROTECT, related_name="+", db_index=False
    )
    form_version = VersionKey(FormVersion, models.PROTECT, related_name="+", db_index=False)
    process_version = VersionKey(ProcessVersion, models.PROTECT, related_name="+", db_index=False)
    applicant = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name="tài khoản người nộp"
    )
    secret = models.CharField(max_length=40, default=new_secret, editable=False)
    return_way = models.CharField("nhận kết quả", max_length=10, blank=True)
    return_address = models.CharField("địa chỉ nhận kết quả", max_length=300, blank=True)

    class Meta:
        abstract = True


class Draft(Bound):
    """Something being filled in: no dossier yet, no code, no journal; it expires.

    `known` is null until the applicant was asked whether to use what she told before; then it
    says by field where an answer was taken from.
    `corrects` is the dossier whose answers are being corrected, `based_on` which of its revisions.
    `looked_at`, `nudged_at` and `warned_at` are those of `draft_lives`.
    """

    answers = CompactJSON(default=dict)
    known = CompactJSON(null=True, default=None)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    dossier = models.ForeignKey(
        "Dossier", models.CASCADE, null=True, related_name="+", db_index=False
    )
    corrects = models.ForeignKey(
        "Dossier", models.CASCADE, null=True, related_name="+", db_index=False
    )
    based_on = models.PositiveIntegerField("sửa từ lần nộp", null=True)
    looked_at = models.DateTimeField("xem đã điền đủ chưa lúc", null=True)
    nudged_at = models.DateTimeField("nhắc nộp lúc", null=True)
    warned_at = models.DateTimeField("báo sắp hết hạn lúc", null=True)
    discarded_at = models.DateTimeField("bỏ lúc", null=True)
    submit_key = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "bản nháp"
        verbose_name_plural = "bản nháp"
        indexes = [
            models.Index(
                fields=["jurisdiction", "applicant", "service"], name="draft_of_applicant"
            ),
            models.Index(
                fields=["jurisdiction", "expires_at"],
                name="draft_expiry",
                condition=Q(dossier__isnull=True),
            ),
            models.Index(fields=["jurisdiction", "created_at"], name="draft_begun"),
            models.Index(
                fields=["jurisdiction", "corrects"],
                name="draft_of_correction",
                condition=Q(corrects__isnull=False),
            ),
        ]


class ForgottenDrafts(Sharded):
    """How many drafts of a service were begun on a day and deleted since: a number, no person."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "day", "service"], name="forgotten_once"
            )
        ]


class DraftDocument(Sharded):
    """A paper uploaded to a draft for one requirement of the form."""

    # Django's own cascade would look for them in every jurisdiction.
    draft = models.ForeignKey(Draft, models.DO_NOTHING, related_name="documents")
    requirement = models.CharField(max_length=60)
    filename = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT)
    photos = CompactJSON(default=list)  # of a PDF made from photos: name, sha256, doubts per page
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "draft"], name="document_of_draft")]
