"""A dossier as it stands, with its answers, papers and supplements. Changed by acts alone."""

from django.db import models
from django.db.models import F, Q

from motcua.agencies.columns import CompactJSON
from motcua.agencies.models import Agency
from motcua.agencies.sharding import Sharded
from motcua.core.states import Outcome, Phase, State
from motcua.documents.models import StoredFile
from motcua.dossiers.models.drafts import Bound, Channel
from motcua.dossiers.suspensions import Cause
from motcua.people.models import User
from motcua.people.roles import Role

CODE_LENGTH = 60  # an identifier of 35 characters (QCVN 102:2016), the day, a serial of any length
CLOSED = [state for state in State if state.is_closed]
AT_ANOTHER = Q(awaited_agency__isnull=False) | ~Q(holder_agency=F("agency"))
"""Another agency has the next word: one that was asked, or one that does the step."""


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
    suspended_for = models.CharField(
        "tạm dừng vì", max_length=20, choices=[(c.value, c.label) for c in Cause], blank=True
    )
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

    consulted_at = models.DateTimeField("hỏi ý kiến lúc", null=True)
    awaited_agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="đang chờ ý kiến của",
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
            models.CheckConstraint(
                condition=~Q(state=State.SUSPENDED) | ~Q(suspended_for=""),
                name="suspended_knows_why",
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
                fields=["jurisdiction", "agency", "due_at", "id"],
                name="dossier_elsewhere",
                condition=Q(closed_at__isnull=True) & AT_ANOTHER,
            ),
            models.Index(
                fields=["jurisdiction", "due_at"],
                name="dossier_awaited",
                condition=Q(state=State.AWAITING_APPLICANT),
            ),
            models.Index(
                fields=["jurisdiction", "applicant", "service"], name="dossier_of_applicant"
            ),
            models.Index(fields=["jurisdiction", "submitted_at"], name="dossier_arrival"),
        ]

    def __str__(self) -> str:
        return self.code


class AnswerRevision(Sharded):
    """The answers as they were handed in, once and for all; a supplement adds a revision."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="revisions", db_index=False)
    number = models.PositiveIntegerField()
    answers = CompactJSON()
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
        OPINION = "opinion", "Văn bản trả lời ý kiến"

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
    items = CompactJSON()
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField("bổ sung trước")
    answered_at = models.DateTimeField(null=True)
    staged = CompactJSON(default=dict)

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
    photos = CompactJSON(default=list)  # of a PDF made from photos: name, sha256, doubts per page
    added_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["jurisdiction", "supplement"], name="document_of_supplement")
        ]
