"""The description: OpenAPI 3.1, whole, and true of what every operation says and answers."""

from typing import Any

import pytest
import schemathesis
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from motcua.api.site import api
from tests.api.client import Api, Json, answer

METHODS = {"get", "post", "patch", "delete"}
CONTRACT = {
    "/me": {"get"},
    "/units": {"get"},
    "/services": {"get"},
    "/services/{service}": {"get"},
    "/services/{service}/form": {"get"},
    "/drafts": {"post"},
    "/drafts/{draft}": {"get", "patch"},
    "/drafts/{draft}/documents": {"get", "post"},
    "/drafts/{draft}/documents/{document}": {"get", "delete"},
    "/drafts/{draft}/submit": {"post"},
    "/dossiers/{code}": {"get"},
    "/dossiers/{code}/documents": {"post"},
    "/dossiers/{code}/documents/{document}": {"get"},
    "/dossiers/{code}/slips/{slip}": {"get"},
    "/dossiers/{code}/supplement": {"post"},
    "/dossiers/{code}/withdraw": {"post"},
    "/dossiers/{code}/messages": {"post"},
    "/dossiers/{code}/rating": {"post"},
    "/dossiers/{code}/payments": {"post"},
    "/desk/dossiers": {"get", "post"},
    "/desk/dossiers/{code}": {"get"},
    "/desk/dossiers/{code}/acts": {"post"},
    "/statistics": {"get"},
    "/export/journal": {"get"},
}
PROBLEM = {"$ref": "#/components/schemas/Problem"}


@pytest.fixture
def schema(db: None) -> Json:
    return answer(Api().get("/openapi.json"))


def operations(schema: Json) -> list[tuple[str, str, Json]]:
    paths = schema["paths"].items()
    return [(path, method, one) for path, found in paths for method, one in found.items()]


def found(schema: Json, one: Json) -> Any:
    """What a reference points to."""
    at: Any = one
    if "$ref" in one:
        at = schema
        for step in one["$ref"].removeprefix("#/").split("/"):
            at = at[step]
    return at


def references(one: Any) -> list[str]:
    if isinstance(one, list):
        return [ref for part in one for ref in references(part)]
    if not isinstance(one, dict):
        return []
    own = [one["$ref"]] if "$ref" in one else []
    return own + [ref for part in one.values() for ref in references(part)]


def test_it_is_openapi_3_1(schema: Json) -> None:
    assert schema["openapi"].startswith("3.1.")
    OPENAPI_31_VALIDATOR.validate(schema)
    schemathesis.openapi.from_dict(schema).validate()


def test_it_has_every_operation_of_the_contract_and_no_other(schema: Json) -> None:
    paths = {path.removeprefix("/api/v1"): set(found) for path, found in schema["paths"].items()}

    assert paths == CONTRACT


def test_every_reference_points_to_something(schema: Json) -> None:
    assert all(found(schema, {"$ref": ref}) for ref in references(schema))


def test_every_operation_has_a_name_a_summary_and_its_problems(schema: Json) -> None:
    names = [one["operationId"] for *_, one in operations(schema)]
    assert len(names) == len(set(names))
    for path, method, one in operations(schema):
        assert one["summary"] and one["description"], one
        problems = {status for status in one["responses"] if int(status) >= 400}
        assert "500" in problems
        assert ("404" in problems) >= ("{" in path)
        assert ("400" in problems) == ("413" in problems) == ("requestBody" in one), path
        for status in problems:
            content = found(schema, one["responses"][status])["content"]
            assert content == {"application/problem+json": {"schema": PROBLEM}}, (path, method)


def test_every_answer_has_its_type(schema: Json) -> None:
    for path, method, one in operations(schema):
        for status, response in one["responses"].items():
            if status in {"200", "201"}:
                [content] = found(schema, response)["content"].values()
                shape = found(schema, content["schema"])
                assert shape.get("properties") or shape.get("format") == "binary", (path, method)


def test_every_post_takes_a_key(schema: Json) -> None:
    for path, method, one in operations(schema):
        names = {found(schema, parameter)["name"] for parameter in one["parameters"]}
        assert ("Idempotency-Key" in names) == (method == "post"), path


def test_every_operation_says_what_opens_it(schema: Json) -> None:
    doors = schema["components"]["securitySchemes"]
    assert doors["BearerToken"]["scheme"] == "bearer"
    assert doors["DraftSecret"]["name"] == "X-Draft-Secret"
    for path, _, one in operations(schema):
        opened = [set(door) for door in one.get("security", [])]
        if path.endswith(("/services", "/units", "/form", "/{service}", "/statistics")):
            assert opened == []
        elif path.endswith("/v1/drafts"):
            assert set() in opened
        else:
            assert {"BearerToken"} in opened
            assert set() not in opened


def test_there_is_one_schema_per_act(schema: Json) -> None:
    body = schema["paths"]["/api/v1/desk/dossiers/{code}/acts"]["post"]["requestBody"]
    one_of = body["content"]["application/json"]["schema"]

    acts = {found(schema, ref)["properties"]["act"]["const"] for ref in one_of["oneOf"]}
    assert acts == one_of["discriminator"]["mapping"].keys()
    assert len(acts) == len(one_of["oneOf"])


def test_it_is_made_once(schema: Json) -> None:
    assert api.get_openapi_schema() is api.get_openapi_schema()
    assert answer(Api().get("/openapi.json")) == schema
