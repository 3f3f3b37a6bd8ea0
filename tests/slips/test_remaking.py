"""Slips can be made anew at any time, from what was kept of them, and say which one holds."""

from datetime import timedelta

import pytest

from motcua.core.refusals import NotAllowed
from motcua.dossiers.models import Dossier
from motcua.slips import issuing, verification
from motcua.slips.models import Slip
from motcua.slips.queries import in_force, newest_receipt, slips_of
from tests.cast import Cast
from tests.slips.conftest import slips_after
from tests.slips.reading import bytes_of, text_of


@pytest.fixture
def dossier(cast: Cast) -> Dossier:
    """Accepted, with its receipt."""
    return cast.accepted()


def remade(cast: Cast, dossier: Dossier, *, after: int = 1) -> Slip:
    slip = slips_after(dossier)["receipt"]
    at = cast.at + timedelta(days=after)
    return issuing.remake(slip, dossier, by=cast.desk, at=at)


def test_the_second_edition_says_the_same_and_which_one_it_replaces(
    cast: Cast, dossier: Dossier
) -> None:
    first = text_of(bytes_of(slips_after(dossier)["receipt"]))

    second = text_of(bytes_of(remade(cast, dossier)))

    said = "Bản thứ 2, lập 9 giờ, thứ Ba 24/11/2026, thay bản lập 9 giờ, thứ Hai 23/11/2026"
    assert said in second
    assert "Bản thứ" not in first
    without_address = second.replace(said + " ", "").partition("Kiểm tra giấy này")[0]
    assert without_address == first.partition("Kiểm tra giấy này")[0]


def test_the_pages_of_both_say_which_one_holds(cast: Cast, dossier: Dossier) -> None:
    first = slips_after(dossier)["receipt"]
    second = remade(cast, dossier)

    old, new = (verification.find(one.public_id, one.key) for one in (first, second))

    assert old is not None and new is not None
    assert (old.is_newest, new.is_newest) == (False, True)
    assert old.number == new.number
    assert new.edition.startswith("Bản thứ 2, lập ")


def test_what_is_kept_counts_not_what_the_dossier_says_by_now(cast: Cast, dossier: Dossier) -> None:
    slips_after(dossier)
    dossier.applicant_name = "Người khác"

    assert "Nguyễn Thị Hoa" in text_of(bytes_of(remade(cast, dossier)))


def test_a_third_edition_replaces_the_second(cast: Cast, dossier: Dossier) -> None:
    remade(cast, dossier)
    third = remade(cast, dossier, after=2)

    assert third.edition == 3
    assert newest_receipt(dossier) == third
    assert [slip for slip in in_force(slips_of(dossier)) if slip.kind == "receipt"] == [third]


def test_officers_elsewhere_make_nothing_anew(cast: Cast, dossier: Dossier) -> None:
    slip = slips_after(dossier)["receipt"]

    with pytest.raises(NotAllowed):
        issuing.remake(slip, dossier, by=cast.stranger, at=cast.at)
