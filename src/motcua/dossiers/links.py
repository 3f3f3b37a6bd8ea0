"""Addresses that open a dossier: the code says where, the secret says who."""

from django.conf import settings

from motcua.dossiers.models import Dossier, Draft


def track_url(dossier: Dossier) -> str:
    """The full address of the receipt's link and QR; whoever has it sees all of the dossier."""
    return f"{settings.SITE_URL}/tra-cuu/{dossier.code}/?k={dossier.secret}"


def resume_url(draft: Draft) -> str:
    """The full address that opens the draft again on any machine."""
    return f"{settings.SITE_URL}/nop-ho-so/{draft.public_id}/?k={draft.secret}"
