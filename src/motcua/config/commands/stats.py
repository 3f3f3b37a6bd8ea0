"""Figures of an agency and a period: received, take-up, coverage, settled, open, satisfaction.

What changed since the last count is counted first. Each figure is defined in docs/figures.md.
"""

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.insight.queries import Scope

EXAMPLE = "motcua stats --agency H05 --from 2018-01-01 --to 2018-12-31"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose dossiers, of which days, table or JSON."""
    parser.add_argument("--agency", help="an agency's code with all below it, or a registry: H05")
    parser.add_argument("--service", help="only this procedure, e.g. 1.001193")
    parser.add_argument("--from", dest="first", type=_day, help="first day, else 1 January")
    parser.add_argument("--to", dest="last", type=_day, help="last day, else today")
    parser.add_argument("--json", action="store_true", help="print JSON only")


def run(arguments: argparse.Namespace) -> int:
    """Count what changed, then print."""
    from django.utils import timezone

    from motcua.insight import asking, tables

    at = timezone.now()
    wanted = asking.wanted(
        agency=arguments.agency,
        service=arguments.service,
        first=arguments.first,
        last=arguments.last,
        at=at,
    )
    _count(wanted.scope, silent=arguments.json)
    answer = wanted.answer()
    if arguments.json:
        print(json.dumps(answer.to_json(), ensure_ascii=False))
    else:
        print("\n".join(tables.text(answer)))
    return 0


def _count(scope: "Scope", *, silent: bool) -> None:
    from django.utils import timezone

    from motcua.config import progress
    from motcua.insight import counting

    for jurisdiction in scope.jurisdictions:
        with progress.counting(f"ngày đã tính, {jurisdiction}", silent=silent) as show:
            counting.refresh(jurisdiction, at=timezone.now(), progress=show)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day is YYYY-MM-DD, not {text}") from None
