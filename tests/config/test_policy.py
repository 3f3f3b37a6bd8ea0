"""The content security policy: strict, and the same with every answer."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_every_answer_says_the_same_strict_policy(client: Client) -> None:
    client.raise_request_exception = False
    paths = ("/", "/dang-nhap/", "/api/v1/openapi.json", "/api/v1/nowhere", "/nowhere/", "/healthz")

    said = {client.get(path).headers["Content-Security-Policy"] for path in paths}

    (policy,) = said
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
