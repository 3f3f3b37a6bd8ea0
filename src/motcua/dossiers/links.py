"""Addresses that open a dossier: the code says where, the secret says who."""

import hmac

from django.conf import settings

from motcua.dossiers.models import Dossier, Draft


def track_url(dossier: Dossier) -> str:
    """The full address of the receipt's link and QR; whoever has it sees all of the dossier."""
    return f"{settings.SITE_URL}/tra-cuu/{dossier.code}/?k={dossier.secret}"


def resume_url(draft: Draft) -> str:
    """The full address that opens the draft again on any machine."""
    return f"{settings.SITE_URL}/nop-ho-so/{draft.public_id}/?k={draft.secret}"


def opens(given: str, kept: str) -> bool:
    """Is this the secret, whatever letters it is made of? An empty one opens nothing."""
    letters, wanted = (one.encode(errors="surrogatepass") for one in (given, kept))
    return bool(given) and hmac.compare_digest(letters, wanted)
