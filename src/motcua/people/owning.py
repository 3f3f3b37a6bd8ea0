"""For which agencies an owner of procedures decides: one rule for offers, processes and fees.

Owners of a province keep its own agencies; those of a ministry, any.
"""

from datetime import date

from motcua.agencies.models import Agency
from motcua.people.models import Posting, User
from motcua.people.postings import postings_of
from motcua.people.roles import Role


def owner_postings(user: User, day: date) -> list[Posting]:
    """Where she is owner on this day."""
    return [one for one in postings_of(user, day) if one.role == Role.OWNER]


def owns_for(user: User, agency: Agency | None, day: date) -> bool:
    """Does she decide for this agency on this day? For all of them (None), any owner does."""
    held = owner_postings(user, day)
    return any(agency is None or _reaches(one.agency, agency) for one in held)


def agencies_of_owner(user: User, day: date) -> list[Agency]:
    """The agencies in force for which she decides, by name."""
    held = owner_postings(user, day)
    there = Agency.objects.in_force(day).order_by("name", "code")
    return [agency for agency in there if any(_reaches(one.agency, agency) for one in held)]


def _reaches(owning: Agency, agency: Agency) -> bool:
    return owning.jurisdiction == agency.jurisdiction or owning.kind == Agency.Kind.MINISTRY
