"""Charges, the orders sent to a gateway, the money that came, and what went back. Amounts in đồng.

Personal data: `Money.words`, which people write into a transfer; kept ten years, as vouchers of
accounting are (Decree 174/2016/NĐ-CP Art. 13).
"""

from django.db import models
from django.db.models import Q

from motcua.agencies.columns import CompactJSON
from motcua.agencies.sharding import Sharded
from motcua.dossiers.models import Dossier


class Charge(Sharded):
    """What is to be paid for one dossier: its lines, and whether that is settled."""

    class State(models.TextChoices):
        """The values are stored and published: they never change."""

        DUE = "due", "Chưa trả"
        PAID = "paid", "Đã trả"
        EXEMPT = "exempt", "Được miễn"
        CANCELLED = "cancelled", "Không phải trả nữa"

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField("nội dung chuyển khoản", max_length=12)
    lines = CompactJSON("gồm")
    amount = models.PositiveBigIntegerField("số tiền")
    state = models.CharField("trạng thái", max_length=10, choices=State.choices)
    way = models.CharField("cách trả", max_length=10, blank=True)
    created_at = models.DateTimeField("lập lúc")
    made_by = models.CharField("người định mức thu", max_length=200, blank=True)
    settled_at = models.DateTimeField("xong lúc", null=True)

    class Meta:
        verbose_name = "khoản phí"
        verbose_name_plural = "khoản phí"
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "reference"], name="charge_reference"),
            models.UniqueConstraint(fields=["jurisdiction", "dossier"], name="charge_of_dossier"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="charge_of_something"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_due(self) -> bool:
        """Does it wait to be paid?"""
        return self.state == self.State.DUE


class Order(Sharded):
    """One try to pay at the gateway; a charge may have several, one after another."""

    class State(models.TextChoices):
        """The values are stored: they never change."""

        OPEN = "open", "Đang chờ"
        PAID = "paid", "Thành công"
        FAILED = "failed", "Không thành công"

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField("số lệnh", max_length=32)
    amount = models.PositiveBigIntegerField("số tiền")
    state = models.CharField("trạng thái", max_length=10, choices=State.choices)
    made_at = models.DateTimeField("lập lúc")
    told_at = models.DateTimeField("cổng báo lúc", null=True)

    class Meta:
        verbose_name = "lệnh thanh toán"
        verbose_name_plural = "lệnh thanh toán"
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "number"], name="order_number")
        ]
        indexes = [models.Index(fields=["jurisdiction", "charge"], name="order_of_charge")]

    def __str__(self) -> str:
        return self.number


class Money(Sharded):
    """Money that came, once, whoever told of it; without a charge nobody knows what it is for."""

    class Source(models.TextChoices):
        """Who told of it. The values are stored: they never change."""

        GATEWAY = "gateway", "Cổng thanh toán"
        BANK = "transfer", "Chuyển khoản"
        CASH = "cash", "Tiền mặt"

    charge = models.ForeignKey(Charge, models.PROTECT, null=True, related_name="+", db_index=False)
    source = models.CharField("nguồn", max_length=10, choices=Source.choices)
    foreign_id = models.CharField("mã giao dịch", max_length=80)
    amount = models.PositiveBigIntegerField("số tiền")
    words = models.CharField("nội dung", max_length=300, blank=True)
    came_at = models.DateTimeField("đến lúc")
    written_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "khoản tiền đến"
        verbose_name_plural = "khoản tiền đến"
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "source", "foreign_id"], name="money_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="money_is_something"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "charge"], name="money_of_charge"),
            models.Index(
                fields=["jurisdiction", "id"], name="money_of_nobody",
                condition=Q(charge__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.source} {self.foreign_id}"


class Refund(Sharded):
    """What has to go back, since nobody owed it; done once somebody says how it went."""

    money = models.ForeignKey(Money, models.PROTECT, related_name="+", db_index=False)
    amount = models.PositiveBigIntegerField("số tiền")
    reason = models.CharField("lý do", max_length=200)
    opened_at = models.DateTimeField("lập lúc")
    done_at = models.DateTimeField("hoàn lúc", null=True)
    done_by = models.CharField("người hoàn", max_length=200, blank=True)
    voucher = models.CharField("chứng từ", max_length=80, blank=True)

    class Meta:
        verbose_name = "khoản hoàn trả"
        verbose_name_plural = "khoản hoàn trả"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_of_something")
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "money"], name="refund_of_money"),
            models.Index(
                fields=["jurisdiction", "id"], name="refund_open",
                condition=Q(done_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.amount} ({self.reason})"
