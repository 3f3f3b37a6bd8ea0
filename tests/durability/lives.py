"""What dies and comes back in the test: `python -m tests.durability.lives WORK JSON`.

Officers act through the API, at statements of which any may be the last; so does the worker. At
the end `drain` lets the worker finish, and `tell` writes down what is in the database.
"""

import json
import random
import sys
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.durability import mail
from tests.durability.fates import Fate, live_and_die

A_LIFE = timedelta(minutes=6)  # beyond what a killed worker had claimed
LEFT_OPEN = 12  # officers who are faster than applicants leave some in every state
AFTER_ALL = timedelta(days=90)  # every supplement is late by then
ONWARDS = ("accept", "assign", "advance", "decide", "return_result", "resume")
WEIGHTS = {**dict.fromkeys(ONWARDS, 4), "consult": 3}
TAX = "000.24.10.G12"  # another registry's, whose officer answers from the inbox
Asking = Callable[..., tuple[int, Any]]


def officers(rng: random.Random, number: int, tokens: list[str]) -> None:
    """Take any dossier of the queue, and do any act that is offered; for ever."""
    while True:
        _work(rng, partial(_ask, rng.choice(tokens)))


def worker(rng: random.Random, number: int) -> None:
    """Drain and run the timers for ever; each life comes a little later than the one before."""
    from django.utils import timezone

    from motcua.dossiers import worker as work

    at = timezone.now() + number * A_LIFE
    while True:
        if not work.work_once(at=at):
            time.sleep(0.02)


def clock(rng: random.Random, number: int) -> None:
    """The timers, long after: what was asked of applicants and never came expires."""
    from django.utils import timezone

    from motcua.agencies.queries import jurisdictions
    from motcua.dossiers.worker import run_timers

    while True:
        for jurisdiction in jurisdictions():
            run_timers(jurisdiction, at=timezone.now() + AFTER_ALL)


LIVES: dict[str, Callable[..., None]] = {"officers": officers, "worker": worker, "clock": clock}


def _warm_officers(tokens: list[str]) -> None:
    for token in tokens:
        _work(random.Random(token), partial(_ask, token))


def _warm_worker() -> None:
    from django.utils import timezone

    from motcua.dossiers.worker import work_once

    work_once(at=timezone.now())


# What a process that has run for a while has read already: lives are short, and shall get far.
WARM: dict[str, Callable[..., None]] = {
    "officers": _warm_officers,
    "worker": _warm_worker,
    "clock": _warm_worker,
}


def die(work: str, *, kills: int, seed: int, **known: Any) -> None:
    """So many lives of this work, one after another."""
    from django.db import connection, connections

    WARM[work](**known)
    connections.close_all()  # no life may inherit one

    def life(number: int, rng: random.Random) -> None:
        with connection.execute_wrapper(Fate(rng)):
            LIVES[work](rng, number, **known)

    for number in range(kills):
        live_and_die(partial(life, number), f"{work}-{seed}-{number}")


def drain() -> None:
    """Let the worker finish, whatever was claimed or put off; dead rows get another chance."""
    from django.utils import timezone

    from motcua.agencies.queries import jurisdictions
    from motcua.dossiers import worker as work

    for jurisdiction in jurisdictions():
        _drain(jurisdiction, timezone.now() + AFTER_ALL)
        for row in work.dead_letters(jurisdiction):
            work.retry(row, at=timezone.now())
        _drain(jurisdiction, timezone.now() + 2 * AFTER_ALL)


def _drain(jurisdiction: str, at: datetime) -> None:
    """Until nothing waits, an hour at a time: what fails is put off by less."""
    from motcua.dossiers.worker import drain as some

    for hour in range(12):
        while some(jurisdiction, at=at + timedelta(hours=hour)):
            pass


def tell(book: str, tokens: list[str]) -> None:
    """Write into the book what an outsider would ask of every jurisdiction."""
    from motcua.agencies.queries import jurisdictions

    places = jurisdictions()
    told = {
        "open": [row for place in places for row in _open(place, tokens)],
        "entries_without_row": sum(_unequal(place) for place in places),
        "undone": sum(_undone(place) for place in places),
        "mailed": [one for place in places for one in _mailed(place)],
        "unsent": sum(_unsent(place) for place in places),
        "states": [state for place in places for state in _states(place)],
        "kinds": [kind for place in places for kind in _kinds(place)],
    }
    Path(book).write_text(json.dumps(told))


