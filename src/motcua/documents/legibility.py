"""Can one probably read this photo? Three simple measures; a doubt is said, never a refusal.

The measures are taken on the page as it is kept (upright, about 200 dpi). They do not know what is
written there: a paper with little on it may be doubted wrongly, so the sender decides.
"""

from PIL import Image, ImageFilter, ImageStat

SMALL, DARK, BLURRED = "small", "dark", "blurred"
SAID = {
    SMALL: "Ảnh nhỏ, có thể không đọc được chữ: nên chụp lại gần hơn, cho giấy đầy khung hình",
    DARK: "Ảnh tối, có thể không đọc được chữ: nên chụp lại ở chỗ sáng hơn",
    BLURRED: "Ảnh mờ, có thể không đọc được chữ: nên chụp lại ở chỗ sáng, giữ máy yên và thẳng",
}

SHORTEST = 700  # pixels of the shorter side: A4 at 85 dpi, below which small print is lost
_LOOKED_AT = 1200  # pixels of the longer side on which sharpness is measured
_TILES = 4  # each way: a paper need not fill the picture, nor writing the paper
_DARKEST = 90  # of 255: how bright the brightest tenth must be, which is the paper itself
_PLAIN = 6  # deviation of a tile with nothing on it, in which nothing can be blurred
_SHARP = 20  # variance of the Laplacian of the sharpest tile: text in focus 90 and more, blurred 10
_DENOISED = ImageFilter.GaussianBlur(1)  # the grain of a photo taken in the dark is no edge
_LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def doubts(photo: Image.Image) -> list[str]:
    """Which of the three make it doubtful, in the order in which one would mend them."""
    grey = photo.convert("L")
    found = {
        SMALL: min(photo.size) < SHORTEST,
        DARK: _brightest_tenth(grey) < _DARKEST,
        BLURRED: _is_blurred(grey),
    }
    return [doubt for doubt, holds in found.items() if holds]


def _brightest_tenth(grey: Image.Image) -> int:
    """The brightness that a tenth of the picture reaches."""
    counts = grey.histogram()
    left = sum(counts) // 10
    for level in range(255, -1, -1):
        left -= counts[level]
        if left < 0:
            return level
    return 0


def _is_blurred(grey: Image.Image) -> bool:
    """No part of it has sharp edges, though something is to be seen."""
    looked_at = grey.copy()
    looked_at.thumbnail((_LOOKED_AT, _LOOKED_AT))
    looked_at = looked_at.filter(_DENOISED)
    edges = looked_at.filter(_LAPLACE)
    shown = [box for box in _tiles(looked_at.size) if _deviation(looked_at.crop(box)) > _PLAIN]
    return bool(shown) and max(_deviation(edges.crop(box)) ** 2 for box in shown) < _SHARP


def _tiles(size: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    """Boxes that leave out the outermost pixel, which the filter cannot reckon."""
    across, down = (max(1, (side - 2) // _TILES) for side in size)
    return [
        (1 + x * across, 1 + y * down, 1 + (x + 1) * across, 1 + (y + 1) * down)
        for y in range(_TILES)
        for x in range(_TILES)
    ]


def _deviation(part: Image.Image) -> float:
    return float(ImageStat.Stat(part).stddev[0])
