"""A small OpenID Connect provider that speaks the real protocol over HTTP, for tests alone.

Discovery, authorization code with PKCE, Basic authentication at the token endpoint, signed
id_token, JWKS. It consents at once for whoever is `person`; what it says may be spoiled by a test.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "motcua", "bí mật: của cổng"
Claims = dict[str, Any]


class Provider:
    """One provider; each of its questions is answered once."""

    def __init__(self) -> None:
        """On a free port of this machine, with a key of its own."""
        self.person: Claims = {"sub": "001085000123", "name": "Nguyễn Thị Hoa"}
        self.spoil: Callable[[Claims], Claims] = dict
        self.refuses = False
        self.asked: list[str] = []
        self.key = self.published = new_key()
        self._codes: dict[str, dict[str, str]] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"

    def described(self) -> Claims:
        """What it publishes about itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def jwks(self) -> Claims:
        """The public half of the key it publishes."""
        return dict(KeySet([self.published]).as_dict(private=False))

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser goes back to."""
        assert query["response_type"] == "code"
        assert query["client_id"] == CLIENT
        assert query["code_challenge_method"] == "S256"
        assert "openid" in query["scope"].split()
        back, state = query["redirect_uri"], query["state"]
        if self.refuses:
            return f"{back}?{urlencode({'error': 'access_denied', 'state': state})}"
        code = secrets.token_urlsafe(16)
        self._codes[code] = query
        return f"{back}?{urlencode({'code': code, 'state': state})}"

    def token(self, form: dict[str, str], authorization: str) -> Claims | None:
        """The tokens for a code; None for a wrong client, code, address or verifier."""
        asked = self._codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            asked is None
            or not _is_client(authorization)
            or form["grant_type"] != "authorization_code"
            or form["redirect_uri"] != asked["redirect_uri"]
            or challenge != asked["code_challenge"]
        ):
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300}
        claims |= {"nonce": asked["nonce"], **self.person}
        header = {"alg": "RS256", "kid": self.key.kid}
        token = jwt.encode(header, self.spoil(claims), self.key)
        return {"access_token": "x", "token_type": "Bearer", "id_token": token}


def new_key() -> RSAKey:
    """A key with a name of its own."""
    return RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"}, private=True)


@contextmanager
def serving() -> Iterator[Provider]:
    """A provider that answers until the end of the block."""
    provider = Provider()
    thread = threading.Thread(target=provider.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.server.shutdown()
        provider.server.server_close()
        thread.join()


def _is_client(authorization: str) -> bool:
    pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
    told = parse_qs(f"name={pair.replace(':', '&secret=', 1)}")
    return (told.get("name"), told.get("secret")) == ([CLIENT], [SECRET])


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            provider.asked.append(parts.path)
            if parts.path == "/authorize":
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorize(query))
                self.end_headers()
                return
            pages = {
                "/.well-known/openid-configuration": provider.described,
                "/jwks": provider.jwks,
            }
            found = pages.get(parts.path)
            self._answer(found() if found else None)

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(provider.token(form, self.headers.get("Authorization", "")))

        def _answer(self, found: Claims | None) -> None:
            body = json.dumps({"error": "invalid"} if found is None else found).encode()
            self.send_response(400 if found is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            """Quiet."""

    return Handler
