"""How much waits where, exact up to a thousand: one statement along the queue's partial indexes."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db import connection

from motcua.core.moments import at_local, local_day
from motcua.core.states import State
from motcua.dossiers.actors import Officer
from motcua.dossiers.queries import AGENCY, ELSEWHERE, MINE, Place, places

MOST = 1000

_ONE = """(SELECT COUNT(*) FROM (SELECT 1 AS one FROM "dossiers_dossier"
  WHERE "dossiers_dossier"."jurisdiction" = %s AND "{at}" = %s
  AND "closed_at" IS NULL{more}
  LIMIT {most}) AS capped)"""

Part = tuple[str, Sequence[Any]]


def queue_counts(by: Officer, *, at: datetime) -> dict[str, int]:
    """Counts by the names `all`, `late`, `to_fetch` (settled, past the day on which the applicant
    was to come), `today` and the states, of what this officer's roles
    hold; of all that is open where she works, `agency` and what waits for its applicant; and
    `elsewhere`, what is of her agencies and waits for another one. 1,000 means at least so many."""
    mine = [(place, name, part) for place in places(by, MINE) for name, part in _mine(at).items()]
    whole = [(place, name, part) for place in places(by, AGENCY) for name, part in _WHOLE.items()]
    others = [(place, ELSEWHERE, _AT_ANOTHER) for place in places(by, ELSEWHERE)]
    wanted = [*mine, *whole, *others]
    counts: dict[str, int] = dict.fromkeys([*_mine(at), *_WHOLE, ELSEWHERE], 0)
    if not wanted:
        return counts
    numbers = _ask([_sql(place, part) for place, _, part in wanted])
    for (_, name, _), number in zip(wanted, numbers, strict=True):
        counts[name] = min(counts[name] + number, MOST)
    return counts


def _mine(at: datetime) -> dict[str, Part]:
    """Each part of an officer's own queue, as the rest of a WHERE and its values."""
    tomorrow = at_local(local_day(at) + timedelta(days=1), time())
    states = (State.SUBMITTED, State.ACCEPTED, State.SUSPENDED, State.DECIDED)
    return {
        "all": ("", ()),
        "late": (' AND "due_at" < %s AND "state" <> %s', (at, State.DECIDED.value)),
        "to_fetch": (' AND "due_at" < %s AND "state" = %s', (at, State.DECIDED.value)),
        "today": (' AND "due_at" >= %s AND "due_at" < %s', (at, tomorrow)),
        **{state.value: (' AND "state" = %s', (state.value,)) for state in states},
    }


_WHOLE: dict[str, Part] = {
    "agency": ("", ()),
    State.AWAITING_APPLICANT.value: (' AND "state" = %s', (State.AWAITING_APPLICANT.value,)),
}


# As in the partial index `dossier_elsewhere`, word for word: so both engines count along it.
_AT_ANOTHER: Part = (
    ' AND ("awaited_agency_id" IS NOT NULL OR NOT ("holder_agency_id" = ("agency_id")'
    ' AND "holder_agency_id" IS NOT NULL))',
    (),
)


def _sql(place: Place, part: Part) -> Part:
    more, values = part
    known: tuple[Any, ...] = (place.jurisdiction, place.agency)
    if place.role is not None:
        more, known = ' AND "holder_role" = %s' + more, (*known, place.role)
    at = "agency_id" if place.elsewhere else "holder_agency_id"
    return _ONE.format(at=at, more=more, most=MOST), (*known, *map(_adapt, values))


def _ask(parts: Sequence[Part]) -> Sequence[int]:
    sql = "SELECT " + ", ".join(one for one, _ in parts)
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _, values in parts for value in values])
        row = cursor.fetchone()
    return [int(number) for number in row]


def _adapt(value: Any) -> Any:
    """Moments as the engine compares them."""
    adapted = connection.ops.adapt_datetimefield_value
    return adapted(value) if isinstance(value, datetime) else value
