"""Who looked, what was answered under which key, and the applicant's index."""

from typing import ClassVar

from django.db import models

from motcua.agencies.columns import CompactJSON
from motcua.agencies.sharding import Sharded
from motcua.core.states import State
from motcua.dossiers.models.dossiers import CODE_LENGTH, Dossier
from motcua.people.models import User


class AccessLog(Sharded):
    """Which officer looked at which dossier, once an hour; the applicant can see it.

    `at` is the first look within the hour, or the first since the dossier came to who holds it.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="looks", db_index=False)
    officer = models.BigIntegerField()
    officer_name = models.CharField(max_length=200)
    agency_name = models.CharField(max_length=200)
    hour = models.DateTimeField()
    at = models.DateTimeField()

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
    body = CompactJSON()
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
