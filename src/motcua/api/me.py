"""Who am I, for programs."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from motcua.api import shapes
from motcua.api.callers import known
from motcua.dossiers.actors import officer_of
from motcua.people.roles import Role

router = Router(tags=["me"])


@router.get("/me", summary="The account behind the token")
def me(request: HttpRequest) -> dict[str, Any]:
    """User, roles and the postings of today."""
    who, user = known(request)
    postings = officer_of(user, who.at).postings
    roles = [Role.CITIZEN.value, *dict.fromkeys(posting.role for posting in postings)]
    return {
        "user": {
            "id": str(user.pk),
            "username": user.username,
            "name": user.name,
            "kind": user.kind,
        },
        "roles": roles,
        "postings": [
            {"agency": shapes.agency(posting.agency), "role": posting.role} for posting in postings
        ],
        "scope": who.scope,
    }
