#!/usr/bin/env python3
"""Check an export of the journal without any code of motcua: this file and Python alone.

    python3 -I -S verify_export.py FOLDER

The folder is what `motcua export` wrote: `manifest.json`, and for each registry
`journal-H05.jsonl` (one entry a line, a dossier's entries together and in order) and
`heads-H05.jsonl` (how many entries each dossier has, and the hash of the last). It finds an
altered byte, an entry that is missing, and a journal that was cut at its end. Exit code 0: all
holds; 1: something does not; 2: wrongly called.

How an entry is proved: take its line without `previous` and `sha256`; write it as JSON with
sorted keys, no spaces, UTF-8, text in Unicode NFC, whole numbers without a fraction. The SHA-256
over the hash of the entry before (64 zeros before the first), a line feed and that text is the
entry's own hash.

Whoever made the folder could have made all of it anew, manifest and all: so compare the SHA-256
of the manifest, which is printed here, with the one that `motcua export` printed and you wrote
down elsewhere.
"""

import hashlib
import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GENESIS = "0" * 64
Entry = dict[str, Any]
Lines = Iterator[tuple[str, Entry]]
Ends = dict[str, "tuple[int, str] | None"]


def main(arguments: "list[str]") -> int:
    """Check the folder and say what does not hold."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__.split("\n\n")[1].strip(), file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    entries, faults = 0, list[str]()
    try:
        manifest_bytes = (folder / "manifest.json").read_bytes()
        manifest = json.loads(manifest_bytes)
        registries = sorted(manifest["jurisdictions"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"manifest.json: cannot be read ({type(error).__name__})")
        return 1
    for name, told in registries:
        counted, found = check_registry(folder, name, told)
        entries += counted
        faults += found
    for fault in faults:
        print(fault)
    print(f"{entries} entries, {len(faults)} faults")
    print(f"SHA-256 of the manifest: {hashlib.sha256(manifest_bytes).hexdigest()}")
    return 1 if faults else 0


def check_registry(folder: Path, name: str, told: Entry) -> "tuple[int, list[str]]":
    """How many entries a registry's journal has, and what does not hold in it."""
    faults: list[str] = []
    journal, heads = folder / f"journal-{name}.jsonl", folder / f"heads-{name}.jsonl"
    for path in (journal, heads):
        if file_hash(path) != told.get(path.name):
            faults.append(f"{path.name}: not the file that the manifest names")
    ends, counted = check_chains(lines_of(journal, faults), faults)
    if counted != told.get("entries"):
        faults.append(f"{journal.name}: {counted} entries, {told.get('entries')} in the manifest")
    check_heads(lines_of(heads, faults), ends, heads.name, faults)
    return counted, faults


def check_chains(lines: Lines, faults: "list[str]") -> "tuple[Ends, int]":
    """Where each dossier's chain ends: last number and hash; tells the first break of each."""
    ends: Ends = {}
    broken, counted = set[str](), 0
    for place, entry in lines:
        counted += 1
        dossier = str(entry.get("dossier"))
        if dossier in broken:
            continue
        number, before = ends.get(dossier) or (0, GENESIS)
        fault = fault_of(entry, number + 1, before)
        if fault:
            broken.add(dossier)
            faults.append(f"{place}: dossier {dossier}: {fault}")
        else:
            ends[dossier] = (number + 1, entry["sha256"])
    for dossier in broken:
        ends[dossier] = None
    return ends, counted


def fault_of(entry: Entry, number: int, before: str) -> "str | None":
    """What is wrong with an entry that should be the `number`-th and follow the hash `before`."""
    if entry.get("number") != number:
        return f"entry {number} is missing, entry {entry.get('number')} stands there"
    if entry.get("previous") != before:
        return f"entry {number} does not follow the one before"
    facts = {name: value for name, value in entry.items() if name not in ("previous", "sha256")}
    try:
        text = canonical(facts)
    except ValueError as error:
        return f"entry {number}: {error}"
    found = hashlib.sha256(before.encode() + b"\n" + text).hexdigest()
    return None if found == entry.get("sha256") else f"entry {number} was altered"


def check_heads(lines: Lines, ends: Ends, name: str, faults: "list[str]") -> None:
    """Every dossier ends where it should, and there is none more or less."""
    left = dict(ends)
    for _, head in lines:
        dossier = str(head.get("dossier"))
        if dossier not in left:
            faults.append(f"{name}: dossier {dossier} has no journal")
            continue
        end = left.pop(dossier)
        if end is not None and end != (head.get("entries"), head.get("sha256")):
            faults.append(f"dossier {dossier}: {end[0]} entries, should be {head.get('entries')}")
    for dossier in left:
        faults.append(f"{name}: nothing about dossier {dossier}")


def lines_of(path: Path, faults: "list[str]") -> Lines:
    """Each line as an object, with the place it stands."""
    try:
        with path.open(encoding="utf-8", errors="surrogateescape") as file:
            for number, line in enumerate(file, start=1):
                try:
                    entry = json.loads(line)
                except ValueError:
                    entry = None
                if isinstance(entry, dict):
                    yield f"{path.name}:{number}", entry
                else:
                    faults.append(f"{path.name}:{number}: no JSON object")
    except OSError:
        faults.append(f"{path.name}: cannot be read")


def file_hash(path: Path) -> "str | None":
    """SHA-256 of a file's bytes; None when it is not there."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            for piece in iter(lambda: file.read(1 << 20), b""):
                found.update(piece)
    except OSError:
        return None
    return found.hexdigest()


def canonical(data: Any) -> bytes:
    """The one spelling of JSON data."""
    text = json.dumps(
        plain(data), sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    return text.encode("utf-8", "surrogateescape")


def plain(data: Any) -> Any:
    """Text composed, whole numbers without a fraction."""
    if isinstance(data, str):
        return data if data.isascii() else unicodedata.normalize("NFC", data)
    if isinstance(data, dict):
        made = {plain(key): plain(value) for key, value in data.items()}
        if len(made) != len(data):
            raise ValueError("two keys are the same")
        return made
    if isinstance(data, list):
        return [plain(item) for item in data]
    if isinstance(data, float) and data.is_integer():
        return int(data)
    return data


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
