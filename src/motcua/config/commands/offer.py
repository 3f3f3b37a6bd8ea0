"""Offer a procedure online at an agency: with its hand-made form, or the standard one.

The level it earns is computed; what is missing for the next level is printed. With `--all-of`,
procedures of the field that this kind of agency does not perform are passed over. With
`--at-counter` the procedure stays offline, and the agency's counter receives it.
"""

import argparse
import difflib
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from motcua.core.folding import fold
from motcua.core.refusals import Refusal

if TYPE_CHECKING:
    from motcua.agencies.models import Agency
    from motcua.catalogue.models import Procedure
    from motcua.catalogue.offers import Offered

EXAMPLE = (
    "motcua offer 1.001193 --agency 000.18.22.H05\n"
    "  motcua offer --agency 000.18.22.H05 --all-of 'Hộ tịch'"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One procedure or a whole field, and the agency."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("procedure", nargs="?", help="national code, e.g. 1.001193")
    which.add_argument("--all-of", metavar="FIELD", help="every procedure of this field")
    parser.add_argument("--agency", required=True, metavar="CODE", help="e.g. 000.18.22.H05")
    parser.add_argument("--at-counter", action="store_true", help="one procedure, not online")
    parser.add_argument("--json", action="store_true", help="print JSON only")


def run(arguments: argparse.Namespace) -> int:
    """Offer, and print each service with its level; 1 when it was refused."""
    agency = _agency(arguments.agency)
    if arguments.all_of and arguments.at_counter:
        raise Refusal("--at-counter là cho một thủ tục.", mend="Ghi mã thủ tục thay cho --all-of.")
    if arguments.all_of:
        rows = _all_of(_field(arguments.all_of), agency)
    else:
        rows = _one(_procedure(arguments.procedure), agency, at_counter=arguments.at_counter)
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False))
    else:
        print("\n".join([*map(_sentence, rows), *_total(rows)]))
    return 1 if any("refused" in row for row in rows) else 0


def _agency(code: str) -> "Agency":
    from motcua.agencies.queries import agencies_in_force, agency_by_code

    found = agency_by_code(code)
    if found is None:
        codes = agencies_in_force().values_list("code", flat=True)
        raise _unknown(f"Không có cơ quan mang mã “{code}”.", code, codes, "import-agencies")
    return found


def _procedure(code: str) -> "Procedure":
    from motcua.catalogue.models import Procedure
    from motcua.catalogue.queries import procedure_or_none

    found = procedure_or_none(code)
    if found is None:
        codes = Procedure.objects.values_list("code", flat=True)
        raise _unknown(f"Không có thủ tục mang mã “{code}”.", code, codes, "import-procedures")
    return found


def _field(name: str) -> str:
    """The field as it is written, whatever the accents and capitals of `name`."""
    from motcua.catalogue.queries import fields

    known = {fold(row.name): row.name for row in fields()}
    if fold(name) not in known:
        close = difflib.get_close_matches(fold(name), known, n=5)
        names = [known[one] for one in close]
        raise _unknown(f"Không có lĩnh vực “{name}”.", name, names, "import-procedures", cutoff=0)
    return known[fold(name)]


def _unknown(
    what: str, typed: str, known: Iterable[str], command: str, *, cutoff: float = 0.6
) -> Refusal:
    """What was typed is nowhere: what comes close, or how to bring it in."""
    close = difflib.get_close_matches(typed, list(known), n=5, cutoff=cutoff)
    near = f"Gần giống: {'; '.join(close)}." if close else ""
    return Refusal(what, why=near, mend=f"Xem lại, hoặc nhập trước bằng: motcua {command}")


def _one(procedure: "Procedure", agency: "Agency", *, at_counter: bool) -> list[dict[str, Any]]:
    from django.utils import timezone

    from motcua.catalogue import offers

    do = offers.taken_at_counter if at_counter else offers.offered
    return _rows([do(procedure, agency=agency, at=timezone.now())], refusal="refused")


def _all_of(field: str, agency: "Agency") -> list[dict[str, Any]]:
    from django.utils import timezone

    from motcua.catalogue import offers

    results = offers.offer_field(field, agency=agency, at=timezone.now())
    return _rows(results, refusal="passed_over")


def _rows(results: "Sequence[Offered]", *, refusal: str) -> list[dict[str, Any]]:
    return [_row(one, refusal) for one in results]


def _row(one: "Offered", refusal: str) -> dict[str, Any]:
    """What came of one procedure."""
    row: dict[str, Any] = {"procedure": one.procedure.code, "name": one.procedure.name}
    if one.refusal is not None:
        key = refusal if "kinds" in one.refusal.facts else "refused"
        return row | {key: one.refusal.sentence}
    level = one.earned.level if one.earned else None
    missing = list(one.earned.missing_for_next_level) if one.earned else []
    caution = {"caution": one.caution} if one.caution else {}
    return row | {"level": level, "missing_for_next_level": missing} | caution


def _sentence(row: dict[str, Any]) -> str:
    name = f"{row['procedure']} {row['name']}"
    if "level" not in row:
        mark = "✗" if "refused" in row else "–"
        return f"{mark} {name}\n  {row.get('refused') or row['passed_over']}"
    missing = "".join(f"\n  còn thiếu: {one}" for one in row["missing_for_next_level"])
    caution = f"\n  lưu ý: {row['caution']}" if "caution" in row else ""
    return f"✓ {name}: mức độ {row['level']}{missing}{caution}"


def _total(rows: list[dict[str, Any]]) -> list[str]:
    """The last line of a long list."""
    offered = sum("level" in row for row in rows)
    rest = len(rows) - offered
    return [f"{offered} thủ tục đã công bố, {rest} không."] if len(rows) > 1 else []
