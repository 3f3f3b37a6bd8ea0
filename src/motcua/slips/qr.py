"""QR codes as SVG: sharp at any size, small in a PDF or page."""

from io import BytesIO

import segno


def svg(text: str, *, on_white: bool = False) -> str:
    """A QR code (level M: legible with 15 % of it dirty) with the quiet zone it needs.

    `on_white` is for screens: a ground of its own, also in dark colours, and no size of its own.
    """
    ground = {"light": "white", "omitsize": True} if on_white else {}
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None, **ground
    )
    return out.getvalue().decode()
