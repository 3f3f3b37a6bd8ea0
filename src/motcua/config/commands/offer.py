"""Offer a procedure online at an agency: with its hand-made form, or the standard one.

The level it earns is computed; what is missing for the next level is printed.
"""

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from motcua.catalogue.offers import Offered

EXAMPLE = (
    "motcua offer 1.001193 --agency 000.23.24.H05\n"
    "  motcua offer --agency 000.23.24.H05 --all-of 'Hộ tịch'"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Procedure, agency, or a whole field."""
    parser.add_argument("procedure", nargs="?", help="national code, e.g. 1.001193")
    parser.add_argument("--agency", required=True, metavar="CODE")
    parser.add_argument("--all-of", metavar="FIELD", help="every procedure of this field")
    parser.add_argument("--json", action="store_true", help="print JSON only")


def run(arguments: argparse.Namespace) -> int:
    """Offer, and print each service with its level; 1 when one was refused."""
    from django.utils import timezone

    from motcua.agencies.queries import agency_by_code
    from motcua.catalogue import offers
    from motcua.catalogue.queries import procedure_or_none

    agency = agency_by_code(arguments.agency)
    if agency is None:
        raise OSError(f"there is no agency {arguments.agency}; `motcua doctor` lists them")
    if arguments.all_of:
        results = offers.offer_field(arguments.all_of, agency=agency, at=timezone.now())
    else:
        procedure = procedure_or_none(arguments.procedure or "")
        if procedure is None:
            raise OSError(f"there is no procedure {arguments.procedure}; import it first")
        results = [offers.offered(procedure, agency=agency, at=timezone.now())]
    return _print(results, as_json=arguments.json)


def _print(results: "Sequence[Offered]", *, as_json: bool) -> int:
    rows = [_row(one) for one in results]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    for row in [] if as_json else rows:
        print(_sentence(row))
    return 1 if any(one.refusal for one in results) else 0


def _row(one: "Offered") -> dict[str, Any]:
    """What came of one procedure."""
    row: dict[str, Any] = {"procedure": one.procedure.code, "name": one.procedure.name}
    if one.refusal is not None:
        return row | {"refused": one.refusal.sentence}
    level = one.earned.level if one.earned else None
    missing = list(one.earned.missing_for_next_level) if one.earned else []
    return row | {"level": level, "missing_for_next_level": missing}


def _sentence(row: dict[str, Any]) -> str:
    name = f"{row['procedure']} {row['name']}"
    if "refused" in row:
        return f"✗ {name}\n  {row['refused']}"
    missing = "".join(f"\n  còn thiếu: {one}" for one in row["missing_for_next_level"])
    return f"✓ {name}: mức độ {row['level']}{missing}"
