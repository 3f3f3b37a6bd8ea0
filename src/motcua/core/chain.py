"""The chain of hashes that shows whether a journal was altered. Knows no tables.

Each entry's hash covers its facts and the hash before it. Cutting entries off the end leaves a
whole chain: how many there should be is known elsewhere.
"""

import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

GENESIS: Final = "0" * 64
"""What stands before the first entry."""


class Link(NamedTuple):
    """What the chain needs of an entry: the hash before it, its own, and what that covers."""

    previous: str
    sha256: str
    facts: Mapping[str, Any]


def canonical(data: Any) -> bytes:
    """The one spelling of JSON data: sorted keys, no spaces, UTF-8, text in Unicode NFC.

    Whole numbers are written alike whether they come as `1` or `1.0`, since databases do not keep
    the difference. Raises `TypeError` for what JSON does not have, `ValueError` for NaN and for
    keys that fall together.
    """
    return _SPELLING.encode(_plain(data)).encode()


def entry_hash(previous: str, facts: Mapping[str, Any]) -> str:
    """SHA-256 in hex over the hash before and the facts. Raises `ValueError` for no hash before."""
    if len(bytes.fromhex(previous)) != hashlib.sha256().digest_size:
        raise ValueError(f"not a SHA-256: {previous}")
    return hashlib.sha256(previous.encode() + b"\n" + _canonical_quickly(facts)).hexdigest()


def answers_hmac(salt_hex: str, answers: Mapping[str, Any]) -> str:
    """HMAC-SHA-256 of the answers under the dossier's salt.

    The journal holds this in place of the answers, so that erasing answers and salt leaves it
    whole and tells nothing. Raises `ValueError` for an erased salt.
    """
    if not salt_hex:
        raise ValueError("the salt was erased")
    return hmac.new(bytes.fromhex(salt_hex), canonical(answers), hashlib.sha256).hexdigest()


def broken_at(entries: Iterable[Link]) -> int | None:
    """The place (0 for the first) of the first entry that does not fit, or None if all do."""
    before = GENESIS
    for place, link in enumerate(entries):
        if link.previous != before or link.sha256 != entry_hash(before, link.facts):
            return place
        before = link.sha256
    return None


def _canonical_quickly(data: Any) -> bytes:
    """`canonical` of what JSON has, without walking through it where the text shows no need.

    There is need where letters are not composed, or where a number may be `1.0`. Keys are text in
    everything that was read from JSON or is stored as JSON.
    """
    text = _SPELLING.encode(data)
    composed = text.isascii() or unicodedata.is_normalized("NFC", text)
    if not composed or _FLOAT.search(text) or ("[" in text and _FLOAT_IN_LIST.search(text)):
        return canonical(data)
    return text.encode()


# A number with a fraction or exponent behind a key, or within a list; a text that looks like one
# costs nothing but time. Two patterns, for the one that begins with fixed letters is quick.
_FLOAT: Final = re.compile(r'":-?\d+[.eE]')
_FLOAT_IN_LIST: Final = re.compile(r"[\[,]-?\d+[.eE]")
_SPELLING: Final = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
)


def _plain(data: Any) -> Any:
    if isinstance(data, str):
        return _composed(data)
    if data is None or isinstance(data, int):
        return data
    if isinstance(data, (dict, Mapping)):  # the abstract class last: asking it is slow
        return _plain_mapping(data)
    if isinstance(data, list | tuple):
        return [_plain(item) for item in data]
    if isinstance(data, float) and data.is_integer():
        return int(data)
    return data


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _plain_mapping(data: Mapping[Any, Any]) -> dict[str, Any]:
    plain = {}
    for key, value in data.items():
        if not isinstance(key, str):
            raise TypeError("keys of JSON are text")
        # Most values are texts without accents: not worth a call.
        as_it_is = type(value) is str and value.isascii()
        plain[_composed(key)] = value if as_it_is else _plain(value)
    if len(plain) != len(data):
        raise ValueError("two keys are the same in NFC")
    return plain
