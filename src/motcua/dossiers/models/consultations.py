"""Another agency is asked: the question and its answer, and the inbox at the agency asked."""

from django.db import models
from django.db.models import Q

from motcua.agencies.columns import CompactJSON
from motcua.agencies.models import Agency
from motcua.agencies.sharding import Sharded
from motcua.core.consultations import Opinion
from motcua.dossiers.models.dossiers import CODE_LENGTH, Dossier


class Consultation(Sharded):
    """One question to one agency: what it may see, until when, and what it answered.

    `papers` are the ids of those it may see. `lapsed_at` is when the asking agency went on
    without the answer.
    """

    dossier = models.ForeignKey(
        Dossier, models.CASCADE, related_name="consultations", db_index=False
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    question = models.TextField()
    papers = CompactJSON(default=list)
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField("trả lời trước")
    answered_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    opinion = models.CharField(
        max_length=10, choices=[(one, one.label) for one in Opinion], blank=True
    )
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "dossier", "agency"],
                name="consultation_open_once",
                condition=Q(answered_at=None, lapsed_at=None),
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, opinion="")
                | Q(answered_at__isnull=False) & ~Q(opinion=""),
                name="consultation_answered_with_opinion",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "dossier", "asked_at"], name="consultation_of_dossier"
            ),
            models.Index(
                fields=["jurisdiction", "answer_by"],
                name="consultation_open",
                condition=Q(answered_at=None, lapsed_at=None),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """The asking agency still waits."""
        return self.answered_at is None and self.lapsed_at is None


class InboxItem(Sharded):
    """What another agency's dossier waits for here; in the jurisdiction of the agency it waits for.

    An index written by the worker: a question to answer, or a step to do whose dossier lies in
    another jurisdiction, named by `home` and `dossier_id`. It holds no person.
    """

    class Kind(models.TextChoices):
        """What is to be done."""

        CONSULTATION = "consultation", "Hỏi ý kiến"
        STEP = "step", "Bước liên thông"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    home = models.CharField(max_length=8)
    dossier_id = models.BigIntegerField()
    code = models.CharField(max_length=CODE_LENGTH)
    procedure_name = models.CharField(max_length=1000)
    sent_by = models.CharField(max_length=200)
    doing = models.CharField(max_length=300)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "agency", "code", "kind"], name="inbox_item_once"
            )
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "agency", "due_at", "id"], name="inbox_by_due"),
            models.Index(fields=["jurisdiction", "home", "dossier_id"], name="inbox_of_dossier"),
        ]
