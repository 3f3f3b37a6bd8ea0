"""Which replays of a year there are, and how far each has come."""

from django.db import models

from motcua.agencies.sharding import Sharded


class Replay(Sharded):
    """One replayed year of one jurisdiction; `done_until` commits with the acts of its day."""

    year = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    online = models.PositiveIntegerField()
    counter = models.PositiveIntegerField()
    done_until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "year"], name="replay_once")]
