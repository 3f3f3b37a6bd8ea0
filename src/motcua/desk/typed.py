"""What an officer typed when her session had ended: kept until she has logged in again.

It waits in the new session of the same browser, for the one address it was sent to, and is given
back once. Files cannot be kept this way.
"""

from django.http import HttpRequest, QueryDict

KEPT = "desk-typed"
MOST = 50_000  # characters; a session is a row of the database


def keep(request: HttpRequest) -> None:
    """Remember the fields of a POST that nobody was logged in for."""
    if request.method != "POST":
        return
    fields = request.POST.copy()
    fields.pop("csrfmiddlewaretoken", None)
    body = fields.urlencode()
    if len(body) <= MOST:
        request.session[KEPT] = {"path": request.path, "body": body}


def give_back(request: HttpRequest) -> QueryDict:
    """What was kept for this address, once; otherwise nothing."""
    kept = request.session.get(KEPT)
    if request.method != "GET" or not kept or kept["path"] != request.path:
        return QueryDict()
    del request.session[KEPT]
    return QueryDict(kept["body"])
