"""Who am I, for programs."""

from typing import Annotated

from ninja import Router
from pydantic import BaseModel

from motcua.api.callers import BearerToken, Request
from motcua.api.shapes.values import Named, agency, one_of
from motcua.people.models import User
from motcua.people.roles import Role
from motcua.people.scopes import Scope

router = Router(tags=["me"])


class Account(BaseModel):
    """The account behind a token."""

    id: str
    username: str
    name: str
    kind: Annotated[str, one_of(User.Kind)]


class Posting(BaseModel):
    """A role that is held at an agency today."""

    agency: Named
    role: Role


class Me(BaseModel):
    """Account, roles, postings of today, and what the token is good for."""

    user: Account
    roles: list[Role]
    postings: list[Posting]
    scope: Scope


@router.get("/me", auth=BearerToken(), response=Me, summary="The account behind the token")
def me(request: Request) -> Me:
    """User, roles and the postings of today."""
    user, postings = request.auth.known, request.auth.officer.postings
    held = [Role(posting.role) for posting in postings]
    return Me(
        user=Account(id=str(user.pk), username=user.username, name=user.name, kind=user.kind),
        roles=[Role.CITIZEN, *dict.fromkeys(held)],
        postings=[
            Posting(agency=agency(posting.agency), role=Role(posting.role)) for posting in postings
        ],
        scope=request.auth.scope or Scope.ALL,
    )
