"""A whole application on a slow line: everything a browser fetches, compressed as it is sent."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.test import Client

from motcua.catalogue.models import Service
from motcua.eforms import versions
from tests.portal.conftest import hand_in
from tests.portal.walking import walk

BUDGET = 100_000
KEPT = (
    "tokens.css", "components.css", "enhance.js", "autosave.js", "upload.js", "when.js",
    "answers.js", "conditions.js", "mark.svg", "fonts/be-vietnam-pro-latin-400.woff2",
    "fonts/be-vietnam-pro-latin-600.woff2", "fonts/be-vietnam-pro-vietnamese-400.woff2",
    "fonts/be-vietnam-pro-vietnamese-600.woff2",
)  # fmt: skip
"""What a browser fetches once and keeps."""


class Weighing(Client):
    """A browser that adds up what its pages weigh."""

    weight = 0

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        if not answer.streaming:
            self.weight += len(gzip.compress(answer.content, 6))
        return answer


def test_birth_registration_fits_the_budget_from_the_home_page_to_the_receipt(
    offered: list[Service],
) -> None:
    client = Weighing()
    service = next(one for one in offered if one.procedure.code == "1.001193")
    address = f"/dich-vu/{service.procedure.code}/{service.agency.code}/"
    assert service.form is not None

    for page in ("/", "/dich-vu/?q=khai+sinh", address):
        client.get(page)
    begun = client.post(address)["Location"]
    walk(client, begun, versions.load(service.form))
    draft = "/".join(begun.split("/")[:3]) + "/"
    client.get(f"{draft}xem-lai/")
    code = hand_in(client, draft)
    client.get(f"/tra-cuu/{code}/")

    assert client.weight + sum(_kept()) <= BUDGET


def _kept() -> Iterator[int]:
    for name in KEPT:
        found = finders.find(f"ui/{name}")
        assert found, name
        data = Path(str(found)).read_bytes()
        yield len(data) if name.endswith("woff2") else len(gzip.compress(data))
