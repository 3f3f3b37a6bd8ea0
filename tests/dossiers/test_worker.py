"""The worker: at least once, later and later, dead in the end; and what time itself asks for."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection

from motcua.agencies.queries import jurisdictions
from motcua.core.states import State
from motcua.dossiers import acts, drafts, outbox, supplements, worker
from motcua.dossiers.idempotency import once
from motcua.dossiers.models import Dossier, Draft, IdempotencyKey, JournalEntry, OutboxRow
from tests import cast as people
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.together import together


class Seen(list[tuple[str, int]]):
    """A consumer that remembers what it saw, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        super().__init__()
        self.failures = failures

    def __call__(self, dossier: Dossier, entry: JournalEntry) -> None:
        self.append((dossier.code, entry.number))
        if self.failures:
            self.failures -= 1
            raise ConnectionRefusedError("Nguyễn Thị Hoa <hoa@example.com>")


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Seen]]:
    """Connects consumers of the test in the place of all others."""
    monkeypatch.setattr(outbox, "consumers", {})
    monkeypatch.setattr(worker, "consumers", outbox.consumers)

    def listen(name: str, failures: int = 0) -> Seen:
        seen = Seen(failures)
        outbox.connect(name, seen)
        return seen

    yield listen


def _row(dossier: Dossier) -> OutboxRow:
    return scenes.outbox(dossier)[0]


def test_every_consumer_sees_every_entry_once(cast: Cast, listening: Callable[..., Seen]) -> None:
    first, second = listening("first"), listening("second")
    dossier = cast.accepted()

    assert worker.drain("H05", at=cast.at) == 2
    assert worker.drain("H05", at=cast.at + timedelta(days=1)) == 0

    assert first == second == [(dossier.code, 1), (dossier.code, 2)]
    assert _row(dossier).done_at == cast.at
    assert _row(dossier).done == ["first", "second"]


def test_what_fails_keeps_nobody_else_from_the_entry(
    cast: Cast, listening: Callable[..., Seen]
) -> None:
    failing, after = listening("failing", failures=1), listening("after")
    dossier = cast.submitted()

    worker.drain("H05", at=cast.at)
    assert (len(failing), len(after), _row(dossier).done) == (1, 1, ["after"])
    worker.drain("H05", at=cast.at + timedelta(minutes=1))

    assert (len(failing), len(after)) == (2, 1)
    assert _row(dossier).done_at == cast.at + timedelta(minutes=1)


def test_a_failure_comes_back_later_each_time_after_a_longer_pause(
    cast: Cast, listening: Callable[..., Seen]
) -> None:
    listening("failing", failures=99)
    dossier, at = cast.submitted(), cast.at
    pauses = []

    for _ in range(worker.LAST_ATTEMPT - 1):
        worker.drain("H05", at=at)
        pauses.append((_row(dossier).next_at - at).total_seconds())
        assert worker.drain("H05", at=_row(dossier).next_at - timedelta(seconds=1)) == 0
        at = _row(dossier).next_at

    for number, pause in enumerate(pauses):
        assert 8 * 2**number <= pause <= 12 * 2**number
    assert timedelta(minutes=15) < at - cast.at < timedelta(minutes=30)


def test_after_the_last_attempt_it_is_dead_and_named_without_persons(
    cast: Cast, listening: Callable[..., Seen]
) -> None:
    failing = listening("failing", failures=99)
    dossier = cast.submitted()
    for day in range(20):
        worker.drain("H05", at=cast.at + timedelta(days=day))

    assert len(failing) == worker.LAST_ATTEMPT
    assert [row.pk for row in worker.dead_letters("H05")] == [_row(dossier).pk]
    assert _row(dossier).last_error == "failing: ConnectionRefusedError"


def test_the_operator_lets_the_dead_be_tried_again(
    cast: Cast, listening: Callable[..., Seen]
) -> None:
    failing = listening("failing", failures=worker.LAST_ATTEMPT)
    dossier = cast.submitted()
    for day in range(9):
        worker.drain("H05", at=cast.at + timedelta(days=day))
    later = cast.at + timedelta(days=30)

    worker.retry(_row(dossier), at=later)

    assert worker.drain("H05", at=later) == 1
    assert (_row(dossier).done_at, _row(dossier).dead_at) == (later, None)
    assert len(failing) == worker.LAST_ATTEMPT + 1
    assert worker.dead_letters("H05") == []


def test_a_fault_of_the_database_spoils_neither_the_others_nor_the_note(
    cast: Cast, listening: Callable[..., Seen]
) -> None:
    def broken(dossier: Dossier, entry: JournalEntry) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")

    outbox.connect("broken", broken)
    after = listening("after")
    dossier = cast.submitted()

    worker.drain("H05", at=cast.at)

    assert len(after) == 1
    assert _row(dossier).done == ["after"]
    assert _row(dossier).last_error in {"broken: OperationalError", "broken: ProgrammingError"}


