"""What `/metrics` says beside the process's own figures: is the work that acts left being done?

Read from the database at the moment of asking, so that it is true whichever process answers.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from motcua.agencies.sharding import across_jurisdictions
from motcua.dossiers.models import OutboxRow

WAITING = Q(done_at=None, dead_at=None)


class OutboxCollector(Collector):
    """Rows that wait, their age, and rows that were given up, by jurisdiction."""

    def collect(self) -> Iterator[Metric]:
        """One query for all jurisdictions."""
        waiting = _gauge("motcua_outbox_waiting", "Rows of the outbox that wait")
        oldest = _gauge("motcua_outbox_oldest_seconds", "Age of the oldest row that waits")
        dead = _gauge("motcua_outbox_dead", "Rows that were given up and want an operator")
        now = timezone.now()
        for row in _counts():
            place = [row["jurisdiction"]]
            waiting.add_metric(place, row["waiting"])
            dead.add_metric(place, row["dead"])
            since = row["oldest"]
            oldest.add_metric(place, (now - since).total_seconds() if since else 0)
        yield from (waiting, oldest, dead)


def registry() -> CollectorRegistry:
    """Our own measures alone."""
    ours = CollectorRegistry()
    ours.register(OutboxCollector())
    return ours


def _gauge(name: str, words: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, labels=["jurisdiction"])


def _counts() -> list[dict[str, Any]]:
    with across_jurisdictions():
        rows = OutboxRow.objects.filter(Q(done_at=None)).values("jurisdiction")
        counted = rows.annotate(
            waiting=Count("id", filter=WAITING),
            dead=Count("id", filter=Q(dead_at__isnull=False)),
            oldest=Min("created_at", filter=WAITING),
        )
        return list(counted.order_by("jurisdiction"))
