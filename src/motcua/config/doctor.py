"""What an operator would want to know before a citizen tells her."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from motcua.agencies.models import Agency
from motcua.catalogue.models import Procedure
from motcua.config import environment, health
from motcua.dossiers import worker
from motcua.dossiers.models import OutboxRow
from motcua.people.models import User

WORKER_BEHIND = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong, and how to mend it."""

    what: str
    mend: str


Check = Callable[[datetime], Iterator[Finding]]


def findings(*, at: datetime) -> list[Finding]:
    """Everything that is wrong now; the later checks need the earlier ones to pass."""
    basic = [finding for check in (_migrations,) for finding in check(at)]
    if basic:
        return basic
    checks: tuple[Check, ...] = (_disk, _secrets, _contents, _outbox)
    return [finding for check in checks for finding in check(at)]


def _migrations(at: datetime) -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield Finding(
            what=f"Cơ sở dữ liệu còn thiếu {len(plan)} bước nâng cấp.", mend="motcua manage migrate"
        )


def _disk(at: datetime) -> Iterator[Finding]:
    if not health.disk_has_room():
        yield Finding(
            what=f"Ổ đĩa của {Path(settings.DATA)} sắp đầy.",
            mend="Dọn ổ đĩa hoặc chuyển MOTCUA_DATA.",
        )


def _secrets(at: datetime) -> Iterator[Finding]:
    if not settings.PRODUCTION:
        return
    if settings.SECRET_KEY == environment.DEMO_SECRET:
        yield Finding(
            what="SECRET_KEY là khóa mẫu.", mend="Đặt SECRET_KEY riêng, ít nhất 50 ký tự."
        )
    demo = User.objects.filter(is_demo=True, is_active=True).count()
    if demo:
        yield Finding(
            what=f"Còn {demo} tài khoản mẫu.", mend="Khóa các tài khoản mẫu ở /quan-tri/."
        )


def _contents(at: datetime) -> Iterator[Finding]:
    if not Agency.objects.exists():
        yield Finding(what="Chưa có cơ quan nào.", mend="motcua import-agencies FILE.csv")
    if not Procedure.objects.exists():
        yield Finding(what="Chưa có thủ tục nào.", mend="motcua import-procedures FILE.jsonl.gz")


def _outbox(at: datetime) -> Iterator[Finding]:
    for jurisdiction in worker.jurisdictions():
        dead = len(worker.dead_letters(jurisdiction))
        if dead:
            yield Finding(
                what=f"{jurisdiction}: {dead} việc đã bỏ sau nhiều lần thử.",
                mend="Xem và cho làm lại ở /quan-tri/.",
            )
        if _waiting_since(jurisdiction, at):
            yield Finding(
                what=f"{jurisdiction}: việc chờ quá 10 phút chưa ai làm.", mend="motcua worker"
            )


def _waiting_since(jurisdiction: str, at: datetime) -> bool:
    waiting = OutboxRow.objects.filter(
        jurisdiction=jurisdiction, done_at=None, dead_at=None, attempts=0,
        next_at__lt=at - WORKER_BEHIND,
    )  # fmt: skip
    return waiting.exists()
