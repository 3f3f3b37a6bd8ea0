"""The verification page's question: is it ours, does it hold? The key opens that and no more."""

import dataclasses
from datetime import timedelta

import pytest

from motcua.dossiers.models import Dossier
from motcua.slips import issuing, verification
from motcua.slips.models import Slip
from motcua.slips.queries import newest_receipt
from tests.cast import Cast
from tests.slips.conftest import asked, last_entry, supplemented


@pytest.fixture
def slip(cast: Cast) -> Slip:
    """A receipt just issued."""
    dossier = cast.accepted()
    issuing.issue(dossier, last_entry(dossier))
    found = newest_receipt(dossier)
    assert found is not None
    return found


def test_the_address_on_the_slip_shows_what_it_is_and_no_person(cast: Cast, slip: Slip) -> None:
    found = verification.find(slip.public_id, slip.key)

    assert found == verification.Verified(
        name="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        instrument="Mẫu số 01, Thông tư 03/2025/TT-VPCP",
        number="Số: 01/TNHS-BPTNTKQ",
        code=slip.content["code"],
        agency="Ủy ban nhân dân phường Võ Cường",
        issued_on=cast.at.date(),
        edition="",
        shown=[("Thời gian trả kết quả", "9\u00a0giờ, thứ Năm 26/11/2026")],
        is_newest=True,
    )
    assert "Hoa" not in str(dataclasses.asdict(found))


@pytest.mark.parametrize("key", ["", "sai", "ă" * 20, "\ud800"])
def test_another_key_opens_nothing(slip: Slip, key: str) -> None:
    assert verification.find(slip.public_id, key) is None


@pytest.mark.parametrize("public_id", ["", "H05", "H05-1", "X00-5", "H05-99999999999999999999"])
@pytest.mark.parametrize("key", ["", "sai"])
def test_what_is_no_slip_is_none(db: None, public_id: str, key: str) -> None:
    assert verification.find(public_id, key) is None


def test_the_key_of_one_slip_does_not_open_another_jurisdictions(slip: Slip) -> None:
    assert verification.find(f"G15-{slip.pk}", slip.key) is None


def test_a_slip_that_was_replaced_says_so(cast: Cast, slip: Slip) -> None:
    dossier = Dossier.objects.get(jurisdiction="H05", pk=slip.dossier_id or 0)
    dossier = asked(dossier, by=cast.handling, at=cast.at)
    dossier = supplemented(dossier, cast, at=cast.at + timedelta(hours=1))
    issuing.issue(dossier, last_entry(dossier))

    old = verification.find(slip.public_id, slip.key)
    new = newest_receipt(dossier)
    assert new is not None
    current = verification.find(new.public_id, new.key)

    assert old is not None and not old.is_newest
    assert current is not None and current.is_newest


def test_keys_cannot_be_guessed_from_each_other(slip: Slip) -> None:
    assert len(slip.key) >= 27
