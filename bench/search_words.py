"""Search in everyday words over the services of the whole country, as at the end of 2018."""

import random
from argparse import Namespace
from functools import partial

from django.utils import timezone

from bench import procedure_import
from bench.clock import milliseconds
from bench.figures import Figure, percentile
from bench.procedures import PROCEDURES, names
from motcua.agencies.models import Agency
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.search import search
from motcua.core.folding import fold

SERVICES, AGENCIES, QUESTIONS = 46_968, 300, 400
GOAL = 10
EVERYDAY = (
    "làm giấy khai sinh cho con",
    "mo quan an",
    "đổi bằng lái xe",
    "xin giay doc than",
    "làm hộ khẩu",
    "sổ đỏ",
    "lập công ty",
    "lý lịch tư pháp",
)


def measure(options: Namespace) -> list[Figure]:
    """The function that page and API call, warm."""
    if Procedure.objects.count() < PROCEDURES // 2:
        procedure_import.measure(options)
    offer_everywhere()
    questions = _questions(random.Random(1))
    for question in questions[:20]:
        search(question)
    spent = [milliseconds(partial(search, question)) for question in questions]
    counted = f"search over {Service.objects.count():,} services"
    return [
        Figure(name=f"{counted}, median", value=percentile(spent, 0.5), unit="ms"),
        Figure(name=f"{counted}, p95", value=percentile(spent), unit="ms", goal=GOAL),
    ]


def _questions(rng: random.Random) -> list[str]:
    """Two to five neighbouring words of some name, every second one without accents."""
    made = []
    known = names()
    for number in range(QUESTIONS):
        words = rng.choice(known).split()
        at = rng.randrange(max(1, len(words) - 4))
        question = " ".join(words[at : at + rng.randint(2, 5)])
        made.append(question if number % 2 else fold(question))
    return [*made, *EVERYDAY]


def offer_everywhere() -> None:
    """Each procedure at some of the agencies, until there are as many services as wanted."""
    if Service.objects.count() >= SERVICES:
        return
    agencies = Agency.objects.bulk_create(
        Agency(code=f"{n:03}.99.H05", name=f"Cơ quan {n}", kind="commune", jurisdiction="H05")
        for n in range(AGENCIES)
    )
    procedures = list(Procedure.objects.values_list("pk", flat=True))
    wanted = SERVICES - Service.objects.count()
    since = timezone.now()
    Service.objects.bulk_create(
        Service(
            procedure_id=procedures[n % len(procedures)],
            agency=agencies[(n % len(procedures) * 7 + n // len(procedures)) % AGENCIES],
            published_at=since,
            earned_level=3,
            uses=n % 97,
        )
        for n in range(wanted)
    )
