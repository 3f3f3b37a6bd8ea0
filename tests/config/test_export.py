"""An export is proved by one file of plain Python, and every wrong is found by it."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from motcua.dossiers import acts
from tests import cast as people
from tests.config.line import motcua

VERIFIER = Path(__file__).parents[2] / "tools" / "verify_export.py"


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:
    """An export of two dossiers with three and one entries."""
    cast = people.make()
    acts.advance(cast.accepted(), by=cast.handling, at=cast.at, note="Đã xem đủ giấy tờ")
    acts.submit(cast.draft(), by=cast.applicant, at=cast.at, key="second")
    done = motcua("export", str(tmp_path / "out"))
    assert done.code == 0
    assert prove(tmp_path / "out").stdout.rsplit(" ", 1)[-1].strip() in done.out
    return tmp_path / "out"


def prove(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def rewrite(folder: Path, name: str, change: Callable[[list[str]], list[str]]) -> None:
    """Change the lines of a file as a forger would, who also mends the manifest."""
    path = folder / name
    path.write_text("".join(change(path.read_text().splitlines(keepends=True))))
    manifest = json.loads((folder / "manifest.json").read_text())
    told = manifest["jurisdictions"]["H05"]
    told[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    told["entries"] = len((folder / "journal-H05.jsonl").read_text().splitlines())
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_an_export_as_it_was_made_holds(folder: Path) -> None:
    done = prove(folder)

    assert done.returncode == 0
    assert done.stdout.startswith("4 entries, 0 faults")
    assert "Nguyễn Thị Hoa" not in (folder / "journal-H05.jsonl").read_text()


def test_one_altered_byte_is_found(folder: Path) -> None:
    path = folder / "journal-H05.jsonl"
    content = path.read_bytes()
    places = range(0, len(content), max(len(content) // 23, 1))
    for place in places:
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert prove(folder).returncode == 1, place


def test_an_altered_fact_is_named_by_its_entry(folder: Path) -> None:
    rewrite(
        folder,
        "journal-H05.jsonl",
        lambda lines: [one.replace("Lê Thị", "Le Thi") for one in lines],
    )

    done = prove(folder)

    assert done.returncode == 1
    assert "entry 3 was altered" in done.stdout


@pytest.mark.parametrize(
    ("left_out", "said"), [(1, "entry 2 is missing"), (2, "2 entries, should be 3")]
)
def test_a_missing_entry_and_a_cut_end_are_found(folder: Path, left_out: int, said: str) -> None:
    rewrite(folder, "journal-H05.jsonl", lambda lines: lines[:left_out] + lines[left_out + 1 :])

    done = prove(folder)

    assert done.returncode == 1
    assert said in done.stdout


def test_a_dossier_left_out_whole_is_found(folder: Path) -> None:
    rewrite(folder, "journal-H05.jsonl", lambda lines: lines[:3])

    assert "has no journal" in prove(folder).stdout


def test_a_second_export_into_the_same_folder_is_refused(folder: Path) -> None:
    done = motcua("export", str(folder))

    assert done.code == 1
    assert "đã có bản xuất" in done.err


def test_what_is_no_export_is_told(tmp_path: Path) -> None:
    assert prove(tmp_path).returncode == 1
    assert prove(Path("--help")).returncode == 2
