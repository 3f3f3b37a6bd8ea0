"""A file of made-up procedures, as many as the national one has, from those of the sample."""

import json
from pathlib import Path

from motcua import sample

NATIONAL = 2115
SOURCE = Path(sample.__file__).parent / "data" / "procedures.jsonl"


def procedures_file(folder: Path) -> Path:
    """The sample's records again and again under new codes, each name with a number of its own."""
    records = [json.loads(line) for line in SOURCE.read_text().splitlines() if line.strip()]
    made = folder / "procedures.jsonl"
    with made.open("w") as out:
        for number in range(NATIONAL):
            record = records[number % len(records)]
            new = {"code": f"9.{number:06d}", "name": f"{record['name']} loại {number}"}
            out.write(json.dumps(record | new, ensure_ascii=False) + "\n")
    return made
