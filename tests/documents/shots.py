"""Photos of papers as a phone takes them, made on the spot: lying, dark, shaken, far away."""

from functools import cache
from io import BytesIO

import pillow_heif
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

SIZE = (3000, 4000)  # twelve million pixels, as phones have had for ten years
WORDS = "Cong hoa xa hoi chu nghia Viet Nam, Doc lap - Tu do - Hanh phuc"
ORIENTATION = 0x0112
TURNED = {
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
    3: Image.Transpose.ROTATE_180,
}


@cache
def paper(size: tuple[int, int] = SIZE, mark: str = "black") -> Image.Image:
    """A sheet with lines of print on a wooden table, a band of colour on top to tell it by."""
    made = Image.new("RGB", size, (96, 70, 48))
    draw, width, height = ImageDraw.Draw(made), *size
    draw.rectangle((width // 12, height // 16, width * 11 // 12, height * 15 // 16), "#ece9de")
    draw.rectangle((width // 12, height // 16, width * 11 // 12, height // 8), mark)
    font = ImageFont.load_default(size=width // 50)
    for line in range(20):
        draw.text((width // 8, height // 6 + line * height // 28), WORDS, "#333333", font)
    return made


def grainy(photo: Image.Image, strength: float = 12) -> Image.Image:
    """With the noise of a small sensor."""
    noise = Image.effect_noise(photo.size, strength)
    return ImageChops.add(photo, Image.merge("RGB", [noise] * 3), 1, -128)


def shaken(photo: Image.Image) -> Image.Image:
    """The hand moved, or the lens looked elsewhere."""
    return photo.filter(ImageFilter.GaussianBlur(photo.width / 375))


def dim(photo: Image.Image) -> Image.Image:
    """In the evening, without a lamp."""
    return ImageEnhance.Brightness(photo).enhance(0.25)


def sent(photo: Image.Image, kind: str = "JPEG", turned: int = 1) -> bytes:
    """As the phone saves it: stored lying with an Exif note how to turn it, and where it was."""
    stored = photo.transpose(TURNED[turned]) if turned in TURNED else photo
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    exif.get_ifd(0x8825)[1] = "N"  # the place
    out = BytesIO()
    if kind == "HEIC":
        pillow_heif.from_pillow(photo).save(out, quality=80)
    else:
        stored.save(out, format=kind, exif=exif, quality=90)
    return out.getvalue()
