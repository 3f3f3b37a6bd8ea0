"""Whatever a stranger to the code makes up from the description, the answers are as described."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from motcua.api.site import api
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.api.client import token_of
from tests.cast import Cast

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A server lets go of connections at the ends of a request; here they hold the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@cache
def handler() -> WSGIHandler:
    """The site, made when the first test needs it."""
    return WSGIHandler()


def site(environ: dict[str, Any], start_response: Any) -> Any:
    """The site as a server calls it, which also closes what was opened."""
    response = handler()(environ, start_response)
    body = b"".join(response)
    response.close()
    return [body]


schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
schema.app = site


@pytest.fixture
def known(cast: Cast) -> dict[str, str]:
    """What a client has found out: addresses of real things, a secret, a token for everything."""
    user, at = cast.head.user, timezone.now()
    give_posting(user, agency=cast.ward, role=Role.AUDITOR, valid_from=at.date())
    draft = cast.draft(at=at)
    return {
        "draft": draft.public_id,
        "code": cast.submitted(at=at).code,
        "service": "9.000001",
        "X-Draft-Secret": draft.secret,
        "Authorization": f"Bearer {token_of(user)}",
    }


@schema.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_is_described(case: Case[Any], known: dict[str, str]) -> None:
    parameters: dict[str, Any] = case.path_parameters or {}
    for name in parameters.keys() & known.keys():
        parameters[name] = known[name]
    headers = {name: known[name] for name in ("X-Draft-Secret", "Authorization")}

    # A parameter that nobody knows is passed over, a body that is not as described is refused.
    checks = [*CHECKS, negative_data_rejection] if case.operation.body else CHECKS
    case.call_and_validate(headers=headers, checks=checks)
