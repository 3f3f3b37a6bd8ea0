"""Saying that money went back."""

from datetime import datetime

from django.db import transaction

from motcua.payments.models import Refund


@transaction.atomic
def refunded(refund: Refund, *, by: str, at: datetime) -> bool:
    """Note that it went back, once; False when somebody noted it before. `by`: who, by name."""
    rows = Refund.objects.filter(jurisdiction=refund.jurisdiction, pk=refund.pk, done_at=None)
    return bool(rows.update(done_at=at, done_by=by))