def test_what_one_consumer_does_to_the_dossier_no_other_sees(
    cast: Cast, listening: Callable[..., Seen]
) -> None:
    def careless(dossier: Dossier, entry: JournalEntry) -> None:
        dossier.code = "changed"

    outbox.connect("careless", careless)
    after = listening("after")
    dossier = cast.submitted()

    worker.drain("H05", at=cast.at)

    assert after == [(dossier.code, 1)]


def test_a_row_whose_subject_is_lost_stops_nobody(
    cast: Cast, listening: Callable[..., Seen]
) -> None:
    seen = listening("seen")
    OutboxRow.objects.filter(jurisdiction="H05", pk=_row(cast.submitted()).pk).update(
        entry_number=9
    )
    whole = cast.submitted()

    assert worker.drain("H05", at=cast.at) == 2
    assert seen == [(whole.code, 1)]


def test_a_worker_that_stops_gives_back_what_it_has_not_begun(
    cast: Cast, listening: Callable[..., Seen]
) -> None:
    stop = threading.Event()
    seen = listening("seen")
    outbox.connect("stopping", lambda dossier, entry: stop.set())
    cast.at_signing()

    assert worker.drain("H05", at=cast.at, stop=stop) == 1
    assert worker.drain("H05", at=cast.at) == 2
    assert len(seen) == 3


def test_what_was_claimed_by_a_worker_that_died_comes_back(
    cast: Cast, listening: Callable[..., Seen]
) -> None:
    class Killed(BaseException):
        """The process ends in the middle of a row."""

    def killed(dossier: Dossier, entry: JournalEntry) -> None:
        raise Killed

    outbox.connect("killed", killed)
    cast.submitted()
    with pytest.raises(Killed):
        worker.drain("H05", at=cast.at)
    outbox.consumers.clear()
    seen = listening("seen")

    assert worker.drain("H05", at=cast.at + worker.CLAIM - timedelta(seconds=1)) == 0
    assert worker.drain("H05", at=cast.at + worker.CLAIM) == 1
    assert len(seen) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_take_the_same_row(listening: Callable[..., Seen]) -> None:
    cast = people.make()
    made = [cast.submitted().code for _ in range(12)]
    seen = listening("seen")

    handled = together(*[lambda: worker.drain("H05", at=cast.at)] * 3)

    assert sum(handled) == len(made)
    assert sorted(code for code, _ in seen) == sorted(made)


def test_two_consumers_of_one_name_are_a_mistake(listening: Callable[..., Seen]) -> None:
    seen = listening("name")
    outbox.connect("name", seen)

    with pytest.raises(outbox.AlreadyConnectedError):
        outbox.connect("name", Seen())


def test_the_timer_closes_what_was_never_supplemented(cast: Cast) -> None:
    late, answered = scenes.awaiting(cast), scenes.awaiting(cast)
    until = supplements.open_request(late).answer_by
    scenes.mend(answered, cast.at)
    acts.supplement(answered, by=cast.applicant, at=cast.at)

    assert worker.run_timers("H05", at=until) == 0
    worker.run_timers("H05", at=until + timedelta(seconds=1))

    assert scenes.now(late).state == State.EXPIRED
    assert scenes.now(answered).state == State.SUBMITTED


def test_the_timer_forgets_old_drafts_and_keys(cast: Cast) -> None:
    draft = cast.draft()
    once("H05", owner="a", key="k", request={}, at=cast.at, make=lambda: (200, {}))

    gone = draft.expires_at + drafts.RECOVERY
    assert worker.run_timers("H05", at=gone) == 2
    assert worker.run_timers("H05", at=gone) == 0
    assert not Draft.objects.filter(jurisdiction="H05").exists()
    assert not IdempotencyKey.objects.filter(jurisdiction="H05").exists()


def test_one_round_goes_over_all_jurisdictions(cast: Cast, listening: Callable[..., Seen]) -> None:
    seen = listening("seen")
    cast.next_door.code, cast.next_door.jurisdiction = "000.00.01.G15", "G15"
    cast.next_door.save()
    cast.submitted()

    assert jurisdictions() == ["G15", "H05"]
    assert worker.work_once(at=cast.at) == 1
    assert len(seen) == 1


@pytest.mark.django_db(transaction=True)
def test_it_runs_until_it_is_told_to_stop(listening: Callable[..., Seen]) -> None:
    stop = threading.Event()
    outbox.connect("stopping", lambda dossier, entry: stop.set())
    dossier = people.make().submitted()

    worker.run(stop=stop, idle_seconds=0)

    assert _row(dossier).done == ["stopping"]


@pytest.mark.django_db(transaction=True)
def test_a_lost_database_is_waited_for(
    listening: Callable[..., Seen],
) -> None:
    stop, faults = threading.Event(), iter([OperationalError("gone"), IntegrityError("no")])

    def away(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        fault = next(faults, None)
        if fault is not None:
            raise fault
        return execute(sql, params, many, context)

    outbox.connect("stopping", lambda dossier, entry: stop.set())
    dossier = people.make().submitted()

    with connection.execute_wrapper(away):
        worker.run(stop=stop, idle_seconds=0)

    assert next(faults, None) is None
    assert _row(dossier).done == ["stopping"]
