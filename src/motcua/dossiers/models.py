"""The facts of the heart: drafts, dossiers, answers, papers, supplements, journal and outbox.

Personal data: answers, the applicant's name and addresses, salts and secrets; kept as long as the
archive law asks for the dossier, a draft until it expires. Erasing answers and salt leaves the
journal's chain whole. Every table but `MyDossier` is split by jurisdiction.
"""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.agencies.models import Agency
from motcua.agencies.published import VersionKey
from motcua.agencies.sharding import Sharded
from motcua.catalogue.models import ProcedureVersion, Service
from motcua.core.states import Outcome, Phase, State
from motcua.documents.models import StoredFile
from motcua.eforms.models import FormVersion
from motcua.people.models import User
from motcua.people.roles import Role
from motcua.processes.models import ProcessVersion


def new_secret() -> str:
    """A secret for links: 160 bits, safe in addresses."""
    return secrets.token_urlsafe(20)


CODE_LENGTH = 60  # an identifier of 35 characters (QCVN 102:2016), the day, a serial of any length
CLOSED = [state for state in State if state.is_closed]


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

    class Meta:
        abstract = True


class Draft(Bound):
    """Something being filled in: no dossier yet, no code, no journal; it expires."""

    answers = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    dossier = models.ForeignKey(
        "Dossier", models.CASCADE, null=True, related_name="+", db_index=False
    )
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
        ]


class DraftDocument(Sharded):
    """A paper uploaded to a draft for one requirement of the form."""

    # Django's own cascade would look for them in every jurisdiction.
    draft = models.ForeignKey(Draft, models.DO_NOTHING, related_name="documents")
    requirement = models.CharField(max_length=60)
    filename = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "draft"], name="document_of_draft")]


class Dossier(Bound):
    """A dossier (hồ sơ) as it stands now. Changed by acts alone."""

    code = models.CharField("mã hồ sơ", max_length=CODE_LENGTH)
    foreign_code = models.CharField("mã ở nơi gửi", max_length=60, blank=True)
    channel = models.CharField("hình thức nộp", max_length=10, choices=Channel.choices)
    reason_for_counter = models.CharField("lý do đến quầy", max_length=200, blank=True)
    applicant_name = models.CharField("người nộp", max_length=200)
    applicant_phone = models.CharField("điện thoại", max_length=20, blank=True)
    applicant_email = models.CharField("thư điện tử", max_length=254, blank=True)

    state = models.CharField("trạng thái", max_length=20, choices=[(s, s.label) for s in State])
    resume_to = models.CharField(max_length=10, choices=[(p, p.value) for p in Phase], blank=True)
    outcome = models.CharField(
        "kết quả", max_length=10, choices=[(o, o.value) for o in Outcome], blank=True
    )
    step = models.PositiveIntegerField("bước", null=True)
    step_since = models.DateTimeField("ở bước này từ")
    holder_agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="cơ quan đang giữ",
        db_index=False,
    )
    holder_role = models.CharField(
        "vai trò đang giữ", max_length=20, choices=Role.choices(), blank=True
    )
    holder_officer = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="cán bộ đang giữ",
        db_index=False,
    )

    submitted_at = models.DateTimeField("nộp lúc")
    accepted_at = models.DateTimeField("tiếp nhận lúc", null=True)
    decided_at = models.DateTimeField("có kết quả lúc", null=True)
    returned_at = models.DateTimeField("trả kết quả lúc", null=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True)
    stopped_at = models.DateTimeField("dừng đồng hồ lúc", null=True)

    due_at = models.DateTimeField("hạn đang chạy", null=True)
    answer_by = models.DateTimeField("hạn trả lời tiếp nhận", null=True)
    step_by = models.DateTimeField("hạn của bước", null=True)
    appointment = models.DateTimeField("hẹn trả", null=True)
    apologised_at = models.DateTimeField("xin lỗi lúc", null=True)

    result_note = models.TextField("nội dung kết quả", blank=True)
    version = models.PositiveIntegerField("lần thay đổi", default=1)
    salt = models.CharField(max_length=64, blank=True)
    journal_head = models.CharField(max_length=64)

    class Meta:
        verbose_name = "hồ sơ"
        verbose_name_plural = "hồ sơ"
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "code"], name="dossier_code"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, outcome="")
                | Q(decided_at__isnull=False) & ~Q(outcome=""),
                name="decided_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(due_at__isnull=False),
                name="open_dossier_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False, state__in=CLOSED)
                | Q(closed_at__isnull=True) & ~Q(state__in=CLOSED),
                name="closed_when_nothing_can_follow",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.AWAITING_APPLICANT) | ~Q(resume_to=""),
                name="awaiting_knows_where_to_go_on",
            ),
        ]
        indexes = [
            # The state stands last, so that counting one state reads the index alone.
            models.Index(
                fields=["jurisdiction", "holder_agency", "holder_role", "due_at", "id", "state"],
                name="dossier_queue",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["jurisdiction", "holder_agency", "due_at", "id", "state"],
                name="dossier_agency_queue",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["jurisdiction", "due_at"],
                name="dossier_awaited",
                condition=Q(state=State.AWAITING_APPLICANT),
            ),
            models.Index(
                fields=["jurisdiction", "applicant", "service"], name="dossier_of_applicant"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AnswerRevision(Sharded):
    """The answers as they were handed in, once and for all; a supplement adds a revision."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="revisions", db_index=False)
    number = models.PositiveIntegerField()
    answers = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "dossier", "number"], name="revision_once"
            )
        ]


class DossierDocument(Sharded):
    """A paper of a dossier: handed in for a requirement, or the result that was given."""

    class Kind(models.TextChoices):
        """From whom the paper comes."""

        APPLICANT = "applicant", "Giấy tờ người nộp gửi"
        RESULT = "result", "Kết quả"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="documents", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.APPLICANT)
    requirement = models.CharField(max_length=60, blank=True)
    filename = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT)
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "dossier"], name="document_of_dossier")]


class SupplementRequest(Sharded):
    """What the agency asked the applicant to mend: fields and papers, each with its words."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="supplements", db_index=False)
    phase = models.CharField(max_length=10, choices=[(p, p.value) for p in Phase])
    items = models.JSONField()
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField("bổ sung trước")
    answered_at = models.DateTimeField(null=True)
    staged = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "dossier"], name="supplement_of_dossier")]


