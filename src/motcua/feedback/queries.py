"""Reading ratings."""

from motcua.dossiers.models import Dossier
from motcua.feedback.models import Rating


def rating_of(dossier: Dossier) -> Rating | None:
    """What its applicant said of it, if anything."""
    rows = Rating.objects.filter(jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk)
    return rows.first()
