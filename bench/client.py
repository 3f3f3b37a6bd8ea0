"""A small HTTP client on one kept connection: JSON, and forms with a file."""

import http.client
import json
import uuid
from typing import Any


class Client:
    """Speaks to 127.0.0.1 at a port. Any answer from 400 up is an error of the bench."""

    def __init__(self, port: int, **headers: str) -> None:
        """`headers` go with every request, an underscore for each hyphen."""
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Send JSON (or nothing), read JSON."""
        sent = None if body is None else json.dumps(body).encode()
        return json.loads(self._send(method, path, sent, "application/json"))

    def post(self, path: str, file: tuple[str, bytes], **fields: str) -> bytes:
        """Send a form with one file; the bytes of the answer."""
        boundary = uuid.uuid4().hex
        parts = [_part(boundary, f'name="{name}"', v.encode()) for name, v in fields.items()]
        parts.append(_part(boundary, f'name="file"; filename="{file[0]}"', file[1]))
        body = b"".join(parts) + f"--{boundary}--\r\n".encode()
        return self._send("POST", path, body, f"multipart/form-data; boundary={boundary}")

    def _send(self, method: str, path: str, body: bytes | None, kind: str) -> bytes:
        headers = self.headers | ({"Content-Type": kind} if body is not None else {})
        if method == "POST" and path.startswith("/api/"):
            headers["Idempotency-Key"] = uuid.uuid4().hex
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        read = answer.read()
        if answer.status >= 400:
            raise SystemExit(f"{method} {path}: {answer.status} {read.decode()[:500]}")
        return read


def _part(boundary: str, disposition: str, value: bytes) -> bytes:
    head = f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n"
    return head.encode() + value + b"\r\n"
