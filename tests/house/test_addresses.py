"""Every address says who may come in: what is not for everybody asks to log in first."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = (
    "api/v1/", "healthz", "readyz", "metrics", "giao-dien/", "quan-tri/login/",
    "dich-vu/", "thong-ke/", "xac-minh/", "dang-nhap/", "dang-xuat/",
    "thanh-toan/thong-bao/",  # whoever knows the secret shared with the gateway
    "cong-thanh-toan-mau/",  # the demo's alone
    "dang-ky/", "da-gui-thu/", "quen-mat-khau/",
)  # fmt: skip
HOME = ""
TRACKING = ("tra-cuu/", "tra-cuu/x/")  # the code alone shows no person
BY_SECRET = ("nop-ho-so/", "tra-cuu/")
SAMPLES = {"int": "1", "slug": "accept", "str": "x", "path": "x"}


def addresses(
    patterns: list[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, str]]:
    """Every address with a sample in its places, and its name."""
    for pattern in patterns:
        route = before + _filled(pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield route, pattern.name or ""


def _filled(pattern: URLPattern | URLResolver) -> str:
    route = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        kind = {"string": "str"}.get(kind, kind)
        sample = SAMPLES.get(kind, "x")
        for spelled in (f"<{kind}:{name}>", f"<{name}>"):
            route = route.replace(spelled, sample)
    return route.replace("^", "").replace("$", "")


@pytest.mark.django_db
def test_a_stranger_sees_nothing_that_is_not_for_everybody(client: Client) -> None:
    opened = []
    for route, name in addresses(get_resolver().url_patterns):
        if route.startswith((*PUBLIC, *BY_SECRET)) or route == HOME or "(?P" in route:
            continue
        answer = client.get(f"/{route}")
        leads_to_login = answer.status_code == 302 and "/dang-nhap/" in answer.headers["Location"]
        if not leads_to_login and answer.status_code not in (302, 404, 405):
            opened.append(f"/{route} ({name}): {answer.status_code}")

    assert opened == []


@pytest.mark.django_db
def test_pages_of_drafts_and_dossiers_open_for_their_owner_alone(client: Client) -> None:
    opened = []
    for route, name in addresses(get_resolver().url_patterns):
        if route.startswith(BY_SECRET) and route not in TRACKING:
            answer = client.get(f"/{route}")
            if answer.status_code not in (302, 403, 404, 405):
                opened.append(f"/{route} ({name}): {answer.status_code}")

    assert opened == []


@pytest.mark.django_db
def test_no_address_fails_for_a_stranger(client: Client) -> None:
    failed = []
    for route, name in addresses(get_resolver().url_patterns):
        if "(?P" not in route and client.get(f"/{route}").status_code >= 500:
            failed.append(f"/{route} ({name})")

    assert failed == []
