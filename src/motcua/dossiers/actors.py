"""Who acts: an applicant, an officer with the postings of the day, or the clock.

An actor is made at the door and handed to an act; the act asks `may` under which role the actor
stands, and the journal keeps name, role and agency as they were.
"""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.core.moments import local_day
from motcua.people.models import Posting, User
from motcua.people.postings import postings_of
from motcua.people.roles import OFFICERS, Role


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """A citizen or business: known by account, by the secret of a draft or dossier, or both."""

    user: User | None = None
    secret: str = ""


@dataclass(frozen=True, kw_only=True)
class Officer:
    """A person with the postings in force on the day of the request."""

    user: User
    postings: tuple[Posting, ...]

    @property
    def workplaces(self) -> list[Posting]:
        """The postings that handle dossiers: desk, handling, head."""
        return [posting for posting in self.postings if posting.role in OFFICERS]

    def has_role(self, role: Role) -> bool:
        """Does any posting of today carry this role?"""
        return any(posting.role == role for posting in self.postings)


@dataclass(frozen=True)
class Clock:
    """Time itself: what happens when a limit has passed."""


Actor = Applicant | Officer | Clock
CLOCK = Clock()


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An actor as the journal keeps it: person, name, role and agency of that moment."""

    actor: int | None
    name: str
    role: str
    agency: str = ""


def officer_of(user: User, at: datetime | date) -> Officer:
    """The user as an officer, with the postings in force at this moment."""
    day = local_day(at) if isinstance(at, datetime) else at
    return Officer(user=user, postings=tuple(postings_of(user, day)))
