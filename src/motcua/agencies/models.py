"""Agencies, administrative units and calendars: what every other room refers to."""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from motcua.agencies.codes import valid_agency_code, valid_jurisdiction


def exists_on(day: date) -> Q:
    """What begins with `valid_from` and ends before `valid_to`, either of which may be open."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Questions about agencies in the words of the domain."""

    def in_force(self, day: date) -> "AgencyQuerySet":
        """Those that exist on this day."""
        return self.filter(exists_on(day))


class Agency(models.Model):
    """An office that receives or handles dossiers. Its dossiers lie in its jurisdiction."""

    scale_kind = "reference"

    class Kind(models.TextChoices):
        """Levels of government, as the catalogue of procedures names them."""

        MINISTRY = "ministry", "Bộ, ngành"
        PROVINCE = "province", "Cấp tỉnh"
        DISTRICT = "district", "Cấp huyện (đến 30/06/2025)"
        COMMUNE = "commune", "Cấp xã"

    code = models.CharField(
        "mã định danh", max_length=35, unique=True, validators=[valid_agency_code]
    )
    name = models.CharField("tên", max_length=200)
    kind = models.CharField("cấp", max_length=10, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="cấp trên",
    )
    jurisdiction = models.CharField("sổ hồ sơ", max_length=8, validators=[valid_jurisdiction])
    unit_code = models.CharField("mã đơn vị hành chính", max_length=8, blank=True)
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    opening_hours = models.JSONField("giờ mở cửa", default=dict, blank=True)
    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày trước", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="cơ quan kế tục",
        help_text="Nhận hồ sơ đang giải quyết khi cơ quan này kết thúc; cùng sổ hồ sơ.",
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="agency_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="agency_is_not_its_own_parent",
                violation_error_message="Cơ quan không thể là cấp trên của chính mình.",
            ),
            models.CheckConstraint(
                condition=~Q(jurisdiction=""),
                name="agency_has_a_jurisdiction",
                violation_error_message="Cần cho biết sổ hồ sơ.",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction"], name="agency_jurisdiction")]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(models.QuerySet["AdministrativeUnit"]):
    """Questions about administrative units in the words of the domain."""

    def in_force(self, day: date) -> "UnitQuerySet":
        """Those that exist on this day."""
        return self.filter(exists_on(day))


class AdministrativeUnit(models.Model):
    """A province, district or commune of the National Statistics Office, with its validity.

    The same code may stand for two places at two times, so code and first day belong together.
    """

    scale_kind = "reference"

    code = models.CharField("mã", max_length=8)
    name = models.CharField("tên", max_length=120)
    former_names = models.CharField("tên trước đây", max_length=500, blank=True)
    folded = models.CharField(max_length=700, editable=False)
    kind = models.CharField("cấp", max_length=10, choices=Agency.Kind.choices)
    parent_code = models.CharField("mã cấp trên", max_length=8, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày trước", null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị hành chính"
        verbose_name_plural = "đơn vị hành chính"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="unit_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="unit_once",
                violation_error_message="Mã này đã có từ ngày đó.",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_from__isnull=True),
                name="unit_of_old_once",
                violation_error_message="Mã này đã có, không rõ từ ngày nào.",
            ),
        ]
        indexes = [models.Index(fields=["parent_code", "valid_to"], name="unit_parent")]

    def __str__(self) -> str:
        return self.name


LEFT_TO_AGENCIES = ("answer_hours", "late_in_the_day", "suspension_review_days")
"""What an agency may set for itself; how often it may ask or apologise is the law's alone."""


