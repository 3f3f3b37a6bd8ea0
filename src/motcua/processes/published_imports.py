"""Taking published processes in: the same file again changes nothing, nothing is dropped."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.core.folding import fold
from motcua.processes.definitions import BadProcess, process_to_json
from motcua.processes.models import PublishedProcess
from motcua.processes.published import Published, read


@dataclass(kw_only=True)
class Report:
    """What came of each line. `broken` are lines that are no process; `remarks` by name."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    broken: list[str] = field(default_factory=list)
    remarks: dict[str, list[str]] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """The counts in one sentence."""
        return (
            f"{self.added} quy trình mới, {self.changed} thay đổi, {self.unchanged} không đổi; "
            f"{len(self.broken)} dòng lỗi, {len(self.remarks)} quy trình có điều cần xem."
        )


@transaction.atomic
def import_published(lines: Iterable[tuple[int, bytes]], *, at: datetime) -> Report:
    """Keep every process of these numbered lines of JSON; broken ones are named, others go on."""
    report, met = Report(), Counter[str]()
    for number, line in lines:
        try:
            found = read(json.loads(line))
        except BadProcess as fault:
            report.broken.append(f"Dòng {number}: {fault} Sửa dòng này rồi nhập lại cả tệp.")
        except (ValueError, UnicodeDecodeError):
            report.broken.append(f"Dòng {number}: không phải JSON. Sửa dòng này rồi nhập lại.")
        else:
            met[found.identity] += 1
            _keep(found, met[found.identity], report, at)
    return report


def _keep(found: Published, which: int, report: Report, at: datetime) -> None:
    """`which` tells alternatives apart that one decision publishes under one name."""
    if found.remarks:
        title = f"{found.name} ({found.case})" if found.case else found.name
        report.remarks.setdefault(title, []).extend(found.remarks)
    said = _columns(found)
    digest = hashlib.sha256(f"{found.identity}\n{which}".encode()).hexdigest()
    row, is_new = PublishedProcess.objects.get_or_create(
        digest=digest, defaults={**said, "imported_at": at}
    )
    if is_new:
        report.added += 1
    elif all(getattr(row, name) == value for name, value in said.items()):
        report.unchanged += 1
    else:
        PublishedProcess.objects.filter(pk=row.pk).update(**said, imported_at=at)
        report.changed += 1


def _columns(found: Published) -> dict[str, Any]:
    words = (found.name, found.case, found.agency, *found.codes)
    return {
        "name": found.name,
        "codes": list(found.codes),
        "case": found.case[:500],
        "agency": found.agency[:200],
        "source": found.source[:500],
        "folded": fold(" ".join(words)),
        "definition": process_to_json(found.process),
        "total": found.total,
        "remarks": list(found.remarks),
    }
