"""What holds for every template and every static file of the product."""

import re
import zlib
from itertools import pairwise
from pathlib import Path

import pytest

import motcua

HOUSE = Path(motcua.__file__).parent
STATIC = HOUSE / "ui" / "static" / "ui"
TEMPLATES = sorted(HOUSE.rglob("*.html"))
LONGEST = 400

FORBIDDEN = {
    "inline style": re.compile(r"<style|\sstyle\s*="),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)|\son\w+\s*=\s*[\"']|javascript:"),
    "another host": re.compile(
        r"<(?:script|link|img|iframe|source)[^>]*(?:src|href)=[\"']?(?:https?:)?//"
    ),
    "a link to nowhere": re.compile(r"href=\"(?:#)?\""),
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_templates_keep_to_the_content_security_policy(template: Path) -> None:
    source = template.read_text()

    for what, pattern in FORBIDDEN.items():
        assert not pattern.search(source), f"{what} in {template}"


@pytest.mark.parametrize("file", [*STATIC.glob("*.css"), *STATIC.glob("*.js"), *TEMPLATES], ids=str)
def test_no_file_grows_past_what_one_can_read(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= LONGEST


def test_scripts_import_nothing_but_their_neighbours() -> None:
    for script in STATIC.glob("*.js"):
        for name in re.findall(r"(?:from|import\()\s*'([^']+)'", script.read_text()):
            assert name.startswith("./")
            assert (STATIC / name).is_file()


def test_every_class_of_the_parts_is_styled() -> None:
    styles = "".join(sheet.read_text() for sheet in STATIC.glob("*.css"))
    parts = (HOUSE / "ui" / "templates" / "parts").glob("*.html")
    used = {
        name
        for part in parts
        for value in re.findall(r'class="([^"{]+)"', part.read_text())
        for name in value.split()
    }

    resets = {"plainlist"}  # a list with any class has no bullets
    assert {name for name in used if f".{name}" not in styles} <= resets


def test_fonts_come_with_their_licence_and_are_small() -> None:
    fonts = list((STATIC / "fonts").glob("*.woff2"))

    assert (STATIC / "fonts" / "OFL.txt").read_text().count("SIL OPEN FONT LICENSE") >= 1
    assert sum(font.stat().st_size for font in fonts) <= 22_000


def test_a_first_visit_costs_less_than_forty_kilobytes_beside_the_page() -> None:
    named = [STATIC / name for name in ("tokens.css", "components.css", "mark.svg")]
    sources = [*named, *STATIC.glob("*.js")]
    squeezed = sum(len(zlib.compress(source.read_bytes(), 9)) for source in sources)
    fonts = sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2"))

    assert squeezed + fonts <= 41_000


def tokens(*blocks: str) -> dict[str, str]:
    """The values of custom properties, later blocks over earlier ones."""
    return {
        name: value
        for block in blocks
        for name, value in re.findall(r"--([\w-]+):\s*(#\w+)", block)
    }


def light_and_dark() -> dict[str, dict[str, str]]:
    source = (STATIC / "tokens.css").read_text()
    light = source.split("@media (prefers-color-scheme")[0]
    dark = source.split('data-theme="dark"]')[1].split("}")[0]
    return {"light": tokens(light), "dark": tokens(light, dark)}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of `#rgb` or `#rrggbb`."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    channels = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TEXT = ["ink", "ink-2", "lam", "lam-hi", "visited", "ok", "soon", "late", "pause"]
PAIRS = [
    *((text, "paper", 7.0) for text in TEXT),
    *((text, "wash", 7.0) for text in ("ink", "ink-2")),
    *((state, f"{state}-tint", 6.5) for state in ("ok", "soon", "late", "pause", "lam")),
    *(("on-state", state, 7.0) for state in ("ok", "soon", "late")),
    ("on-lam", "lam", 7.0),
    ("on-lam", "lam-hi", 7.0),
    ("on-bar", "bar", 7.0),
    ("bar-2", "bar", 7.0),
    ("gold", "bar", 4.5),
    ("ink-2", "wash-2", 4.5),
    ("edge", "paper", 4.5),
    ("son", "paper", 4.5),
    ("focus", "halo", 4.5),
    *((chart, "paper", 3.0) for chart in ("c1", "c2", "c3", "c4")),
]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_colours_can_be_told_apart(mode: str, text: str, ground: str, least: float) -> None:
    values = light_and_dark()[mode]

    assert contrast(values[text], values[ground]) >= least


def test_both_ways_into_the_dark_give_the_same_colours() -> None:
    source = (STATIC / "tokens.css").read_text()
    blocks = re.findall(r"color-scheme: dark;(.*?)\}", source, re.DOTALL)

    assert len(blocks) == 2
    assert all(tokens(one) == tokens(other) for one, other in pairwise(blocks))
