"""What an import could not understand, or mended, in one record. Kept beside the version."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One thing met while reading: what it is `about` (a key of the record) and a sentence."""

    about: str
    what: str

    def to_json(self) -> dict[str, str]:
        """Plain JSON, as `ProcedureVersion.report` keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """A remark from its JSON."""
        return cls(about=data["about"], what=data["what"])