class SupplementDocument(Sharded):
    """A paper the applicant has uploaded for a supplement but not yet handed in."""

    supplement = models.ForeignKey(
        SupplementRequest, models.CASCADE, related_name="staged_documents", db_index=False
    )
    requirement = models.CharField(max_length=60)
    filename = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["jurisdiction", "supplement"], name="document_of_supplement")
        ]


class JournalEntry(Sharded):
    """Who did what when. Never changed or deleted: the database refuses it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="journal", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    actor = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=20)
    actor_agency = models.CharField(max_length=35, blank=True)
    step = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    data = models.JSONField()
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "dossier", "number"], name="entry_once")
        ]


class OutboxRow(Sharded):
    """What is to be made from an act, by the worker: at least once, with back-off."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="+", db_index=False)
    entry_number = models.PositiveIntegerField()
    kind = models.CharField("loại", max_length=40)
    created_at = models.DateTimeField("lập lúc")
    next_at = models.DateTimeField("làm lúc")
    attempts = models.PositiveIntegerField("số lần thử", default=0)
    done = models.JSONField("đã xong", default=list)
    done_at = models.DateTimeField("xong lúc", null=True)
    dead_at = models.DateTimeField("bỏ lúc", null=True)
    last_error = models.CharField("lỗi gần nhất", max_length=300, blank=True)

    class Meta:
        verbose_name = "việc chờ làm"
        verbose_name_plural = "việc chờ làm"
        indexes = [
            models.Index(
                fields=["jurisdiction", "next_at", "id"],
                name="outbox_waiting",
                condition=Q(done_at__isnull=True, dead_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.jurisdiction})"


class Counter(Sharded):
    """The last number given in a series of one jurisdiction, gapless."""

    series = models.CharField(max_length=80)
    value = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "series"], name="counter_once")
        ]


class AccessLog(Sharded):
    """Which officer looked at which dossier, once an hour; the applicant can see it."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="looks", db_index=False)
    officer = models.BigIntegerField()
    officer_name = models.CharField(max_length=200)
    agency_name = models.CharField(max_length=200)
    hour = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "dossier", "officer", "hour"], name="look_once_an_hour"
            )
        ]


class IdempotencyKey(Sharded):
    """The first answer to a request that carried a key; a repetition gets it again."""

    owner = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "owner", "key"], name="key_once")
        ]
        indexes = [models.Index(fields=["jurisdiction", "created_at"], name="key_age")]


class MyDossier(models.Model):
    """The applicant's index over all jurisdictions, written by the worker."""

    scale_kind: ClassVar[str] = "local"

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    jurisdiction = models.CharField(max_length=8)
    dossier_id = models.BigIntegerField()
    code = models.CharField(max_length=CODE_LENGTH)
    procedure_name = models.CharField(max_length=1000)
    agency_name = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=[(s, s.label) for s in State])
    appointment = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "code"], name="my_dossier_once")]
        indexes = [models.Index(fields=["user", "-submitted_at"], name="my_dossiers")]
