"""A photo that one cannot read is doubted, in words that say what to do; a good one is not."""

import pytest
from PIL import Image

from motcua.documents.legibility import BLURRED, DARK, SAID, SMALL, doubts
from tests.documents import shots

PAGE = (1500, 2000)


@pytest.mark.parametrize("strength", [0, 8, 20])
def test_a_good_photo_is_not_doubted(strength: float) -> None:
    assert doubts(shots.grainy(shots.paper(PAGE), strength)) == []


@pytest.mark.parametrize("strength", [0, 8, 20])
def test_a_shaken_photo_is_doubted_however_grainy(strength: float) -> None:
    assert doubts(shots.grainy(shots.shaken(shots.paper(PAGE)), strength)) == [BLURRED]


def test_a_photo_taken_in_the_dark_is_doubted() -> None:
    assert DARK in doubts(shots.dim(shots.paper(PAGE)))


def test_a_photo_as_small_as_a_messenger_s_preview_is_doubted() -> None:
    assert SMALL in doubts(shots.paper(PAGE).resize((480, 640)))


@pytest.mark.parametrize("colour", ["white", "#d8d4c8"])
def test_an_empty_back_is_not_called_blurred(colour: str) -> None:
    assert doubts(Image.new("RGB", PAGE, colour)) == []


@pytest.mark.parametrize("size", [(1, 1), (2, 5000), (3, 3)])
def test_the_smallest_pictures_can_be_measured(size: tuple[int, int]) -> None:
    assert doubts(Image.new("RGB", size)) == [SMALL, DARK]


@pytest.mark.parametrize("doubt", [SMALL, DARK, BLURRED])
def test_each_doubt_says_what_to_do_in_a_line(doubt: str) -> None:
    assert "nên chụp lại" in SAID[doubt]
    assert len(SAID[doubt]) <= 90
