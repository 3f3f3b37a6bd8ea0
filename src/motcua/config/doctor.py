"""What an operator would want to know before a citizen tells her."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseTrouble

from motcua.agencies.models import AdministrativeUnit, Agency, CalendarDay
from motcua.agencies.queries import jurisdictions
from motcua.catalogue.models import Procedure, Service
from motcua.config import environment, health, troubles
from motcua.core.moments import local_day
from motcua.core.refusals import Refusal
from motcua.dossiers import concerns, worker
from motcua.dossiers.models import OutboxRow
from motcua.notices import queries as notices
from motcua.people import invitations
from motcua.people.models import Posting, User
from motcua.people.postings import agencies_with
from motcua.people.roles import Role

WORKER_BEHIND = timedelta(minutes=10)
HEADS_UNTOLD = timedelta(days=1)
NAMED = 5  # agencies of one finding
LEAST_SECRET = 50  # characters, as Django asks


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong, and how to mend it."""

    what: str
    mend: str


Check = Callable[[datetime], Iterator[Finding]]


def findings(*, at: datetime) -> list[Finding]:
    """Everything that is wrong now; the later checks need the database to be ready."""
    found = [*_disk(at), *_database(at)]
    if found:
        return found
    checks: tuple[Check, ...] = (
        _secrets, _addresses, _contents, _lists, _staff, _outbox,
        _notices, _invitations, _silence, _neglect,
    )  # fmt: skip
    return [finding for check in checks for finding in check(at)]


def check_database() -> None:
    """Raises `Refusal` when the database cannot be reached or lacks tables."""
    for finding in _database(None):
        raise Refusal(finding.what, mend=finding.mend)


def is_ready() -> bool:
    """Can the database be asked?"""
    return not list(_database(None))


def _database(at: datetime | None) -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseTrouble as trouble:
        yield Finding(
            what=troubles.sentence(trouble), mend="Đặt lại các biến ấy, mở máy chủ dữ liệu."
        )
        return
    if plan:
        yield Finding(
            what=f"Cơ sở dữ liệu còn thiếu {len(plan)} bước nâng cấp.",
            mend="Chạy: motcua manage migrate",
        )


def _disk(at: datetime) -> Iterator[Finding]:
    folder = Path(settings.DATA)
    if not folder.exists():
        yield Finding(what=f"Chưa có thư mục {folder}.", mend="Tạo thư mục, hoặc đặt MOTCUA_DATA.")
    elif not health.disk_has_room():
        yield Finding(
            what=f"Ổ đĩa của {folder} sắp đầy.", mend="Dọn ổ đĩa hoặc chuyển MOTCUA_DATA."
        )


def _secrets(at: datetime) -> Iterator[Finding]:
    if not settings.PRODUCTION:
        return
    if len(settings.SECRET_KEY) < LEAST_SECRET:
        yield Finding(
            what=f"SECRET_KEY ngắn hơn {LEAST_SECRET} ký tự, dễ đoán.",
            mend=f"Tạo khóa khác: {environment.NEW_SECRET}",
        )
    demo = User.objects.filter(is_demo=True, is_active=True).count()
    if demo:
        yield Finding(
            what=f"Còn {demo} tài khoản mẫu.", mend="Khóa các tài khoản mẫu ở /quan-tri/."
        )
    if not Posting.objects.filter(role=Role.OPERATOR, user__is_demo=False).exists():
        yield Finding(what="Chưa có người quản trị.", mend="Chạy: motcua manage createsuperuser")


def _addresses(at: datetime) -> Iterator[Finding]:
    """In production, links must lead to the site, and mails must leave the machine."""
    if not settings.PRODUCTION:
        return
    site = urlsplit(settings.SITE_URL)
    if site.scheme != "https" or site.hostname in (environment.HERE, "localhost"):
        yield Finding(
            what=f"Liên kết trong thư và mã QR dẫn tới {settings.SITE_URL}.",
            mend="Đặt MOTCUA_SITE_URL là địa chỉ https:// mà người dân mở.",
        )
    elif not _is_allowed(site.hostname or ""):
        yield Finding(
            what=f"Máy chủ web từ chối tên {site.hostname}.", mend="Thêm tên ấy vào ALLOWED_HOSTS."
        )
    if "filebased" in settings.EMAIL_BACKEND:
        yield Finding(
            what="Thư điện tử chỉ được ghi thành tệp, không gửi đi.",
            mend="Đặt EMAIL_URL, ví dụ smtp+tls://tài-khoản:mật-khẩu@máy-chủ:587",
        )


def _is_allowed(host: str) -> bool:
    from django.http.request import validate_host

    return bool(validate_host(host, settings.ALLOWED_HOSTS))


def _contents(at: datetime) -> Iterator[Finding]:
    if not Agency.objects.exists():
        yield Finding(what="Chưa có cơ quan nào.", mend="Chạy: motcua import-agencies FILE.csv")
    if not Procedure.objects.exists():
        yield Finding(
            what="Chưa có thủ tục nào.", mend="Chạy: motcua import-procedures FILE.jsonl.gz"
        )


