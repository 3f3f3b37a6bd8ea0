"""Does every slip say what it said when it was made, and has it the file that was made from it?"""

from collections.abc import Iterator
from hmac import compare_digest

from motcua.documents.models import StoredFile
from motcua.dossiers.faults import Fault, Progress
from motcua.dossiers.models import Dossier
from motcua.slips.models import Slip
from motcua.slips.seals import seal_of

BATCH = 500


def faults(jurisdiction: str, *, progress: Progress | None = None) -> Iterator[Fault]:
    """Every slip whose row was altered; `progress` hears of slips. Files are proven elsewhere."""
    for number, slip in enumerate(_slips(jurisdiction), start=1):
        if not _holds(slip):
            yield Fault(place=_place(slip), what=f"{_name(slip)} đã bị sửa sau khi lập")
        if progress:
            progress(number)


def count(jurisdiction: str) -> int:
    """How many slips there are to prove."""
    return Slip.objects.filter(jurisdiction=jurisdiction).count()


def named(file: StoredFile, what: str) -> list[Fault]:
    """A fault for each slip that has these bytes."""
    rows = Slip.objects.filter(jurisdiction=file.jurisdiction, file_id=file.pk).order_by("id")
    return [Fault(place=_place(slip), what=f"{_name(slip)}: tệp {what}") for slip in rows]


def _slips(jurisdiction: str) -> Iterator[Slip]:
    """Batch by batch, each read with its dossiers and files in two more statements."""
    after = 0
    while batch := list(
        Slip.objects.filter(jurisdiction=jurisdiction, pk__gt=after).order_by("pk")[:BATCH]
    ):
        dossiers = Dossier.objects.filter(
            jurisdiction=jurisdiction, pk__in={slip.dossier_id for slip in batch}
        ).in_bulk()
        files = StoredFile.objects.filter(
            jurisdiction=jurisdiction, pk__in={slip.file_id for slip in batch}
        ).in_bulk()
        for slip in batch:
            slip.dossier = dossiers.get(slip.dossier_id or 0)
            slip.file = files.get(slip.file_id or 0)
            yield slip
        after = batch[-1].pk


def _holds(slip: Slip) -> bool:
    file = slip.file.sha256 if slip.file else ""
    expected = seal_of(slip, slip.dossier, file=file)
    erased = slip.dossier is not None and not slip.dossier.salt
    return erased or compare_digest(expected, slip.seal)


def _place(slip: Slip) -> str:
    return str(slip.content.get("code") or slip.public_id)


def _name(slip: Slip) -> str:
    """`phiếu “Giấy tiếp nhận hồ sơ và hẹn trả kết quả” H05-123`."""
    return f"phiếu “{slip.content.get('name', slip.form)}” {slip.public_id}"
