"""Calls the API as a program would: JSON in and out, a token or a secret, a key for every POST."""

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from motcua.people.models import User
from motcua.people.tokens import make_token
from tests.cast import PDF

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

    Response = _MonkeyPatchedWSGIResponse

ROOT = "/api/v1"
Json = dict[str, Any]


class Api:
    """One caller: with a bearer token, with the secret of a draft, or with neither."""

    def __init__(self, *, token: str = "", secret: str = "") -> None:
        """Every request carries what the caller has."""
        self.headers = {"X-Draft-Secret": secret} if secret else {}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        self._client = Client(raise_request_exception=False)

    def get(self, path: str, **parameters: Any) -> "Response":
        """GET; `path` may be the whole address that an answer gave."""
        return self._client.get(_whole(path), parameters or None, headers=self.headers)

    def download(self, path: str) -> bytes:
        """GET an attachment to its end."""
        response = self.get(path)
        assert response.status_code == 200, response.content
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        return b"".join(response)  # a stream, closed at its end

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> "Response":
        """POST JSON (nothing at all for None), under a fresh key unless one is given."""
        return self._send("POST", path, body, {"Idempotency-Key": key or uuid4().hex})

    def patch(self, path: str, body: Any) -> "Response":
        """PATCH JSON."""
        return self._send("PATCH", path, body, {})

    def delete(self, path: str) -> "Response":
        """DELETE."""
        return self._client.delete(_whole(path), headers=self.headers)

    def upload(
        self,
        path: str,
        requirement: str,
        *,
        data: bytes = PDF,
        name: str = "giấy tờ.pdf",
        key: str | None = None,
    ) -> "Response":
        """POST one file as a form of several parts."""
        file = SimpleUploadedFile(name, data)
        headers = {**self.headers, "Idempotency-Key": key or uuid4().hex}
        parts = {"requirement": requirement, "file": file}
        return self._client.post(_whole(path), parts, headers=headers)

    def raw(self, method: str, path: str, data: bytes = b"", **headers: str) -> "Response":
        """Any bytes under any method."""
        return self._client.generic(
            method, _whole(path), data, "application/json", headers={**self.headers, **headers}
        )

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> "Response":
        data = b"" if body is None else json.dumps(body).encode()
        return self.raw(method, path, data, **headers)


def answer(response: "Response", status: int = 200) -> Json:
    """The JSON of an answer that has this status."""
    assert response.status_code == status, response.content.decode()
    return dict(json.loads(response.content))


def problem(response: "Response", status: int) -> Json:
    """The problem of an answer that has this status, right in everything all problems share."""
    assert response.headers["Content-Type"] == "application/problem+json", response.content
    said = answer(response, status)
    assert said["status"] == status
    assert said["type"].startswith("urn:motcua:")
    assert said["title"]
    assert said["detail"]
    assert all(error.keys() == {"field", "message"} for error in said.get("errors", []))
    return said


def faulty(response: "Response", status: int = 422) -> list[str]:
    """The pointers of a problem's errors."""
    return [error["field"] for error in problem(response, status)["errors"]]


def token_of(user: User, scope: str = "all") -> str:
    """A token of this account."""
    return make_token(user, name="thử", scope=scope, days=30, at=timezone.now())[1]


def api_of(user: User, scope: str = "all") -> Api:
    """A caller with a token of this account."""
    return Api(token=token_of(user, scope))


def _whole(path: str) -> str:
    return path if path.startswith(("http://", "/api/")) else f"{ROOT}{path}"
