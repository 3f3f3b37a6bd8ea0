"""Write the journals as JSON Lines that anyone can prove without this product.

tools/verify_export.py, one file of plain Python, checks the folder. Write the SHA-256 that is
printed down elsewhere: whoever has the folder could make all of it anew, but not to the same hash.
The answers and papers are not in it; the journal names no applicant.
"""

import argparse
from pathlib import Path

EXAMPLE = "motcua export /srv/export/2026-12"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and of which registry."""
    parser.add_argument("folder", type=Path, help="a new or empty folder")
    parser.add_argument("--jurisdiction", help="only this registry, e.g. H05")


def run(arguments: argparse.Namespace) -> int:
    """Export, and print the hash to be kept elsewhere."""
    from django.utils import timezone

    from motcua.config import places, progress
    from motcua.core.refusals import Refusal
    from motcua.dossiers import chains, export

    chosen = places.registries(arguments.jurisdiction)
    total = sum(chains.count(place) for place in chosen)
    try:
        with progress.counting("mục nhật ký", total=total) as show:
            printed = export.export_journals(
                arguments.folder, chosen, at=timezone.now(), progress=show
            )
    except FileExistsError as trouble:
        raise Refusal(
            f"Thư mục {arguments.folder} đã có bản xuất.", mend="Chọn một thư mục mới."
        ) from trouble
    print(f"{total} mục nhật ký, sổ hồ sơ: {', '.join(chosen)}.")
    print(f"Ghi lại ở nơi khác: {printed}")
    return 0
