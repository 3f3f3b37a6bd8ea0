"""The API's description (OpenAPI 3.1), completed with what all operations have in common.

Problems, the key of a POST and the doors follow from what an operation is, by the rules below;
so none can be forgotten in one place.
"""

from collections.abc import Iterator
from typing import Any

from ninja import NinjaAPI
from ninja.errors import ConfigError
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.operation import Operation

from motcua.api.problems import CONTENT_TYPE, TITLES, Problem

Json = dict[str, Any]

ANYBODY: Json = {"security": [{}]}  # beside the doors: no door at all
BYTES: Json = {
    "responses": {200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}}
}
MEANINGS = TITLES | {
    409: "Đã có thay đổi, hoặc chưa làm được ở trạng thái này",
    410: "Đã hết hạn",
    507: "Tạm thời không lưu được tệp",
}
KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1},
    "description": (
        "Yêu cầu gửi lại cùng khóa nhận lại đúng câu trả lời đầu tiên. Khóa đã dùng cho một yêu "
        "cầu khác bị từ chối (409). Không có mã truy cập hay mã bí mật: khóa ngẫu nhiên từ 16 ký "
        "tự."
    ),
}


class Description(OpenAPISchema):
    """The library's, but it does not let one type silently take the place of another."""

    def add_schema_definitions(self, definitions: Json) -> None:
        """Raises `ConfigError` for two types of one name."""
        for name, definition in definitions.items():
            if self.schemas.get(name, definition) != definition:
                raise ConfigError(f"two types of the API are called {name}: rename one")
        super().add_schema_definitions(definitions)


class DescribedAPI(NinjaAPI):
    """An API whose description is made once and says what can go wrong."""

    _whole: Description | None = None

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: Json | None = None
    ) -> OpenAPISchema:
        """The whole description."""
        if self._whole is None:
            prefix = path_prefix or self.get_root_path(path_params or {})
            self._whole = _completed(Description(self, prefix))
        return self._whole

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """`drafts_submit`: the module and the function."""
        view = operation.view_func
        return f"{view.__module__.rpartition('.')[2]}_{view.__name__}"


def _completed(schema: Description) -> Description:
    components = schema["components"]
    problem = Problem.model_json_schema(ref_template=REF_TEMPLATE)
    components["schemas"] |= problem.pop("$defs", {})
    components["schemas"]["Problem"] = problem
    components["responses"] = {_name(status): _problem(status) for status in MEANINGS}
    components["parameters"] = {"IdempotencyKey": KEY}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            _complete(path, method, operation)
    return schema


def _complete(path: str, method: str, operation: Json) -> None:
    if method == "post":
        operation["parameters"].append({"$ref": "#/components/parameters/IdempotencyKey"})
    for status in sorted(set(_problems(path, method, operation))):
        ref = f"#/components/responses/{_name(status)}"
        operation["responses"].setdefault(status, {"$ref": ref})


def _problems(path: str, method: str, operation: Json) -> Iterator[int]:
    """Which problems an operation may answer, by what it is."""
    tags, body = set(operation["tags"]), operation.get("requestBody", {})
    yield 500
    if operation.get("security"):
        yield 401
    if tags & {"desk", "audit"}:
        yield 403
    if "{" in path or "audit" in tags:
        yield 404
    if any(one.get("in") == "query" for one in operation["parameters"]):
        yield 422
    if body:
        yield from (400, 411, 413, 422)
    if "multipart/form-data" in body.get("content", {}):
        yield 507
    if method == "post":
        yield from (409, 422)
    if "/drafts/" in path:
        yield from (409, 410)


def _problem(status: int) -> Json:
    schema = {"$ref": REF_TEMPLATE.format(model="Problem")}
    return {"description": MEANINGS[status], "content": {CONTENT_TYPE: {"schema": schema}}}


def _name(status: int) -> str:
    return f"Problem{status}"
