"""Who holds which role at which agency, by date. A role is a posting; there is no other flag."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from motcua.agencies.models import Agency
from motcua.people.models import Posting, User
from motcua.people.roles import Role


def postings_of(user: User, day: date) -> list[Posting]:
    """The user's postings in force on this day, each with its agency, oldest first."""
    postings = list(_in_force(day).filter(user=user).select_related("agency").order_by("pk"))
    for posting in postings:
        posting.user = user
    return postings


def roles_of(user: User, day: date) -> set[Role]:
    """Every role the user holds anywhere on this day."""
    return {Role(role) for role in _in_force(day).filter(user=user).values_list("role", flat=True)}


def holds_role(user: User, role: Role, day: date, *, agency: Agency | None = None) -> bool:
    """Does the user hold this role on this day, at this agency or at any?"""
    postings = _in_force(day).filter(user=user, role=role)
    if agency is not None:
        postings = postings.filter(agency=agency)
    return postings.exists()


def officers_at(agency: Agency, role: Role, day: date) -> list[Posting]:
    """Who holds this role at this agency on this day, by name, each with the user."""
    held = _in_force(day).filter(agency=agency, role=role, user__is_active=True)
    return list(held.select_related("user", "agency").order_by("user__name", "pk"))


def agencies_with(role: Role, day: date) -> QuerySet[Posting, int]:
    """The ids of the agencies at which somebody in use holds this role on this day."""
    held = _in_force(day).filter(role=role, user__is_active=True)
    return held.values_list("agency", flat=True)


def staffed(day: date) -> set[tuple[int, str]]:
    """The agency (its id) and role of every posting in force on this day; one query."""
    held = _in_force(day).filter(user__is_active=True)
    return set(held.values_list("agency", "role"))


def posted_among(users: Collection[int], day: date) -> set[tuple[int, int, str]]:
    """The postings in force of these users, as ids of user and agency, and role."""
    held = _in_force(day).filter(user__in=users, user__is_active=True)
    return set(held.values_list("user", "agency", "role"))


def give_posting(
    user: User, *, agency: Agency, role: Role, valid_from: date, valid_to: date | None = None
) -> Posting:
    """Give the user this role at this agency; the same posting again changes only its end."""
    posting, _ = Posting.objects.update_or_create(
        user=user,
        agency=agency,
        role=role,
        valid_from=valid_from,
        defaults={"valid_to": valid_to},
    )
    return posting


def _in_force(day: date) -> QuerySet[Posting]:
    begun = Posting.objects.filter(valid_from__lte=day)
    return begun.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
