"""A client that knows the contract and no form: it goes by what the answers tell it.

It fills in fields from their examples, uploads what is missing, and does what `acts` offers.
"""

from typing import Any
from uuid import uuid4

from tests.api.client import Api, Json, answer

ONWARD = ("accept", "advance", "decide", "return_result")
LONGEST_WAY = 12


def examples(pages: list[Json]) -> Json:
    """An answer for every field that takes one."""
    return {
        field["name"]: field["example"]
        for page in pages
        for field in page["fields"]
        if field["type"] != "document"
    }


def begin(service: str, *, api: Api | None = None) -> tuple[Api, str]:
    """A draft for the service at the first agency that offers it: who may open it, and its id."""
    api = api or Api()
    about = answer(api.get(f"/services/{service}"))
    wanted = {"service": about["id"], "agency": about["agencies"][0]["code"]}
    draft = answer(api.post("/drafts", wanted), 201)
    return Api(secret=draft["secret"]), draft["id"]


def fill(api: Api, draft: str, service: str) -> None:
    """Answer everything, then send a file for every paper that is missing."""
    pages = answer(api.get(f"/services/{service}/form"))["pages"]
    checked = answer(api.patch(f"/drafts/{draft}", {"answers": examples(pages)}))
    assert checked["errors"] == []
    for missing in checked["missing"]:
        assert missing["kind"] == "document", missing
        answer(api.upload(f"/drafts/{draft}/documents", missing["id"]), 201)
    assert answer(api.get(f"/drafts/{draft}"))["missing"] == []


def apply(service: str) -> tuple[Api, str]:
    """The whole way from a service to the code of a dossier."""
    api, draft = begin(service)
    fill(api, draft, service)
    return api, answer(api.post(f"/drafts/{draft}/submit"), 201)["code"]


def drive(code: str, officers: list[Api]) -> list[str]:
    """Let the officers do what they may, one after the other, until the result is returned."""
    done: list[str] = []
    for _ in range(LONGEST_WAY):
        for api in officers:
            screen = answer(api.get(f"/desk/dossiers/{code}"))
            if screen["state"] == "returned":
                return done
            done += [chosen] if (chosen := act(api, code, screen)) else []
    raise AssertionError(f"{code} never came to its end: {done}")


def act(api: Api, code: str, screen: Json) -> str | None:
    """Do the first of the acts that lead onward; its name, or None when none is offered."""
    offered = {one["act"]: one for one in screen["acts"]}
    for name in ONWARD:
        if name in offered:
            answer(api.post(f"/desk/dossiers/{code}/acts", filled(offered[name], screen)))
            return name
    return None


def filled(offered: Json, screen: Json) -> Json:
    """The body of an act, from the examples of its fields."""
    values: dict[str, Any] = {field["name"]: field["example"] for field in offered["fields"]}
    return {"act": offered["act"], "version": screen["version"], **values}


def new_key() -> str:
    """A key as programs make them."""
    return str(uuid4())
