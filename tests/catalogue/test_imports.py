"""A file of procedures is taken in whole: again is nothing, broken lines stop nothing."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.catalogue import offers
from motcua.catalogue.import_files import LONGEST_LINE, FileUnreadable
from motcua.catalogue.import_report import Report
from motcua.catalogue.imports import import_procedures
from motcua.catalogue.models import Procedure, ProcedureVersion, SearchPosting
from tests.catalogue.records import Record, dirty, line, record, write
from tests.catalogue.rooms import NOW, make_agency

pytestmark = pytest.mark.django_db


def _import(path: Path, *lines: Record | bytes) -> Report:
    return import_procedures(write(path, lines), at=NOW)


@pytest.mark.parametrize("name", ["p.jsonl", "p.jsonl.gz"])
def test_every_record_becomes_a_procedure_with_a_version(tmp_path: Path, name: str) -> None:
    report = _import(tmp_path / name, record(), *dirty())
    assert (report.lines, report.added, report.broken) == (12, 12, [])
    assert Procedure.objects.exclude(current=None).count() == 12
    procedure = Procedure.objects.get(code="9.000001")
    assert (procedure.field, procedure.owner) == ("Thuyền nan", "bo-thuyen-nan")


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    _import(path, record(), *dirty())
    before = list(ProcedureVersion.objects.order_by("pk").values())
    report = import_procedures(path, at=NOW + timedelta(days=1))
    assert (report.added, report.changed, report.unchanged) == (0, 0, 12)
    assert list(ProcedureVersion.objects.order_by("pk").values()) == before


def test_a_changed_record_gets_a_new_version_and_the_old_one_stays(tmp_path: Path) -> None:
    _import(tmp_path / "old.jsonl", record(), record("9.000002"))
    report = _import(tmp_path / "new.jsonl", record(name="Đăng ký ghe"), record("9.000002"))
    assert (report.changed, report.unchanged) == (1, 1)
    procedure = Procedure.objects.select_related("current").get(code="9.000001")
    assert (procedure.name, procedure.current and procedure.current.number) == ("Đăng ký ghe", 2)
    first = ProcedureVersion.objects.get(procedure=procedure, number=1)
    assert first.content["name"] == "Đăng ký thuyền nan đánh cá trên sông Cầu"


def test_what_was_not_understood_is_reported_and_kept_with_the_version(tmp_path: Path) -> None:
    report = _import(tmp_path / "p.jsonl", record(), *dirty())
    assert "9.000001" not in report.remarks
    version = ProcedureVersion.objects.get(procedure__code="9.000010")
    assert [remark.to_json() for remark in report.remarks["9.000010"]] == version.report
    assert version.content["methods_text"] == "Nộp ở bến, hỏi người lái đò."
    assert any("9.000010" in problem for problem in report.problems)


def test_broken_lines_are_named_with_their_cure_and_the_others_go_on(tmp_path: Path) -> None:
    wrong, again = record("9.000002", name=3), record()
    path = tmp_path / "p.jsonl"
    report = _import(path, record(), b"{oops\n", b"\n", wrong, again, record("9.000003"))
    assert [(broken.line, broken.code) for broken in report.broken] == [
        (2, ""),
        (4, "9.000002"),
        (5, "9.000001"),
    ]
    assert "đã có ở dòng 1" in report.broken[2].what
    assert all(broken.mend for broken in report.broken)
    assert (report.lines, report.added) == (5, 2)
    assert "3 dòng lỗi" in report.summary


def test_a_line_without_end_is_broken_and_the_next_one_is_taken(tmp_path: Path) -> None:
    endless = b'{"code": "9.000009", "name": "' + b"a" * (2 * LONGEST_LINE) + b'"}\n'
    report = _import(tmp_path / "p.jsonl", endless, record())
    assert ([broken.line for broken in report.broken], report.added) == ([1], 1)


def test_files_that_cannot_be_read_are_refused_with_a_cure(tmp_path: Path) -> None:
    fake = tmp_path / "p.jsonl.gz"
    fake.write_bytes(line(record()))
    empty = write(tmp_path / "empty.jsonl", [])
    for path in (tmp_path / "none.jsonl", tmp_path, fake, empty):
        with pytest.raises(FileUnreadable) as refused:
            import_procedures(path, at=NOW)
        assert refused.value.mend
    assert not Procedure.objects.exists()


def test_a_file_cut_off_in_the_middle_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl.gz"
    whole = b"".join(line(record(f"9.{at:06}", steps=str(at) * 3000)) for at in range(300))
    path.write_bytes(gzip.compress(whole)[:-200])
    with pytest.raises(FileUnreadable) as refused:
        import_procedures(path, at=NOW)
    assert "bị hỏng sau dòng" in refused.value.what
    assert Procedure.objects.count() >= 100
    path.write_bytes(gzip.compress(whole))
    import_procedures(path, at=NOW)
    assert Procedure.objects.count() == 300


def test_progress_is_told_up_to_the_last_line(tmp_path: Path) -> None:
    path = write(tmp_path / "p.jsonl", [record(f"9.{at:06}") for at in range(230)])
    told: list[int] = []
    import_procedures(path, progress=told.append, at=NOW)
    assert told[-1] == 230
    assert told == sorted(told)
    assert len(told) > 1


def test_what_was_imported_can_be_searched_at_once(tmp_path: Path) -> None:
    _import(tmp_path / "p.jsonl", record())
    assert SearchPosting.objects.filter(procedure__code="9.000001").exists()


def test_a_new_version_changes_level_and_standard_form_of_what_is_offered(tmp_path: Path) -> None:
    _import(tmp_path / "old.jsonl", record())
    procedure = Procedure.objects.select_related("current", "form").get()
    service = offers.offer(procedure, agency=make_agency(), at=NOW)
    assert service.earned_level == 4
    paid = [{"channel": "online", "time": 3, "unit": "day", "free": False, "note": "9,000 VNĐ"}]
    _import(tmp_path / "new.jsonl", record(methods=paid, methods_text="", documents_text=""))
    old_form = service.form
    service.refresh_from_db()
    assert service.earned_level == 3
    assert service.form is not None and old_form is not None
    assert (old_form.version, service.form.version) == (1, 2)


def test_queries_grow_with_batches_and_not_with_records(tmp_path: Path) -> None:
    counts = []
    for size in (2, 60):
        path = write(tmp_path / f"{size}.jsonl", [record(f"9.{size}{at:04}") for at in range(size)])
        with CaptureQueriesContext(connection) as queries:
            import_procedures(path, at=NOW)
        counts.append(len([q for q in queries if "catalogue_procedure" in q["sql"]]))
    assert counts[0] == counts[1]
