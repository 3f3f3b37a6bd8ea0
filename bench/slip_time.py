"""Setting the legal slips, warm and with other data each time: what one costs, and how large it is.

The setter remembers what it has set before, so every page here differs from all others.
"""

from argparse import Namespace
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bench.clock import processor_milliseconds
from bench.figures import Figure, percentile
from bench.scene import Scene, scene, submitted
from motcua.agencies import calendars
from motcua.core.moments import local_day
from motcua.core.worktime import is_open, next_working_moment
from motcua.dossiers import acts
from motcua.dossiers.actors import Applicant, Officer, officer_of
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Dossier
from motcua.dossiers.timeline import entries_of
from motcua.people.accounts import create_account
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from motcua.slips import applications, issuing, printing
from motcua.slips.kinds import SlipKind
from motcua.slips.models import Slip

DOSSIERS, WARM_UP = 120, 5
GOAL_MS, GOAL_KB = 100, 150


def measure(options: Namespace) -> list[Figure]:
    """Every kind that a dossier's life calls for, then the whole work of the worker for one."""
    here = scene("bench-slips")
    head = _head(here)
    arrived = submitted(here, DOSSIERS)
    lives = [_life(here, head, one, number) for number, one in enumerate(arrived)]
    issued = [processor_milliseconds(partial(_issue, one)) for one in lives]
    slips = [(slip, dossier) for dossier in lives for slip in _slips(dossier)]
    figures: list[Figure] = []
    for kind in SlipKind:
        of_kind = [(slip, dossier) for slip, dossier in slips if slip.kind == kind]
        figures += _figures(kind, of_kind) if of_kind else []
    name = "all slips of one dossier with its rows, p95"
    return [*figures, Figure(name=name, value=percentile(issued[WARM_UP:]), unit="ms")]


def _life(here: Scene, head: Officer, dossier: Dossier, number: int) -> Dossier:
    """Four lives in turn, so that each slip of the law is called for."""
    at = here.at + timedelta(minutes=1)
    if number % 4 == 0:
        return acts.refuse(dossier, by=here.desk, at=at, reason=f"Nộp nhầm nơi, lần {number}")
    if number % 4 == 1:
        item = SupplementItem(kind="field", id="applicant.phone", message=f"Ghi lại số {number}")
        return acts.request_supplement(dossier, by=here.desk, at=at, items=[item])
    dossier = acts.accept(dossier, by=here.desk, at=at)
    if number % 4 == 2:
        later = _open_day(dossier, at)
        return acts.apologise(
            dossier, by=head, at=at, new_appointment=later, reason=f"Bận {number}"
        )
    return acts.withdraw(dossier, by=Applicant(secret=dossier.secret), at=at + timedelta(minutes=1))


def _open_day(dossier: Dossier, at: datetime) -> datetime:
    """A later appointment at an hour when somebody is there."""
    opening = calendars.opening_calendar(dossier.agency)
    later = (dossier.appointment or at) + timedelta(days=7)
    return later if is_open(opening, later) else next_working_moment(opening, later)


def _head(here: Scene) -> Officer:
    """A head of the same ward, who alone may apologise."""
    user = create_account("bench-head", name="Phạm Văn Sơn")
    give_posting(user, agency=here.service.agency, role=Role.HEAD, valid_from=local_day(here.at))
    return officer_of(user, here.at)


def _issue(dossier: Dossier) -> None:
    for entry in entries_of(dossier):
        issuing.issue(dossier, entry)


def _slips(dossier: Dossier) -> list[Slip]:
    return list(Slip.objects.filter(jurisdiction=dossier.jurisdiction, dossier=dossier))


def _figures(kind: SlipKind, slips: list[tuple[Slip, Dossier]]) -> list[Figure]:
    """Set anew under another key each, which makes another QR code and address."""
    sizes: list[int] = []
    took = [processor_milliseconds(_setting(slip, dossier, sizes)) for slip, dossier in slips]
    return [
        Figure(name=f"{kind}, p95", value=percentile(took[WARM_UP:]), unit="ms", goal=GOAL_MS),
        Figure(name=f"{kind}, largest", value=max(sizes) / 1000, unit="kB", goal=GOAL_KB),
    ]


def _setting(slip: Slip, dossier: Dossier, sizes: list[int]) -> Callable[[], None]:
    slip.key = issuing.new_key()

    def once() -> None:
        of_answers = slip.kind == SlipKind.APPLICATION
        body = applications.body_of(slip, dossier) if of_answers else {}
        sizes.append(len(printing.pdf_of(slip, **body)))

    return once
