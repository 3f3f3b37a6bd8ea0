"""Laying new answers over old ones: what is typed is kept, valid or not; unknown keys are refused.

Top-level keys are merged, arrays and objects replaced, null clears. `{"applicant": {"name": …}}`
is the same as `{"applicant.name": …}`.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from motcua.core.refusals import Incomplete
from motcua.eforms.fields import Form

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_NAMED = 20  # unknown keys that are named: looking for what was meant takes time
_DEEPEST = 8  # rows of addresses are three deep; deeper JSON is no answer


def merge(form: Form, answers: Mapping[str, Any], patch: Any) -> dict[str, Any]:
    """The answers with the patch laid over. Raises `Incomplete` naming keys the form lacks."""
    if not isinstance(patch, Mapping):
        raise Incomplete(
            "Câu trả lời phải là một đối tượng JSON.",
            mend='Gửi dạng {"answers": {"applicant.name": "…"}}.',
            missing=[],
            errors=[{"field": "/answers", "message": "Phải là một đối tượng"}],
        )
    flat = list(_flattened(form, patch))
    unknown = [key for key, _ in flat if key not in form.fields]
    if unknown:
        raise _unknown(form, unknown[:_NAMED])
    merged = dict(answers)
    for key, value in flat:
        merged.pop(key, None)
        if value is not None:
            merged[key] = storable(value)
    return merged


def _flattened(form: Form, patch: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Flat names and values. A null for a whole prefix clears all that lies beneath it."""
    prefixes = {name.partition(".")[0] for name in form.fields if "." in name}
    for key, value in patch.items():
        if key not in prefixes or key in form.fields:
            yield key, value
        elif isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", one) for inner, one in value.items())
        elif value is None:
            yield from ((name, None) for name in form.fields if name.startswith(f"{key}."))
        else:
            yield key, value


def _unknown(form: Form, keys: list[str]) -> Incomplete:
    errors = [{"field": f"/{key}", "message": _no_such(form, key)} for key in keys]
    near = {key: name for key in keys if (name := _meant(form, key))}
    return Incomplete(
        f"Tờ khai không có mục {', '.join(f'“{key[:60]}”' for key in keys[:5])}.",
        mend=" ".join(f"Có phải “{name}”?" for name in near.values())
        or "Xem tên các mục ở /services/{id}/form.",
        unknown=keys,
        suggestions=near,
        missing=[],
        errors=errors,
    )


def _no_such(form: Form, key: str) -> str:
    near = _meant(form, key)
    hint = f", có phải “{near}”?" if near else ""
    return f"Tờ khai không có mục “{key[:40]}”{hint}"


def _meant(form: Form, key: str) -> str | None:
    """The name that was probably meant: close in spelling, or right but for its prefix."""
    same_end = [name for name in form.fields if name.rpartition(".")[2] == key]
    close = same_end or get_close_matches(key[:100], list(form.fields), n=1, cutoff=0.7)
    return close[0] if close else None


def storable(value: Any, depth: int = 0) -> Any:
    """The value in a spelling that every database keeps: NFC, no NUL, no half letters, no NaN.

    What cannot be kept becomes U+FFFD (and NaN a text), which `check` then names as unreadable.
    """
    if isinstance(value, str):
        return unicodedata.normalize("NFC", _UNSTORABLE.sub("\ufffd", value))
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if depth > _DEEPEST and isinstance(value, Mapping | list | tuple):
        return "\ufffd"
    if isinstance(value, Mapping):
        return {storable(str(key)): storable(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [storable(one, depth + 1) for one in value]
    return value
