"""What the worker does besides the outbox: once an hour what nobody holds, counts for the catalogue
and the forgetting of leftovers; every few minutes what other rooms have asked for.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db.models import Count

from motcua.catalogue import unanswered
from motcua.catalogue.models import Service
from motcua.core.moments import local_day
from motcua.documents import storage
from motcua.documents.forgetting import forget_rowless, forget_unreferenced
from motcua.dossiers.models import Dossier
from motcua.dossiers.stranded import hand_over_stranded
from motcua.spreadsheets.importing import forget_unconfirmed

RECENT = timedelta(days=90)  # "most used" means in this time
GRACE = timedelta(days=1)  # for papers that are just being sent

rounds: dict[str, Callable[..., object]] = {}


def connect(name: str, work: Callable[..., object]) -> None:
    """Let a room above do something for each jurisdiction every few minutes: `work(j, at=…)`."""
    rounds[name] = work


def make_rounds(jurisdiction: str, *, at: datetime) -> None:
    """What the rooms above asked for, for one jurisdiction."""
    for work in rounds.values():
        work(jurisdiction, at=at)


def keep_up(jurisdiction: str, *, at: datetime) -> None:
    """The upkeep of one jurisdiction."""
    hand_over_stranded(jurisdiction, at=at)
    count_uses(jurisdiction, at=at)
    forget_unreferenced(jurisdiction, before=at - GRACE)


def keep_up_shared(*, at: datetime) -> None:
    """What belongs to no jurisdiction: broken uploads, old sessions, questions nobody asks now.

    A twenty-fourth of the folders is looked through each hour: all of them in a day.
    """
    storage.clear_incoming(before=at - GRACE)
    for folder in range(at.hour, storage.FOLDERS, 24):
        forget_rowless(folder, before=at - GRACE)
    unanswered.forget_old(day=local_day(at))
    forget_unconfirmed(at=at)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def count_uses(jurisdiction: str, *, at: datetime) -> None:
    """Write down how many dossiers each service got lately, counted from the rows."""
    lately = Dossier.objects.filter(jurisdiction=jurisdiction, submitted_at__gte=at - RECENT)
    counts = dict(lately.values_list("service").annotate(n=Count("id")))
    services = Service.objects.filter(agency__jurisdiction=jurisdiction)
    changed = []
    for service in services.only("uses"):
        if service.uses != (found := counts.get(service.pk, 0)):
            service.uses = found
            changed.append(service)
    Service.objects.bulk_update(changed, ["uses"], batch_size=500)