def _work(rng: random.Random, ask: Asking) -> None:
    """On what lies at her agencies, or in its inbox."""
    _, queue = ask("GET", "/api/v1/desk/dossiers?queue=consultations&limit=100")
    if not queue["items"]:
        _, queue = ask("GET", "/api/v1/desk/dossiers?queue=agency&limit=100")
        if len(queue["items"]) < LEFT_OPEN:
            time.sleep(0.02)
            return
    code = rng.choice(queue["items"])["code"]
    status, dossier = ask("GET", f"/api/v1/desk/dossiers/{code}")
    if status == 200 and dossier["acts"]:
        weights = [WEIGHTS.get(one["act"], 1) for one in dossier["acts"]]
        act = rng.choices(dossier["acts"], weights)[0]
        wanted = {f["name"]: f["example"] for f in act["fields"] if f["required"] and not f["when"]}
        if act["act"] == "consult":
            wanted["agency"] = TAX
        body = {"act": act["act"], "version": dossier["version"], **wanted}
        status, said = ask("POST", f"/api/v1/desk/dossiers/{code}/acts", body)
        asked_already = status == 422 and act["act"] == "consult"
        assert status in (200, 409) or asked_already, (status, said)


def _ask(token: str, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    """The whole application, without a socket between."""
    from django.test import Client

    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex}
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=True, headers=headers)
    answer = client.generic(
        method, path, json.dumps(body) if body else "", content_type="application/json"
    )
    assert answer.status_code < 500, (answer.status_code, answer.content[:500])
    return answer.status_code, json.loads(answer.content)


def _open(place: str, tokens: list[str]) -> list[dict[str, Any]]:
    """Each open dossier: who holds it, until when, and who is offered an act now."""
    from motcua.core.states import State
    from motcua.dossiers.models import Dossier

    opened = [state for state in State if not state.is_closed]
    rows = Dossier.objects.filter(jurisdiction=place, state__in=opened).values(
        "code", "state", "holder_agency", "holder_role", "due_at"
    )
    return [
        {**row, "due_at": _text(row["due_at"]), "acts": _offered(row["code"], tokens)}
        for row in rows
    ]


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _offered(code: str, tokens: list[str]) -> list[str]:
    """The acts that any of the officers could do now."""
    found = [_ask(token, "GET", f"/api/v1/desk/dossiers/{code}") for token in tokens]
    return sorted({act["act"] for status, one in found if status == 200 for act in one["acts"]})


def _unequal(place: str) -> int:
    from motcua.dossiers.models import JournalEntry, OutboxRow

    entries = JournalEntry.objects.filter(jurisdiction=place).values_list("dossier_id", "number")
    rows = OutboxRow.objects.filter(jurisdiction=place).values_list("dossier_id", "entry_number")
    return len(set(entries) ^ set(rows)) + abs(len(entries) - len(rows))


def _undone(place: str) -> int:
    from motcua.dossiers.models import OutboxRow

    return OutboxRow.objects.filter(jurisdiction=place, done_at=None).count()


def _mailed(place: str) -> list[str]:
    from motcua.notices.models import Notice

    sent = Notice.objects.filter(jurisdiction=place, sent_at__isnull=False)
    return [one.public_id for one in sent]


def _unsent(place: str) -> int:
    from motcua.notices.models import Notice

    return Notice.objects.filter(jurisdiction=place, sent_at=None).count()


def _states(place: str) -> list[str]:
    from motcua.dossiers.models import Dossier

    rows = Dossier.objects.filter(jurisdiction=place).values_list("state", flat=True)
    return [str(state) for state in rows]


def _kinds(place: str) -> list[str]:
    from motcua.dossiers.models import JournalEntry

    rows = JournalEntry.objects.filter(jurisdiction=place).values_list("kind", flat=True)
    return sorted(set(rows))


def main(work: str, known: dict[str, Any]) -> None:
    """The mail server needs no Django; everybody else forks after it was read, not before."""
    if work == "mail":
        mail.serve_and_die(known.pop("port"), Path(known.pop("taken")), **known)
        return
    import_module("motcua.config.wsgi")
    import_module("motcua.config.urls")
    others: dict[str, Callable[..., None]] = {"drain": drain, "tell": tell}
    others.get(work, partial(die, work))(**known)


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
