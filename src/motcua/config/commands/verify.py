"""Prove that no journal, answer, paper or dossier was altered outside the acts."""

import argparse
import json

EXAMPLE = "motcua verify"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One jurisdiction or all, text or JSON."""
    parser.add_argument("--jurisdiction", help="only this registry, e.g. H05")
    parser.add_argument("--json", action="store_true", help="print JSON only")


def run(arguments: argparse.Namespace) -> int:
    """Print every fault; 0 when there is none."""
    from motcua.dossiers import verification

    places = _places(arguments.jurisdiction)
    counted = sum(verification.count(place) for place in places)
    faults = [fault for place in places for fault in verification.faults(place)]
    if arguments.json:
        found = [{"place": fault.place, "what": fault.what} for fault in faults]
        print(json.dumps({"dossiers": counted, "faults": found}, ensure_ascii=False))
    else:
        for fault in faults:
            print(f"{fault.place}: {fault.what}")
        print(f"{counted} hồ sơ, {len(faults)} chỗ không khớp.")
    return 1 if faults else 0


def _places(chosen: str | None) -> list[str]:
    """The registries to look through; one that does not exist proves nothing."""
    from motcua.agencies.queries import jurisdictions
    from motcua.core.refusals import Refusal

    known = jurisdictions()
    if chosen is not None and chosen not in known:
        raise Refusal(f"Không có sổ hồ sơ “{chosen}”.", mend=f"Chọn một trong: {', '.join(known)}.")
    return known if chosen is None else [chosen]
