"""The operator, and one row of every table she can open."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from motcua.agencies.models import AdministrativeUnit, BankAccount, CalendarDay, LawSetting
from motcua.dossiers import worker
from motcua.payments.models import Money, Refund
from motcua.payments.money import Told, take_in
from motcua.people.accounts import create_account
from motcua.people.models import User
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from motcua.people.tokens import make_token
from tests import cast as people
from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, now."""
    made = people.make()
    made.at = timezone.now()
    return made


@pytest.fixture
def operator(cast: Cast) -> User:
    """Somebody who holds the posting."""
    user = create_account("quantri", name="Lương Văn Sơn")
    give_posting(user, agency=cast.ward, role=Role.OPERATOR, valid_from=date(2020, 1, 1))
    return user


@pytest.fixture
def admin(operator: User) -> Client:
    """Her browser."""
    client = Client()
    client.force_login(operator)
    return client


@pytest.fixture
def rows(cast: Cast) -> Cast:
    """A row in every table: a dossier with what the worker made of it, a token, a day, a unit."""
    make_token(cast.citizen, name="Phần mềm", scope="all", days=30, at=cast.at)
    ahead = date(timezone.now().year + 1, 9, 2)
    CalendarDay.objects.create(day=ahead, name="Quốc khánh", kind="holiday")
    BankAccount.objects.create(
        agency=cast.ward, bank="970436", bank_name="Ngân hàng mẫu", number="0011",
        holder="UBND PHUONG", valid_from=ahead,
    )  # fmt: skip
    LawSetting.objects.create(
        key="apologies", value=1, valid_from=date(2026, 9, 2), source="Nghị định thử"
    )
    AdministrativeUnit.objects.create(code="24", name="Tỉnh Bắc Ninh", kind="province")
    cast.accepted()
    worker.drain("H05", at=cast.at + timedelta(seconds=1))
    worker.run_timers("H05", at=cast.at)
    _money(cast)
    return cast


def _money(cast: Cast) -> None:
    """Money of nobody, and what goes back of it."""
    told = Told(source=Money.Source.BANK, foreign_id="FT1", amount=5000, came_at=cast.at)
    came = take_in("H05", told, charge=None, at=cast.at)
    Refund.objects.create(
        jurisdiction="H05", money=came, amount=5000, reason="Trả thừa", opened_at=cast.at
    )
