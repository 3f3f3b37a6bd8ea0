"""The slips of a dossier by program: what the applicant is given, and their bytes."""

from django.utils import timezone

from motcua.dossiers import acts, worker
from motcua.slips import issuing
from motcua.slips.queries import slips_of
from tests.api.client import Api, answer
from tests.cast import Cast


def test_the_applicant_is_given_her_slips_and_not_the_agencys_own(cast: Cast, citizen: Api) -> None:
    dossier = cast.accepted()
    dossier = acts.withdraw(dossier, by=cast.applicant, at=timezone.now())
    worker.drain("H05", at=timezone.now())
    issuing.draw_up_control_sheet(dossier, by=cast.desk, at=timezone.now())

    slips = answer(citizen.get(f"/dossiers/{dossier.code}"))["slips"]

    assert [(one["kind"], one["form"], one["edition"]) for one in slips] == [
        ("application", "to-khai", 1),
        ("receipt", "01", 1),
        ("stopping", "05", 1),
    ]
    assert slips[1]["legal_number"] == "Số: 01/TNHS-BPTNTKQ"
    assert slips[1]["name"] == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"


def test_each_comes_as_pdf_and_what_was_made_anew_takes_its_place(cast: Cast, citizen: Api) -> None:
    dossier = cast.accepted()
    worker.drain("H05", at=timezone.now())
    first = answer(citizen.get(f"/dossiers/{dossier.code}"))["slips"]
    for one in first:
        file = citizen.get(one["url"].partition("/api/v1")[2])
        assert b"".join(file).startswith(b"%PDF")
        assert file["Content-Disposition"].endswith('.pdf"')

    receipt = next(slip for slip in slips_of(dossier) if slip.kind == "receipt")
    issuing.remake(receipt, dossier, by=cast.desk, at=timezone.now())

    again = answer(citizen.get(f"/dossiers/{dossier.code}"))["slips"]
    assert [one["edition"] for one in again] == [1, 2]
    assert again[1]["id"] != first[1]["id"]
