"""Accounts, postings of officers and bearer tokens.

Personal data: everything in `User` but its id and dates; kept while the account exists. A posting
is a public fact of office. A token is kept as a hash alone.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from motcua.agencies.models import Agency
from motcua.core.ids import new_id
from motcua.core.moments import local_day
from motcua.people.roles import Role
from motcua.people.scopes import Scope

username_letters = RegexValidator(
    r"^[a-z0-9][a-z0-9.@_+-]*\Z",
    "Tên đăng nhập chỉ gồm chữ thường không dấu, số và các dấu . @ _ + -",
)


class Accounts(BaseUserManager["User"]):
    """Makes accounts and finds them by name, whatever case the phone's keyboard began with."""

    def create_user(self, username: str, password: str | None = None, **facts: Any) -> "User":
        """An account with a hashed password."""
        user = self.model(username=username.strip().lower(), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **facts: Any) -> "User":
        """The first operator, by `motcua manage createsuperuser`: an account with her posting.

        Raises `ValidationError` while there is no agency to which she could be posted.
        """
        today = local_day(timezone.now())
        agency = Agency.objects.in_force(today).filter(parent=None).order_by("pk").first()
        if agency is None:
            raise ValidationError(
                "Chưa có cơ quan nào. Chạy trước: motcua import-agencies FILE.csv"
            )
        user = self.create_user(username, password, **facts)
        user.postings.create(agency=agency, role=Role.OPERATOR, valid_from=today)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of this name; raises `User.DoesNotExist`."""
        return self.get(username=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person or a business with an account; an officer is a person with a posting."""

    scale_kind = "local"

    class Kind(models.TextChoices):
        """Who stands behind the account."""

        PERSON = "person", "Cá nhân"
        BUSINESS = "business", "Tổ chức, doanh nghiệp"

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(
        "tên đăng nhập", max_length=60, unique=True, validators=[username_letters]
    )
    kind = models.CharField("loại", max_length=10, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField("họ tên", max_length=200)
    email = models.EmailField("thư điện tử", blank=True)
    confirmed_email = models.EmailField(
        "thư điện tử để đăng nhập", unique=True, null=True, editable=False
    )  # lower case; proved by a link. `email` is where notices go, whoever typed it
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    personal_number = models.CharField("số định danh", max_length=12, blank=True)
    tax_code = models.CharField("mã số thuế", max_length=14, blank=True)
    is_active = models.BooleanField("còn dùng", default=True)
    is_demo = models.BooleanField("tài khoản mẫu", default=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        constraints = [
            models.CheckConstraint(
                condition=Q(username=Lower("username")) & ~Q(username=""),
                name="username_is_lower_case",
                violation_error_message="Tên đăng nhập viết bằng chữ thường.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Posting(models.Model):
    """An officer holds a role at an agency from one day to another."""

    scale_kind = "local"

    user = models.ForeignKey(User, models.CASCADE, related_name="postings", verbose_name="cán bộ")
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="cơ quan")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices())
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày trước", null=True, blank=True)

    class Meta:
        verbose_name = "phân công"
        verbose_name_plural = "phân công"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="posting_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role for role, _ in Role.choices()]),
                name="posting_role_is_known",
                violation_error_message="Không có vai trò này.",
            ),
            models.UniqueConstraint(
                fields=["user", "agency", "role", "valid_from"],
                name="posting_of_officer_once",
                violation_error_message="Người này đã có phân công đó từ ngày này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.agency}"

    def holds(self, day: date) -> bool:
        """Is the posting in force on this day?"""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class Token(models.Model):
    """A bearer token for programs. Only its SHA-256 is kept; it is shown once, when made."""

    scale_kind = "local"

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens", verbose_name="tài khoản")
    name = models.CharField("dùng cho", max_length=100)
    scope = models.CharField("phạm vi", max_length=20, choices=Scope.choices())
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("tạo lúc")
    expires_at = models.DateTimeField("hết hạn")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    last_used_on = models.DateField("dùng lần cuối", null=True, blank=True)

    class Meta:
        verbose_name = "mã truy cập"
        verbose_name_plural = "mã truy cập"
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")),
                name="token_expires_after_it_is_made",
            ),
            models.CheckConstraint(
                condition=Q(scope__in=[scope for scope, _ in Scope.choices()]),
                name="token_scope_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_valid(self, at: datetime) -> bool:
        """Neither revoked nor run out at this moment."""
        return self.revoked_at is None and at < self.expires_at


class Invitation(models.Model):
    """Somebody with a new account is asked to set her password; once sent, it is not sent again.

    The link is not kept: it is made from the account and is good until a password is set.
    """

    scale_kind = "local"

    user = models.OneToOneField(User, models.CASCADE, related_name="invitation")
    asked_at = models.DateTimeField("mời lúc")
    sent_at = models.DateTimeField("gửi lúc", null=True)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)

    class Meta:
        verbose_name = "thư mời đặt mật khẩu"
        verbose_name_plural = "thư mời đặt mật khẩu"
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(sent_at__gte=models.F("asked_at")),
                name="invitation_is_sent_after_it_is_asked",
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class CodeApp(models.Model):
    """A telephone that shows a new code every half minute (RFC 6238).

    The key that it shares with us is derived from `salt` and `SECRET_KEY`, so that a copy of the
    database alone makes no codes.
    """

    scale_kind = "local"

    user = models.OneToOneField(User, models.CASCADE, related_name="code_app")
    salt = models.CharField(max_length=64, editable=False)
    last_step = models.BigIntegerField()  # the half minute whose code was used last: never twice
    created_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "ứng dụng tạo mã"
        verbose_name_plural = "ứng dụng tạo mã"

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """One of the codes on paper for whoever has lost the telephone; kept as a hash, used once."""

    scale_kind = "local"

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = "mã dự phòng"
        verbose_name_plural = "mã dự phòng"
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")
        ]

    def __str__(self) -> str:
        return str(self.user)


class OutsideIdentity(models.Model):
    """Somebody else, such as VNeID, says who this is: known by issuer and subject."""

    scale_kind = "local"

    user = models.ForeignKey(User, models.CASCADE, related_name="outside_identities")
    issuer = models.CharField("nơi định danh", max_length=300)
    subject = models.CharField("mã ở nơi định danh", max_length=255)
    linked_at = models.DateTimeField("nối lúc")

    class Meta:
        verbose_name = "tài khoản định danh"
        verbose_name_plural = "tài khoản định danh"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="outside_identity_once")
        ]

    def __str__(self) -> str:
        return str(self.user)


class Passkey(models.Model):
    """A key in a telephone, computer or stick (WebAuthn); we hold its public half alone."""

    scale_kind = "local"

    user = models.ForeignKey(User, models.CASCADE, related_name="passkeys")
    name = models.CharField("tên", max_length=60)
    credential = models.CharField(max_length=1400, unique=True, editable=False)  # its id, base64url
    public = models.TextField(editable=False)  # attested credential data, base64url
    used = models.BigIntegerField("số lần dùng", default=0)  # as the key itself counts; many do not
    created_at = models.DateTimeField("thêm lúc")

    class Meta:
        verbose_name = "khóa truy cập"
        verbose_name_plural = "khóa truy cập"

    def __str__(self) -> str:
        return self.name
