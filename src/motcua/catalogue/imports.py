"""Imports published procedures from a file of JSON lines; the same file again changes nothing.

A broken line is reported with its number and how to mend it, and the others go on. Batches are
committed one by one: after an interruption the same command completes the work.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from motcua.catalogue import offers
from motcua.catalogue.import_files import FileUnreadable, numbered_lines
from motcua.catalogue.import_report import BrokenLine, Report
from motcua.catalogue.publishing import Change, Publication, publish_all
from motcua.catalogue.reading.contents import read_content
from motcua.catalogue.reading.records import BrokenRecord, read_record

BATCH = 100


def import_procedures(
    path: Path | str, *, progress: Callable[[int], None] | None = None, at: datetime
) -> Report:
    """Take in every procedure of the file, gzip or plain, and make the search index anew.

    `progress` is told how many lines are done. Raises `FileUnreadable`; what stood before the
    unreadable place has been taken in then.
    """
    report = Report()
    try:
        _take_all(_publications(numbered_lines(Path(path)), report), report, progress, at)
    except FileUnreadable:
        if report.lines:
            _rebuild_index()
        raise
    if not report.lines:
        raise FileUnreadable(f"Tệp {path} không có dòng nào.", mend="Chọn tệp có thủ tục.")
    _rebuild_index()
    return report


def _take_all(
    publications: Iterator[Publication],
    report: Report,
    progress: Callable[[int], None] | None,
    at: datetime,
) -> None:
    while batch := list(islice(publications, BATCH)):
        _take(batch, report, at)
        if progress is not None:
            progress(report.lines)


def _publications(lines: Iterator[tuple[int, bytes]], report: Report) -> Iterator[Publication]:
    """What the lines say, one by one; broken ones go to the report."""
    seen: dict[str, int] = {}
    for number, line in lines:
        report.lines += 1
        try:
            record = read_record(line)
            _check_first(record.code, number, seen)
        except BrokenRecord as broken:
            report.broken.append(
                BrokenLine(line=number, code=broken.code, what=broken.what, mend=broken.mend)
            )
            continue
        content, remarks = read_content(record)
        if remarks:
            report.remarks[content.code] = tuple(remarks)
        yield Publication(content=content, remarks=remarks)


def _check_first(code: str, number: int, seen: dict[str, int]) -> None:
    if code in seen:
        raise BrokenRecord(
            f"Mã này đã có ở dòng {seen[code]}.", "Giữ một dòng cho mỗi mã thủ tục.", code
        )
    seen[code] = number


@transaction.atomic
def _take(batch: list[Publication], report: Report, at: datetime) -> None:
    """One transaction: new versions, and what services show of them."""
    published = publish_all(batch, at=at)
    changed = [one.procedure for one in published if one.change is Change.CHANGED]
    offers.refresh(changed, at=at)
    report.counts.update(one.change for one in published)


def _rebuild_index() -> None:
    from motcua.catalogue.search_index import rebuild

    rebuild()
