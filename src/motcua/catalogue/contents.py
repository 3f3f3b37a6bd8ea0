"""Contents of many versions at once, the last ones read remembered.

A published version is never edited, and its digest is the hash of its content: what was read once
under a digest is right for ever. Long contents take longer to read than a search takes.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

from motcua.catalogue.models import ProcedureVersion

REMEMBERED = 300
_DIGEST_LENGTH = 64
_read: OrderedDict[str, Any] = OrderedDict()
_lock = Lock()


def fill_contents(versions: Sequence[ProcedureVersion]) -> None:
    """Give versions that were loaded without their content the content; at most one query.

    They share it with others: it is for reading only.
    """
    known = {version.pk: _read.get(version.digest) for version in versions}
    unknown = [number for number, content in known.items() if content is None]
    known |= ProcedureVersion.objects.filter(pk__in=unknown).values_list("pk", "content")
    for version in versions:
        version.content = known[version.pk]
    _remember({version.digest: version.content for version in versions})


def _remember(contents: Mapping[str, Any]) -> None:
    """As the last ones read; what is no digest (a hash is 64 letters) proves nothing."""
    with _lock:
        for digest, content in contents.items():
            if len(digest) == _DIGEST_LENGTH:
                _read[digest] = content
                _read.move_to_end(digest)
        while len(_read) > REMEMBERED:
            _read.popitem(last=False)


def forget() -> None:
    """Know nothing any more: for tests, which must not hang on what ran before."""
    with _lock:
        _read.clear()
