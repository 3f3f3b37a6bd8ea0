"""Reading charges, money and refunds."""

from datetime import date

from django.db.models import Sum

from motcua.agencies.models import Agency, BankAccount, exists_on
from motcua.dossiers.models import Dossier
from motcua.payments.models import Charge, Money, Order, Refund


def charge_of(dossier: Dossier) -> Charge | None:
    """The charge of this dossier, if anything is or was due."""
    return Charge.objects.filter(jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk).first()


def charge_shown(dossier: Dossier) -> Charge | None:
    """The same for a page or an answer, which asks in several places: read once."""
    known = vars(dossier)
    if "charge_shown" not in known:
        known["charge_shown"] = charge_of(dossier)
    found: Charge | None = known["charge_shown"]
    return found


def dossier_of(charge: Charge) -> Dossier:
    """The dossier that it is for."""
    return Dossier.objects.get(jurisdiction=charge.jurisdiction, pk=charge.dossier_id)


def charge_by_reference(jurisdiction: str, reference: str) -> Charge | None:
    """The charge that people name so."""
    return Charge.objects.filter(jurisdiction=jurisdiction, reference=reference).first()


def paid_to(charge: Charge) -> int:
    """The đồng that came for this charge, whatever went back since."""
    rows = Money.objects.filter(jurisdiction=charge.jurisdiction, charge=charge)
    return int(rows.aggregate(sum=Sum("amount"))["sum"] or 0)


def money_for(charge: Charge) -> list[Money]:
    """What came for it, in order."""
    rows = Money.objects.filter(jurisdiction=charge.jurisdiction, charge=charge)
    return list(rows.order_by("came_at", "id"))


def refunds_of(charge: Charge) -> list[Refund]:
    """What goes or went back of it."""
    rows = Refund.objects.filter(
        jurisdiction=charge.jurisdiction,
        money__jurisdiction=charge.jurisdiction,
        money__charge=charge,
    )
    return list(rows.order_by("id"))


def open_refunds(jurisdiction: str) -> list[Refund]:
    """What has yet to go back, oldest first."""
    rows = Refund.objects.filter(
        jurisdiction=jurisdiction, money__jurisdiction=jurisdiction, done_at=None
    )
    return list(rows.select_related("money").order_by("id")[:200])


def unknown_money(jurisdiction: str) -> list[Money]:
    """Money that came and belongs to no charge that is known, oldest first."""
    rows = Money.objects.filter(jurisdiction=jurisdiction, charge=None)
    return list(rows.order_by("id")[:200])


def order_by_number(number: str) -> Order | None:
    """The order that the gateway names; its number begins with the registry."""
    place = number[:3]
    rows = Order.objects.filter(jurisdiction=place, charge__jurisdiction=place, number=number)
    return rows.select_related("charge").first()


def account_of(agency: Agency, day: date) -> BankAccount | None:
    """The account that takes this agency's fees on the day: its own, or that of one above it."""
    above: Agency | None = agency
    for _ in range(10):
        if above is None:
            return None
        rows = BankAccount.objects.filter(exists_on(day), agency=above)
        account = rows.order_by("-valid_from").first()
        if account is not None:
            return account
        above = above.parent
    return None
