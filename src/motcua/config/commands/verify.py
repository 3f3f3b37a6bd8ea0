"""Prove that no journal, answer, paper or dossier was altered outside the acts.

First the chains of all journals, tens of thousands of entries a second; then, dossier by dossier,
its row, answers, requests and papers against what the journal holds; the bytes of the files, and
that each slip says what it said. With --chains the first alone, with --files files and slips alone.
"""

import argparse
import json
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.dossiers.faults import Fault

EXAMPLE = "motcua verify --chains"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One jurisdiction or all, chains or everything, text or JSON."""
    parser.add_argument("--jurisdiction", help="only this registry, e.g. H05")
    parser.add_argument("--chains", action="store_true", help="the journals' chains alone")
    parser.add_argument("--files", action="store_true", help="stored files and slips alone")
    parser.add_argument("--json", action="store_true", help="print JSON only")


@dataclass
class Proof:
    """What was walked through, how long the chains took, what does not hold."""

    dossiers: int = 0
    entries: int = 0
    seconds: float = 0.0
    files: int = 0
    slips: int = 0
    faults: "list[Fault]" = field(default_factory=list)


def run(arguments: argparse.Namespace) -> int:
    """Print every fault; 0 when there is none."""
    from motcua.config import places

    proof = Proof()
    for place in places.registries(arguments.jurisdiction):
        if not arguments.files:
            _prove_chains(proof, place, silent=arguments.json)
        if not (arguments.chains or arguments.files):
            _prove_rows(proof, place, silent=arguments.json)
        if not arguments.chains:
            _prove_files(proof, place, silent=arguments.json)
            _prove_slips(proof, place, silent=arguments.json)
    if arguments.json:
        print(json.dumps(asdict(proof), ensure_ascii=False))
    else:
        _say(proof)
    return 1 if proof.faults else 0


def _say(proof: Proof) -> None:
    for fault in proof.faults:
        print(f"{fault.place}: {fault.what}")
    rate = round(proof.entries / proof.seconds) if proof.seconds else 0
    if proof.entries:
        print(f"{proof.entries} mục nhật ký, {rate} mục mỗi giây.")
    if proof.files or proof.slips:
        print(f"{proof.files} tệp, {proof.slips} phiếu.")
    print(f"{proof.dossiers} hồ sơ, {len(proof.faults)} chỗ không khớp.")


def _prove_chains(proof: Proof, place: str, *, silent: bool) -> None:
    from motcua.config import progress
    from motcua.dossiers import chains, verification

    entries = chains.count(place)
    began = time.perf_counter()
    with progress.counting(f"mục nhật ký, {place}", total=entries, silent=silent) as show:
        proof.faults += verification.broken_chains(place, progress=show)
    proof.seconds += time.perf_counter() - began
    proof.entries += entries
    proof.dossiers += verification.count(place)


def _prove_rows(proof: Proof, place: str, *, silent: bool) -> None:
    """Dossier by dossier; what the chains have told already is not told twice."""
    from motcua.config import progress
    from motcua.dossiers import verification

    total = verification.count(place)
    with progress.counting(f"hồ sơ, {place}", total=total, silent=silent) as show:
        for fault in verification.row_faults(place, progress=show):
            if fault not in proof.faults:
                proof.faults.append(fault)


def _prove_files(proof: Proof, place: str, *, silent: bool) -> None:
    """All bytes, each named by the papers and slips that have them."""
    from motcua.config import progress
    from motcua.dossiers import file_proofs
    from motcua.dossiers.faults import Fault
    from motcua.slips import proofs

    total = file_proofs.count(place)
    with progress.counting(f"tệp, {place}", total=total, silent=silent) as show:
        for file, what in file_proofs.spoilt(place, progress=show):
            named = [*file_proofs.named(file, what), *proofs.named(file, what)]
            proof.faults += named or [Fault(place=file.public_id, what=f"tệp {what}")]
    proof.files += total


def _prove_slips(proof: Proof, place: str, *, silent: bool) -> None:
    from motcua.config import progress
    from motcua.slips import proofs

    total = proofs.count(place)
    with progress.counting(f"phiếu, {place}", total=total, silent=silent) as show:
        proof.faults += proofs.faults(place, progress=show)
    proof.slips += total
