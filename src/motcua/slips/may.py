"""Who may make slips and read registers. Knows persons, roles and agencies; asks no table."""

from motcua.agencies.models import Agency
from motcua.core.refusals import NotAllowed
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Dossier
from motcua.people.roles import OFFICERS, Role


def may_make(dossier: Dossier, by: Officer) -> bool:
    """May this officer make slips of this dossier? Who handles dossiers where it lies may."""
    return any(posting.agency_id == dossier.agency_id for posting in by.workplaces)


def may_read_register(agency: Agency, by: Officer) -> bool:
    """Desk, handling officers and head of the agency, and auditors of its jurisdiction."""
    return any(
        (posting.role in OFFICERS and posting.agency_id == agency.pk)
        or (posting.role == Role.AUDITOR and posting.agency.jurisdiction == agency.jurisdiction)
        for posting in by.postings
    )


def check_may_read_register(agency: Agency, by: Officer) -> None:
    """Raises `NotAllowed` for whoever may not read it."""
    if not may_read_register(agency, by):
        raise NotAllowed(
            "Ông/bà không xem được sổ theo dõi này.",
            why="Sổ dành cho cán bộ, lãnh đạo của cơ quan và người kiểm toán.",
            mend="Chọn cơ quan ông/bà đang làm việc.",
        )
