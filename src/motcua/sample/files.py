"""The sample's data files: where they lie and how they are read. Knows no table."""

import csv
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


class SampleBroken(Exception):
    """A data file of the sample that an import would not take whole: mend the file."""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file by column."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_json(name: str) -> Any:
    """The content of a JSON file."""
    return json.loads((DATA / name).read_text("utf-8"))


def insist(name: str, problems: list[Any]) -> None:
    """Raises `SampleBroken` if an import left something of the file out."""
    if problems:
        raise SampleBroken(f"{name}: " + " ".join(map(str, problems[:5])))
