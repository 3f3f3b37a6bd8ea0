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

    findings = doctor.findings(at=timezone.now())
    if arguments.json:
        print(json.dumps([{"what": f.what, "mend": f.mend} for f in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(f"✗ {finding.what}\n  → {finding.mend}")
        print(f"{len(findings)} điều cần xem." if findings else "Không có gì cần sửa.")
    return 1 if findings else 0
