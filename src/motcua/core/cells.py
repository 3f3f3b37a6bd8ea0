"""Texts on their way into a spreadsheet: none may be run there as a formula."""

_BEGIN_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """The text; behind an apostrophe where a spreadsheet could take it for a formula."""
    return f"'{text}" if text.startswith(_BEGIN_FORMULAS) else text
