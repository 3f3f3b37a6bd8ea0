"""What an import did: counts, lines that could not be taken, remarks per record."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from motcua.catalogue.publishing import Change
from motcua.catalogue.reading.remarks import Remark


@dataclass(frozen=True, kw_only=True)
class BrokenLine:
    """A line that was left out: its number in the file, its code if known, why, and the cure."""

    line: int
    what: str
    mend: str
    code: str = ""

    @property
    def sentence(self) -> str:
        """“Dòng 12 (1.001193): … …”"""
        whose = f" ({self.code})" if self.code else ""
        return f"Dòng {self.line}{whose}: {self.what} {self.mend}"


@dataclass(kw_only=True)
class Report:
    """Grows while the import goes on. `lines` counts what was read, blank lines aside."""

    lines: int = 0
    counts: Counter[Change] = field(default_factory=Counter)
    broken: list[BrokenLine] = field(default_factory=list)
    remarks: dict[str, tuple[Remark, ...]] = field(default_factory=dict)

    @property
    def added(self) -> int:
        """Procedures that were not known before."""
        return self.counts[Change.ADDED]

    @property
    def changed(self) -> int:
        """Procedures that got a new version."""
        return self.counts[Change.CHANGED]

    @property
    def unchanged(self) -> int:
        """Procedures that are as they were."""
        return self.counts[Change.UNCHANGED]

    @property
    def summary(self) -> str:
        """The counts in one sentence."""
        return (
            f"Đã đọc {self.lines} dòng: {self.added} thủ tục mới, {self.changed} có bản mới, "
            f"{self.unchanged} không đổi; {len(self.broken)} dòng lỗi, "
            f"{len(self.remarks)} thủ tục có điều chưa hiểu hết."
        )

    @property
    def problems(self) -> list[str]:
        """All that one should look at, broken lines first, each as a sentence."""
        return [broken.sentence for broken in self.broken] + list(self._remarked())

    def to_json(self) -> dict[str, Any]:
        """Everything, for programs."""
        return {
            "lines": self.lines,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "broken": [asdict(broken) for broken in self.broken],
            "remarks": {
                code: [remark.to_json() for remark in remarks]
                for code, remarks in self.remarks.items()
            },
        }

    def _remarked(self) -> Iterator[str]:
        for code, remarks in self.remarks.items():
            yield from (f"{code}: {remark.what}" for remark in remarks)
