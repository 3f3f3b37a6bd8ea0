"""What is published once is asked for once, for all who refer to it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.agencies import published
from motcua.catalogue.models import Service
from tests import cast as people

pytestmark = pytest.mark.django_db


def test_a_version_is_read_once_by_all_who_refer_to_it() -> None:
    number = people.make().service.pk
    published.forget()

    with CaptureQueriesContext(connection) as asked:
        first, second = (Service.objects.get(pk=number) for _ in range(2))
        assert first.form is not None
        assert first.form is second.form

    assert len(asked) == 3


def test_no_more_is_remembered_than_is_meant_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    number = people.make().service.pk
    monkeypatch.setattr(published, "REMEMBERED", 1)
    published.forget()

    with CaptureQueriesContext(connection) as asked:
        for _ in range(2):
            service = Service.objects.get(pk=number)
            assert service.form
            assert service.process

    assert len(asked) == 6
