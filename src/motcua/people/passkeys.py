"""Logging in by a passkey (WebAuthn level 3): a key in the telephone, opened by finger or face.

The key proves both that one has it and that one is its owner, so nothing more is asked. It belongs
to the host of `MOTCUA_SITE_URL`; browsers make none for a bare number as host.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from motcua.core.refusals import Refusal
from motcua.people.login import may_log_in
from motcua.people.models import Passkey, User

MOST = 20  # keys of one account
LONGEST_NAME = 60
State = dict[str, Any]
_WRONG = (ValueError, TypeError, KeyError, AttributeError, IndexError)
"""What the library raises for letters that are no answer of a key."""


class NoPasskey(Refusal):
    """The key was not proved."""

    code, status, title = "no-passkey", 422, "Chưa dùng được khóa"


def possible() -> bool:
    """Can there be passkeys under the address of this place?"""
    host = urlsplit(settings.SITE_URL).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return bool(host)
    return False


def of(user: User) -> list[Passkey]:
    """The keys of this account, oldest first."""
    return list(Passkey.objects.filter(user=user).order_by("pk"))


def ask_new(user: User) -> tuple[str, State]:
    """What to ask the browser for a new key, and what to remember of it."""
    known = [
        PublicKeyCredentialDescriptor(
            type=PublicKeyCredentialType.PUBLIC_KEY, id=websafe_decode(key.credential)
        )
        for key in of(user)
    ]
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(
            id=str(user.pk).encode(), name=user.username, display_name=user.name
        ),
        known,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return json.dumps(dict(options)), _kept(state)


def add(user: User, state: State, told: str, *, name: str, at: datetime) -> Passkey:
    """Keep the public half of a new key. Raises `NoPasskey`."""
    try:
        data = _server().register_complete(state, _answer(told)).credential_data
    except _WRONG as fault:
        raise _no_passkey() from fault
    if data is None or Passkey.objects.filter(user=user).count() >= MOST:
        raise _no_passkey()
    key = Passkey(
        user=user,
        name=" ".join(name.split())[:LONGEST_NAME] or "Khóa",
        credential=websafe_encode(data.credential_id),
        public=websafe_encode(data),
        created_at=at,
    )
    try:
        with transaction.atomic():
            key.save()
    except IntegrityError as fault:
        raise _no_passkey() from fault
    return key


def ask_known() -> tuple[str, State]:
    """What to ask the browser when nobody is known yet, and what to remember of it."""
    options, state = _server().authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED
    )
    return json.dumps(dict(options)), _kept(state)


@transaction.atomic
def user_of(state: State, told: str) -> User:
    """Whose key answered. Raises `NoPasskey`; also for a key that a copy has overtaken."""
    try:
        answer = AuthenticationResponse.from_dict(_answer(told))
        keys = Passkey.objects.select_for_update(of=("self",)).select_related("user")
        key = keys.filter(credential=websafe_encode(answer.raw_id)).first()
        if key is None:
            raise _no_passkey()
        public = AttestedCredentialData(websafe_decode(key.public))
        _server().authenticate_complete(state, [public], answer)
    except _WRONG as fault:
        raise _no_passkey() from fault
    count = answer.response.authenticator_data.counter
    if (count or key.used) and count <= key.used:
        raise _no_passkey()
    if not may_log_in(key.user):
        raise _no_passkey()
    Passkey.objects.filter(pk=key.pk).update(used=count)
    return key.user


def remove(user: User, number: int) -> Passkey | None:
    """The key opens nothing any more; None when it was not hers."""
    key = Passkey.objects.filter(user=user, pk=number).first()
    if key is not None:
        key.delete()
    return key


def _server() -> Fido2Server:
    parts = urlsplit(settings.SITE_URL)
    host, origin = parts.hostname or "", f"{parts.scheme}://{parts.netloc}"
    place = PublicKeyCredentialRpEntity(id=host, name=host)
    return Fido2Server(place, verify_origin=lambda told: told == origin)


def _kept(state: Mapping[str, Any]) -> State:
    """As a session keeps it."""
    return {name: str(getattr(value, "value", value)) for name, value in state.items()}


def _answer(told: str) -> dict[str, Any]:
    found = json.loads(told)
    if not isinstance(found, dict):
        raise TypeError
    return found


def _no_passkey() -> NoPasskey:
    return NoPasskey(
        "Chưa dùng được khóa này.",
        mend="Thử lại, chọn khóa khác, hoặc đăng nhập bằng mật khẩu.",
    )
