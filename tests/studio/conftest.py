"""The cast in the studio: an owner of the province, and procedures to publish."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from motcua.agencies.models import Agency
from motcua.catalogue import search_index
from motcua.catalogue.content import Channel, Method, ProcedureContent, Requirement
from motcua.catalogue.models import Procedure
from motcua.catalogue.publishing import publish
from motcua.people.accounts import create_account
from motcua.people.models import User
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests import cast as people
from tests.cast import MONDAY, Cast

Publish = Callable[..., Procedure]


@pytest.fixture
def cast(db: None) -> Cast:
    """A ward with a service that is offered there already."""
    return people.make()


@pytest.fixture
def owner(cast: Cast) -> User:
    """Keeps the procedures of the province."""
    province = Agency.objects.create(
        code="000.00.00.H05", name="Ủy ban nhân dân tỉnh Bắc Ninh", kind=Agency.Kind.PROVINCE,
        jurisdiction="H05",
    )  # fmt: skip
    user = create_account("khoa", name="Vũ Đình Khoa")
    give_posting(user, agency=province, role=Role.OWNER, valid_from=date(2020, 1, 1))
    return user


@pytest.fixture
def studio(owner: User) -> Client:
    """The owner's browser."""
    client = Client()
    client.force_login(owner)
    return client


@pytest.fixture
def published(cast: Cast) -> Publish:
    """`published(free=False)`: a procedure of the communes that nobody offers yet."""

    def make(
        *, free: bool | None = True, post: bool = True, name: str = "Đăng ký mới"
    ) -> Procedure:
        ways = (Channel.ONLINE, *((Channel.POST,) if post else ()))
        content = ProcedureContent(
            code="9.000002",
            name=name,
            field="Thử",
            levels=("commune",),
            steps="Nộp, nhận",
            result="Giấy",
            legal_basis=("Luật",),
            methods=tuple(
                Method(channel=channel, free=free, fee=0 if free else None) for channel in ways
            ),
            documents=(Requirement(id="d1", name="Đơn", originals=1),),
        )
        procedure = publish(content, at=MONDAY).procedure
        search_index.rebuild()
        return procedure

    return make
