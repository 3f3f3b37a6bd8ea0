"""Search over as many services as all localities had in 2018 and more: 46,968."""

import random
import time
from typing import Any

from bench.figures import Figure, percentile
from bench.made_up import NATIONAL, procedures_file

SERVICES, QUERIES, MILLISECONDS = 46_968, 200, 10


def measure(options: Any) -> list[Figure]:
    """Wall time of 200 questions of two to five words of names, half of them without accents."""
    from django.db import connection

    from motcua.catalogue.search import search

    _import(options)
    _offer_widely()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    questions = _questions()
    for question in questions[:20]:
        search(question)
    spent = [_timed(search, question) for question in questions]
    return [
        Figure(name="search p50", value=percentile(spent, 0.5), unit="ms"),
        Figure(name="search p95", value=percentile(spent), unit="ms", goal=MILLISECONDS),
    ]


def _import(options: Any) -> None:
    """A national file, unless one was imported before."""
    from django.utils import timezone

    from motcua.catalogue.imports import import_procedures
    from motcua.catalogue.models import Procedure

    if Procedure.objects.count() < NATIONAL:
        file = options.procedures or procedures_file(options.folder)
        import_procedures(file, at=timezone.now())


def _timed(search: Any, question: str) -> float:
    began = time.perf_counter()
    search(question)
    return 1000 * (time.perf_counter() - began)


def _offer_widely() -> None:
    """Every procedure at as many agencies as it takes; rows alone, without forms."""
    from django.utils import timezone

    from motcua.agencies.models import Agency
    from motcua.catalogue.models import Procedure, Service

    procedures = list(Procedure.objects.filter(current__isnull=False).values_list("pk", flat=True))
    places = -(-SERVICES // len(procedures))
    agencies = Agency.objects.bulk_create(
        Agency(code=f"000.{n:02d}.99.H05", name=f"Cơ quan {n}", kind="commune", jurisdiction="H05")
        for n in range(places)
    )
    pairs = [(procedure, agency.pk) for agency in agencies for procedure in procedures]
    now = timezone.now()
    Service.objects.bulk_create(
        [
            Service(procedure_id=procedure, agency_id=agency, published_at=now, earned_level=3)
            for procedure, agency in pairs[:SERVICES]
        ],
        batch_size=2000,
    )


def _questions() -> list[str]:
    from motcua.catalogue.models import Procedure
    from motcua.core.folding import fold

    rng = random.Random(7)
    names = list(Procedure.objects.values_list("name", flat=True))
    found = []
    for number in range(QUERIES):
        words = rng.choice(names).split()
        start = rng.randrange(max(1, len(words) - 3))
        asked = " ".join(words[start : start + rng.randint(2, 5)])
        found.append(fold(asked) if number % 2 else asked)
    return found
