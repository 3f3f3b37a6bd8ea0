"""A small cast: a citizen, an operator and their agency."""

from datetime import date

import pytest

from motcua.agencies.models import Agency
from motcua.people.accounts import create_account
from motcua.people.models import User
from motcua.people.postings import give_posting
from motcua.people.roles import Role

PASSWORD = "cau-vong-9-sac"


@pytest.fixture
def agency() -> Agency:
    return Agency.objects.create(
        code="H05.12", name="Phường Kinh Bắc", kind="commune", jurisdiction="H05"
    )


@pytest.fixture
def citizen() -> User:
    return create_account("lan", name="Trần Thị Lan")


@pytest.fixture
def operator(agency: Agency) -> User:
    user = create_account("quantri", name="Người quản trị")
    give_posting(user, agency=agency, role=Role.OPERATOR, valid_from=date(2020, 1, 1))
    return user