class LawSetting(models.Model):
    """A number of the law from some day on, in place of the one that is built in.

    With an agency it holds for that one and those below it, where the law leaves it to them.
    """

    scale_kind = "reference"

    class Key(models.TextChoices):
        """Which number; the fields of `law.Law`."""

        ANSWER_HOURS = "answer_hours", "Trả lời hồ sơ trên mạng trong (giờ làm việc)"
        SUPPLEMENT_WITHIN_DAYS = (
            "supplement_within_days",
            "Yêu cầu bổ sung sau tiếp nhận trong (ngày làm việc)",
        )
        APOLOGY_DAYS_BEFORE = (
            "apology_days_before",
            "Xin lỗi trước ngày hẹn ít nhất (ngày làm việc)",
        )
        APOLOGIES = "apologies", "Số lần xin lỗi và hẹn lại nhiều nhất"
        LATE_IN_THE_DAY = (
            "late_in_the_day",
            "Nhận sau giờ này thì tính sang ngày làm việc sau (giờ)",
        )
        SUSPENSION_REVIEW_DAYS = (
            "suspension_review_days",
            "Xem lại hồ sơ tạm dừng sau (ngày làm việc)",
        )

    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="riêng cho cơ quan",
        help_text="Để trống: cả nước. Cơ quan cấp dưới theo cơ quan gần nhất có quy định riêng.",
    )
    key = models.CharField("quy định", max_length=30, choices=Key.choices)
    value = models.PositiveSmallIntegerField("số")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày trước", null=True, blank=True)
    source = models.CharField("căn cứ", max_length=200)

    class Meta:
        verbose_name = "quy định về thời gian"
        verbose_name_plural = "quy định về thời gian"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="law_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=~Q(key="late_in_the_day") | Q(value__lt=24),
                name="law_hour_is_of_a_day",
                violation_error_message="Giờ trong ngày từ 0 đến 23.",
            ),
            models.UniqueConstraint(
                fields=["agency", "key", "valid_from"],
                name="law_of_agency_once_a_day",
                violation_error_message="Quy định này đã có từ ngày đó.",
            ),
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                condition=Q(agency__isnull=True),
                name="law_once_a_day",
                violation_error_message="Quy định này đã có từ ngày đó.",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(key__in=LEFT_TO_AGENCIES),
                name="law_leaves_it_to_agencies",
                violation_error_message="Quy định này của cả nước, cơ quan không đặt riêng được.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()}: {self.value}"

    def clean(self) -> None:
        """An end that reaches past the beginning of another is refused; an open one gives way."""
        rows = LawSetting.objects.filter(key=self.key, agency=self.agency).exclude(pk=self.pk)
        for row in rows if self.valid_from else ():
            first, second = sorted((self, row), key=lambda one: one.valid_from)
            if first.valid_to is not None and first.valid_to > second.valid_from:
                raise ValidationError(
                    f"Trùng thời gian với quy định {row.value} từ {row.valid_from:%d/%m/%Y}. "
                    "Sửa ngày bắt đầu hoặc ngày kết thúc để hai quy định nối nhau."
                )

    @property
    def number(self) -> int | time:
        """The value in the type of its field; hours of the day as a time."""
        return time(self.value) if self.key == self.Key.LATE_IN_THE_DAY else self.value

    def holds_on(self, day: date) -> bool:
        """Is it in force on this day?"""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class BankAccount(models.Model):
    """Where an agency takes fees and charges, from some day on."""

    scale_kind = "reference"

    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="bank_accounts", verbose_name="cơ quan"
    )
    bank = models.CharField(
        "mã ngân hàng", max_length=6, validators=[RegexValidator(r"^\d{6}$", "Gồm 6 chữ số.")],
        help_text="Mã BIN 6 chữ số của ngân hàng trong hệ thống NAPAS, ví dụ 970436.",
    )  # fmt: skip
    bank_name = models.CharField("ngân hàng", max_length=120)
    number = models.CharField(
        "số tài khoản", max_length=19,
        validators=[RegexValidator(r"^[A-Za-z0-9]+$", "Chỉ gồm chữ không dấu và chữ số.")],
    )  # fmt: skip
    holder = models.CharField("tên tài khoản", max_length=200)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày trước", null=True, blank=True)

    class Meta:
        verbose_name = "tài khoản thu phí"
        verbose_name_plural = "tài khoản thu phí"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="account_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["agency", "valid_from"],
                name="account_once_a_day",
                violation_error_message="Cơ quan này đã có tài khoản từ ngày đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}, {self.bank_name}"


class CalendarDay(models.Model):
    """A day that differs from its weekday: a holiday, a swapped day off, a working Saturday."""

    scale_kind = "reference"

    class Kind(models.TextChoices):
        """Why the day differs."""

        HOLIDAY = "holiday", "Nghỉ lễ"
        IN_LIEU = "in_lieu", "Nghỉ bù"
        SWAPPED_OFF = "swapped_off", "Nghỉ hoán đổi"
        WORKING_SATURDAY = "working_saturday", "Làm bù"

    day = models.DateField("ngày", unique=True)
    name = models.CharField("tên", max_length=120)
    kind = models.CharField("loại", max_length=20, choices=Kind.choices)
    source = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "ngày đặc biệt"
        verbose_name_plural = "lịch nghỉ, làm bù"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
