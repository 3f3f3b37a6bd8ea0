"""A catalogue of national size: procedures from a file that is given, or made from the sample's.

What is made keeps the contents of the sample's records; names are mixed from their words.
"""

import json
import random
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from motcua.sample.files import DATA

PROCEDURES = 2115


def file_of(options: Namespace) -> Path:
    """The file that was given, else one that is made."""
    return options.procedures or _made(Path(settings.DATA) / "procedures.jsonl")


def names() -> list[str]:
    """Of all procedures in the database."""
    from motcua.catalogue.models import Procedure

    return list(Procedure.objects.order_by("code").values_list("name", flat=True))


def _made(path: Path) -> Path:
    if not path.exists():
        lines = [json.dumps(record, ensure_ascii=False) for record in _records(random.Random(1))]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _records(rng: random.Random) -> Iterator[dict[str, object]]:
    sample = [json.loads(line) for line in (DATA / "procedures.jsonl").read_text().splitlines()]
    words = [word for record in sample for word in record["name"].split()]
    for number in range(PROCEDURES):
        record = dict(sample[number % len(sample)])
        if number >= len(sample):
            record["code"] = f"8.{number:06}"
            record["name"] = f"{record['name']} {' '.join(rng.choices(words, k=6))}"
        yield record
