"""Codes of six digits that change every half minute (TOTP, RFC 6238). Knows no account.

The key is derived from a salt and `SECRET_KEY`: whoever changes `SECRET_KEY` lets everybody set
up the second step anew.
"""

import base64
import hashlib
import hmac
import re
import secrets
import struct
from datetime import datetime
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

PERIOD = 30  # seconds
DIGITS = 6
NEIGHBOURS = 1  # clocks of telephones may go wrong by one period


def new_salt() -> str:
    """What the key of a new telephone is derived from."""
    return secrets.token_hex(16)


def key_of(salt: str) -> str:
    """The key as people type it in: base32, 160 bits."""
    return base64.b32encode(_key(salt)).decode()


def address_of(salt: str, username: str) -> str:
    """What the QR code says; apps name the account by it."""
    issuer = urlsplit(settings.SITE_URL).hostname or "motcua"
    name = quote(f"{issuer}:{username}")
    return f"otpauth://totp/{name}?secret={key_of(salt)}&issuer={quote(issuer)}"


def step_of(salt: str, typed: str, at: datetime) -> int | None:
    """The half minute to which this code belongs, near this moment; None for a wrong one."""
    code = re.sub(r"\s", "", typed)
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", code):
        return None
    now, key = int(at.timestamp()) // PERIOD, _key(salt)
    steps = range(now - NEIGHBOURS, now + NEIGHBOURS + 1)
    fitting = [step for step in steps if hmac.compare_digest(_code(key, step), code)]
    return fitting[-1] if fitting else None


def code_at(key: str, at: datetime) -> str:
    """The code that an app with this key shows at this moment."""
    return _code(base64.b32decode(key), int(at.timestamp()) // PERIOD)


def _key(salt: str) -> bytes:
    return salted_hmac("people.one-time-codes", salt, algorithm="sha256").digest()[:20]


def _code(key: bytes, step: int) -> str:
    """RFC 4226, section 5.3."""
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    place = digest[-1] & 0xF
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"
