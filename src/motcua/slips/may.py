"""Who may make slips and read registers. Knows persons, roles and agencies; asks no table."""

from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Dossier


def may_make(dossier: Dossier, by: Officer) -> bool:
    """May this officer make slips of this dossier anew? Who handles dossiers where it lies may."""
    return any(posting.agency_id == dossier.agency_id for posting in by.workplaces)
