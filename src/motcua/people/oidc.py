"""OpenID Connect, the side of whoever relies on it: authorization code with PKCE (RFC 7636).

Knows the protocol (OpenID Connect Core 1.0, sections 3.1 and 5), no account and no page. Nothing
that came by the browser is believed; the id_token is believed by its signature alone.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.core.cache import cache
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from motcua.core.refusals import Refusal

SECONDS = 5  # for each answer of the provider
LARGEST = 1_000_000  # bytes of an answer
KEPT = 3600  # seconds for which its description and keys are believed
LEEWAY = 60  # seconds by which its clock may go wrong
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]  # public keys alone: never `none`, never HMAC
SCOPES = "openid profile email"


class NotProved(Refusal):
    """The provider did not say who this is, or what it said does not hold."""

    code, status, title = "identity-not-proved", 502, "Chưa đăng nhập được"


@dataclass(frozen=True, kw_only=True)
class Provider:
    """Who proves identities, and as whom we are known there."""

    issuer: str
    client_id: str
    client_secret: str
    name: str

    def __bool__(self) -> bool:
        """Is there one at all?"""
        return bool(self.issuer and self.client_id)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What we remember of a question, to know its answer again; kept in the session."""

    state: str
    nonce: str
    verifier: str
    at: float

    def kept(self) -> dict[str, Any]:
        """As a session keeps it."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who it is, by issuer and subject alone; the rest is what the provider says of her."""

    issuer: str
    subject: str
    name: str = ""
    email: str = ""


def provider() -> Provider:
    """The one that the settings name; false where there is none."""
    return Provider(
        issuer=settings.OIDC_ISSUER,
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        name=settings.OIDC_NAME,
    )


def ask(who: Provider, *, back: str) -> tuple[str, Asked]:
    """Where to send the browser, and what to remember. Raises `NotProved`."""
    asked = Asked(
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        at=time.time(),
    )
    digest = hashlib.sha256(asked.verifier.encode()).digest()
    query = {
        "response_type": "code",
        "client_id": who.client_id,
        "redirect_uri": back,
        "scope": SCOPES,
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    address = _described(who)["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}", asked


def answered(who: Provider, asked: Asked, query: Mapping[str, str], *, back: str) -> Identity:
    """Who it is, after the browser came back. Raises `NotProved`."""
    if not secrets.compare_digest(query.get("state", "").encode(), asked.state.encode()):
        raise _not_proved("Trang quay về không khớp với lần đăng nhập này.")
    if query.get("iss", who.issuer) != who.issuer:  # RFC 9207
        raise _not_proved("Câu trả lời đến từ một nơi khác.")
    if "code" not in query:
        raise _not_proved("Chưa có sự đồng ý ở nơi định danh.")
    told = _post(who, query["code"], asked.verifier, back)
    return _identity(who, asked, _claims(who, str(told.get("id_token", ""))))


def _identity(who: Provider, asked: Asked, claims: Mapping[str, Any]) -> Identity:
    """What the token says, once everything in it holds (Core, section 3.1.3.7)."""
    now, audience = time.time(), claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    holds = (
        claims.get("iss") == who.issuer
        and who.client_id in audiences
        and (len(audiences) == 1 or claims.get("azp") == who.client_id)
        and claims.get("azp", who.client_id) == who.client_id
        and _number(claims.get("exp")) > now - LEEWAY
        and _number(claims.get("iat")) < now + LEEWAY
        and secrets.compare_digest(str(claims.get("nonce", "")).encode(), asked.nonce.encode())
        and isinstance(claims.get("sub"), str)
        and 0 < len(claims["sub"]) <= 255
    )
    if not holds:
        raise _not_proved("Câu trả lời của nơi định danh không dùng được.")
    proved = claims.get("email_verified") is True
    return Identity(
        issuer=who.issuer,
        subject=claims["sub"],
        name=" ".join(str(claims.get("name") or "").split())[:200],
        email=str(claims.get("email") or "")[:254] if proved else "",
    )


def _number(value: Any) -> float:
    """A moment; what is none has long passed."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def _claims(who: Provider, token: str) -> dict[str, Any]:
    """What the token says, its signature checked against the provider's keys of now."""
    try:
        try:
            return _verified(token, _keys(who))
        except InvalidKeyIdError:  # it has changed its keys since
            return _verified(token, _keys(who, anew=True))
    except (JoseError, ValueError, TypeError) as fault:
        raise _not_proved("Chữ ký của nơi định danh không đúng.") from fault


def _verified(token: str, keys: Any) -> dict[str, Any]:
    return dict(jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims)


def _keys(who: Provider, *, anew: bool = False) -> dict[str, Any]:
    return _get(_described(who)["jwks_uri"], anew=anew)


def _described(who: Provider) -> dict[str, Any]:
    """What the provider publishes about itself (Discovery 1.0); it must name itself."""
    address = f"{who.issuer.rstrip('/')}/.well-known/openid-configuration"
    found = _get(address)
    wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if found.get("issuer") != who.issuer or not all(isinstance(found.get(w), str) for w in wanted):
        cache.delete(_cached(address))
        raise _not_proved("Nơi định danh tự mô tả không đúng.")
    return found


def _post(who: Provider, code: str, verifier: str, back: str) -> dict[str, Any]:
    """Trade the code for tokens, as ourselves."""
    described = _described(who)
    body = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": verifier,
        "client_id": who.client_id,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    methods = described.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if "client_secret_basic" in methods:
        pair = f"{quote(who.client_id, safe='')}:{quote(who.client_secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        body["client_secret"] = who.client_secret
    return _fetch("POST", described["token_endpoint"], urlencode(body), headers)


def _get(address: str, *, anew: bool = False) -> dict[str, Any]:
    found: dict[str, Any] | None = None if anew else cache.get(_cached(address))
    if found is None:
        found = _fetch("GET", address, None, {})
        cache.set(_cached(address), found, timeout=KEPT)
    return found


def _cached(address: str) -> str:
    return f"oidc:{hashlib.sha256(address.encode()).hexdigest()}"


def _fetch(method: str, address: str, body: str | None, headers: dict[str, str]) -> dict[str, Any]:
    """A JSON object; no redirect is followed. Without TLS only where the settings say http."""
    parts = urlsplit(address)
    if parts.scheme != "https" and urlsplit(settings.OIDC_ISSUER).scheme == "https":
        raise _not_proved("Nơi định danh đưa đến một địa chỉ không an toàn.")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
        try:
            connection.request(method, path, body, {"Accept": "application/json", **headers})
            answer = connection.getresponse()
            found = json.loads(answer.read(LARGEST))
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError) as fault:
        raise _not_proved("Nơi định danh chưa trả lời.") from fault
    if answer.status != 200 or not isinstance(found, dict):
        raise _not_proved("Nơi định danh không nhận câu hỏi này.")
    return found


def _not_proved(why: str) -> NotProved:
    return NotProved(
        "Chưa đăng nhập được bằng tài khoản định danh.",
        why=why,
        mend="Thử lại, hoặc đăng nhập bằng mật khẩu. Bản nháp đang viết vẫn còn.",
    )