def _staff(at: datetime) -> Iterator[Finding]:
    """Whoever takes dossiers online needs somebody who answers them within eight hours."""
    day = local_day(at)
    offering = Service.objects.offered().values("agency")
    unstaffed = Agency.objects.in_force(day).filter(pk__in=offering).exclude(
        pk__in=agencies_with(Role.DESK_OFFICER, day)
    )  # fmt: skip
    names = [agency.name for agency in unstaffed.order_by("name")[: NAMED + 1]]
    if names:
        said = ", ".join([*names[:NAMED], "…"] if len(names) > NAMED else names)
        yield Finding(
            what=f"Nhận hồ sơ trên mạng mà chưa có cán bộ một cửa: {said}.",
            mend="Phân công cán bộ một cửa ở /quan-tri/, mục Phân công.",
        )


def _lists(at: datetime) -> Iterator[Finding]:
    """In production, what addresses and time limits are reckoned from."""
    if not settings.PRODUCTION:
        return
    if not AdministrativeUnit.objects.exists():
        yield Finding(
            what="Chưa có đơn vị hành chính, tờ khai không nhận được địa chỉ.",
            mend="Chạy: motcua import-units FILE.csv",
        )
    year = local_day(at).year
    if not CalendarDay.objects.filter(day__year=year).exists():
        yield Finding(
            what=f"Chưa có ngày nghỉ của năm {year}, hạn tính sai qua ngày lễ.",
            mend="Chạy: motcua import-calendar FILE.csv",
        )


def _outbox(at: datetime) -> Iterator[Finding]:
    for jurisdiction in jurisdictions():
        dead = len(worker.dead_letters(jurisdiction))
        if dead:
            yield Finding(
                what=f"{jurisdiction}: {dead} việc đã bỏ sau nhiều lần thử.",
                mend="Xem và cho làm lại ở /quan-tri/.",
            )
        if _is_behind(jurisdiction, at):
            yield Finding(
                what=f"{jurisdiction}: việc chờ quá 10 phút chưa ai làm.",
                mend="Chạy: motcua worker",
            )


def _is_behind(jurisdiction: str, at: datetime) -> bool:
    """Has something waited for long that no worker ever took up?"""
    waiting = OutboxRow.objects.filter(
        jurisdiction=jurisdiction, done_at=None, dead_at=None, attempts=0,
        next_at__lt=at - WORKER_BEHIND,
    )  # fmt: skip
    return waiting.exists()


def _invitations(at: datetime) -> Iterator[Finding]:
    given_up = invitations.given_up()
    if given_up:
        yield Finding(
            what=f"{given_up} người có tài khoản mới mà thư mời đặt mật khẩu không gửi được.",
            mend="Xem EMAIL_URL và địa chỉ của họ; ở /quan-tri/people/user/ chọn người rồi "
            "“Gửi thư mời đặt mật khẩu”.",
        )


def _notices(at: datetime) -> Iterator[Finding]:
    unsent = notices.failed(before=at - WORKER_BEHIND)
    if unsent:
        yield Finding(
            what=f"{len(unsent)} thông báo quá 10 phút chưa gửi được.",
            mend="Xem EMAIL_URL, rồi gửi lại ở /quan-tri/, mục Thông báo.",
        )


def proofs(*, at: datetime) -> Iterator[str]:
    """That no open dossier is silent, and no question to another agency: each with its counts."""
    for jurisdiction in jurisdictions():
        codes, count = concerns.silent(jurisdiction)
        lost, asked = concerns.unheard(jurisdiction, day=local_day(at))
        if count:
            yield (
                f"{jurisdiction}: {len(codes)} trong {count} hồ sơ đang mở không có người giữ, "
                f"việc tiếp theo hoặc hạn; {len(lost)} trong {asked} ý kiến đang chờ không có "
                "cơ quan trả lời."
            )


def _silence(at: datetime) -> Iterator[Finding]:
    """Every open dossier has a holder, a next act and a time; every question somebody to answer."""
    for jurisdiction in jurisdictions():
        codes, count = concerns.silent(jurisdiction)
        if codes:
            yield Finding(
                what=f"{jurisdiction}: {len(codes)} trên {count} hồ sơ đang mở không có người giữ, "
                f"việc tiếp theo hoặc hạn: {', '.join(codes[:NAMED])}.",
                mend="Chạy: motcua verify, rồi báo cho nhóm phát triển kèm các mã này.",
            )
        lost, asked = concerns.unheard(jurisdiction, day=local_day(at))
        if lost:
            yield Finding(
                what=f"{jurisdiction}: {len(lost)} trong {asked} ý kiến đang chờ ở cơ quan không "
                f"còn: {', '.join(lost[:NAMED])}.",
                mend="Chạy motcua worker: mỗi giờ ý kiến được chuyển cho cơ quan kế tục.",
            )


def _neglect(at: datetime) -> Iterator[Finding]:
    """What the watchdog found long ago and no head could be told of."""
    for jurisdiction in jurisdictions():
        waiting = concerns.untold(jurisdiction, at=at - HEADS_UNTOLD)
        names = sorted({one.agency.name for one in waiting})
        if names:
            yield Finding(
                what=f"{jurisdiction}: {len(waiting)} điều cần chú ý chưa báo được cho lãnh đạo: "
                f"{', '.join(names[:NAMED])}.",
                mend="Phân công lãnh đạo có thư điện tử ở /quan-tri/, và xem EMAIL_URL.",
            )
