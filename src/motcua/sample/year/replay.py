"""Carries the plan of a year out, day by day, through the acts and at the moments of then.

A day is one transaction, with how far the replay has come: killed at any moment, it goes on with
the first day that was not committed. The plan is told again, so nothing else need be remembered.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction

from motcua.agencies import calendars
from motcua.catalogue.models import Service
from motcua.core.codes import DossierCode
from motcua.core.moments import VIETNAM, local_day
from motcua.core.refusals import Conflict
from motcua.dossiers.many_acts import many_acts
from motcua.dossiers.models import Dossier
from motcua.dossiers.upkeep import count_uses
from motcua.sample.models import Replay
from motcua.sample.year import setting
from motcua.sample.year.deeds import Doer, crew
from motcua.sample.year.lives import Life
from motcua.sample.year.plan import Plan
from motcua.sample.year.services import services

JURISDICTION, YEAR = "H05", 2018
Due = tuple[datetime, int, int]
"""A moment, the number of the life, and the place of the event in it."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a replay has come: days of the year, and dossiers and acts of this run."""

    day: int
    days: int
    come: int
    to_come: int
    acts: int


class OtherData(Conflict):
    """The registry holds what is not of this replay: figures of both would be mixed."""

    code, title = "other-data", "Sổ hồ sơ đã có dữ liệu khác"


def begin(*, seed: int, online: int, counter: int) -> Replay:
    """The replay as it stands, begun if there is none. Raises `OtherData`."""
    wanted = {"seed": seed, "online": online, "counter": counter}
    with transaction.atomic():
        known = Replay.objects.filter(jurisdiction=JURISDICTION, year=YEAR).first()
        if known is None:
            check_alone()
            setting.set_up()
            known = Replay(jurisdiction=JURISDICTION, year=YEAR, **wanted)
            known.save(force_insert=True)
    if any(getattr(known, name) != value for name, value in wanted.items()):
        raise OtherData(
            f"Đã có lần diễn lại khác: --online {known.online} --counter {known.counter} "
            f"--seed {known.seed}.",
            mend="Chạy lại với đúng các số đó, hoặc dùng một cơ sở dữ liệu mới (DATABASE_URL).",
        )
    return known


def check_alone() -> None:
    """No dossiers and no services of the registry but those of a replay; raises `OtherData`."""
    dossiers = Dossier.objects.filter(jurisdiction=JURISDICTION).count()
    offered = Service.objects.filter(agency__jurisdiction=JURISDICTION)
    others = set(offered.values_list("procedure__code", "agency__code")) - setting.expected()
    if dossiers or others:
        raise OtherData(
            f"Sổ {JURISDICTION} đã có {dossiers} hồ sơ, {len(others)} dịch vụ khác.",
            why="Số liệu của năm diễn lại sẽ lẫn với dữ liệu ấy.",
            mend="Dùng một cơ sở dữ liệu mới: DATABASE_URL=sqlite:////tmp/2018.sqlite3",
        )


def check_alone_at_work(replay: Replay) -> None:
    """Nobody else replays the year at the same time; raises `OtherData`. Locks the row."""
    rows = Replay.objects.select_for_update().filter(jurisdiction=replay.jurisdiction)
    if rows.get(pk=replay.pk).done_until != replay.done_until:
        raise OtherData(
            "Một tiến trình khác đang diễn lại năm này.",
            mend="Chờ nó xong; nếu nó đã dừng thì chạy lại lệnh này.",
        )


def plan_of(replay: Replay) -> Plan:
    """What the replay was told, on the calendar as it now is, whatever was read before."""
    calendars.forget()
    return Plan(
        year=replay.year,
        online=replay.online,
        counter=replay.counter,
        seed=replay.seed,
        calendar=calendars.legal_calendar(),
        services=services(),
    )


def go_on(replay: Replay, *, say: Callable[[Progress], None], until: date | None = None) -> int:
    """Replay what is not yet done, up to `until`; how many acts were done."""
    plan = plan_of(replay)
    run = Run(plan=plan, doer=Doer(setting.service_rows(), crew(JURISDICTION)))
    for number, day in enumerate(plan.days, start=1):
        if until is not None and day > until:
            break
        todo = run.events_of(day)
        if replay.done_until is not None and day <= replay.done_until:
            run.pass_over(todo)
        else:
            _replay(replay, run, day, todo)
            say(run.progress(number))
    count_uses(JURISDICTION, at=datetime.combine(plan.days[-1], time.max, VIETNAM))
    return run.acts


def _replay(replay: Replay, run: "Run", day: date, todo: list["Due"]) -> None:
    """One day, whole or not at all, with how far the replay has come. Raises `OtherData`."""
    with many_acts():
        check_alone_at_work(replay)
        run.carry_out(todo)
        replay.done_until = day
        replay.save(update_fields=["done_until"])


@dataclass(kw_only=True)
class Run:
    """A walk through the year: what is still to happen, and which dossier each life became."""

    plan: Plan
    doer: Doer
    acts: int = 0
    come: int = 0
    passed: int = 0
    _due: dict[date, list[Due]] = field(default_factory=lambda: defaultdict(list))
    _lives: dict[int, Life] = field(default_factory=dict)
    _born: int = 0
    _serials: dict[str, int] = field(default_factory=dict)

    def events_of(self, day: date) -> list[Due]:
        """Moment, life and place in it, of all that happens on the day, in order."""
        for life in self.plan.born(day):
            self._born += 1
            self._lives[self._born] = life
            for place, event in enumerate(life.events):
                if event.at.year == self.plan.year:
                    self._due[local_day(event.at)].append((event.at, self._born, place))
        return sorted(self._due.pop(day, []))

    def progress(self, day: int) -> Progress:
        """How far it has come with this day of the year."""
        total = self.plan.online + self.plan.counter
        return Progress(
            day=day,
            days=len(self.plan.days),
            come=self.come,
            to_come=total - self.come - self.passed,
            acts=self.acts,
        )

    def carry_out(self, todo: list[Due]) -> None:
        """Do it all."""
        for _, number, place in todo:
            life = self._lives[number]
            self.doer.do(number, life, life.events[place])
            self.acts += life.events[place].deed.is_act
            self.come += place == 0
            self._forget_done(number, place)

    def pass_over(self, todo: list[Due]) -> None:
        """It was done before: only remember which dossier each life became."""
        self._serials.clear()
        for at, number, place in todo:
            if place == 0:
                self.passed += 1
                self.doer.remember(number, self._code(number, at))
            self._forget_done(number, place)

    def _code(self, number: int, at: datetime) -> str:
        """Serials of a day and agency are gapless, in the order in which people came."""
        agency = self.plan.services[self._lives[number].service].agency
        serial = self._serials[agency] = self._serials.get(agency, 0) + 1
        return str(DossierCode(agency=agency, day=local_day(at), serial=serial))

    def _forget_done(self, number: int, place: int) -> None:
        last = len(self._lives[number].events) - 1
        if place == last or self._lives[number].events[place + 1].at.year > self.plan.year:
            del self._lives[number]
            self.doer.forget(number)
