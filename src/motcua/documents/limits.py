"""The limits in force, for checks and for the pages that say them before one picks a file."""

from django.conf import settings

from motcua.documents.bounds import Limits


def limits() -> Limits:
    """The defaults, changed by the setting `DOCUMENT_LIMITS` (names of `Limits` → numbers)."""
    return Limits(**getattr(settings, "DOCUMENT_LIMITS", {}))
