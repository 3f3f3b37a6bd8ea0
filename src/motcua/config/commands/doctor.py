"""Say what is wrong with this installation, and how to mend it; exit 0 when nothing is."""

import argparse
import json

EXAMPLE = "motcua doctor"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Text or JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON only")


def run(arguments: argparse.Namespace) -> int:
    """Print every finding; 1 when there is one."""
    from django.utils import timezone

    from motcua.config import doctor

    at = timezone.now()
    findings = doctor.findings(at=at)
    if arguments.json:
        print(json.dumps([{"what": f.what, "mend": f.mend} for f in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(f"✗ {finding.what}\n  → {finding.mend}")
        for proof in [] if findings and not doctor.is_ready() else doctor.proofs(at=at):
            print(proof)
        print(f"{len(findings)} điều cần xem." if findings else "Không có gì cần sửa.")
    return 1 if findings else 0
