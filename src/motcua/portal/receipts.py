"""The receipt of a dossier just handed in: did it arrive, when do I hear, what comes next?"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from motcua.core.moments import local_day
from motcua.core.sayings import say_moment
from motcua.dossiers.holding import appointment_from
from motcua.dossiers.links import track_url
from motcua.dossiers.models import Dossier
from motcua.portal.facts import Step
from motcua.slips.calls import gives_receipt
from motcua.slips.kinds import SlipKind
from motcua.slips.models import Slip
from motcua.slips.queries import in_force, slips_of


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the page shows, in words."""

    code: str
    code_parts: list[str]
    procedure: str
    agency: str
    submitted: str
    answer_by: str
    appointment: str
    expected: str
    track_url: str
    track_path: str
    slip_url: str
    application_url: str
    mail: str
    steps: list[Step]


def receipt_of(dossier: Dossier, at: datetime) -> Receipt:
    """The receipt as it stands at this moment; the slip is there once the desk has accepted."""
    today = local_day(at)
    slips = in_force(slips_of(dossier))
    expected = _expected(dossier)
    path = reverse("track-dossier", args=[dossier.code])
    return Receipt(
        code=dossier.code,
        code_parts=_parts(dossier.code),
        procedure=dossier.service.procedure.name,
        agency=dossier.agency.name,
        submitted=say_moment(dossier.submitted_at),
        answer_by=say_moment(dossier.answer_by, today) if dossier.answer_by else "",
        appointment=say_moment(dossier.appointment, today) if dossier.appointment else "",
        expected=say_moment(expected) if expected else "",
        track_url=track_url(dossier),
        track_path=path,
        slip_url=_newest(dossier, slips, SlipKind.RECEIPT),
        application_url=_newest(dossier, slips, SlipKind.APPLICATION),
        mail=_masked(dossier.applicant_email),
        steps=_steps(dossier),
    )


def _newest(dossier: Dossier, slips: list[Slip], kind: SlipKind) -> str:
    """Where to download what holds of this kind; "" until the worker has made one."""
    found = [slip for slip in slips if slip.kind == kind]
    return reverse("dossier-slip", args=[dossier.code, found[-1].public_id]) if found else ""


def _expected(dossier: Dossier) -> datetime | None:
    """The appointment if the dossier is accepted at the very end of the time for an answer."""
    if dossier.appointment or dossier.answer_by is None:
        return None
    return appointment_from(dossier, dossier.answer_by)


def _on_acceptance(dossier: Dossier) -> str:
    """What she gets; what is settled at once has no receipt unless she asks for one."""
    if gives_receipt(dossier):
        return "Có giấy tiếp nhận và hẹn trả kết quả, tải được ở trang theo dõi."
    return "Được giải quyết ngay. Cần giấy tiếp nhận thì nói với cán bộ một cửa."


def _steps(dossier: Dossier) -> list[Step]:
    until = f"Trước {say_moment(dossier.answer_by)}" if dossier.answer_by else "Đã kiểm tra"
    return [
        Step(
            title=until,
            text="Cán bộ một cửa kiểm tra: nhận, hay cần bổ sung gì. Thiếu gì nói một lần, đủ cả.",
        ),
        Step(
            title="Khi được nhận",
            text=_on_acceptance(dossier),
        ),
        Step(title="Có kết quả", text="Xem và tải ở trang theo dõi, hoặc nhận theo cách đã chọn."),
    ]


def _parts(code: str) -> list[str]:
    """Where a long code may break over lines: after its dashes."""
    parts = code.split("-")
    return [f"{part}-" for part in parts[:-1]] + parts[-1:]


def _masked(mail: str) -> str:
    """`ha…@example.vn`: enough to know one's own by."""
    name, _, domain = mail.partition("@")
    return f"{name[:2]}…@{domain}" if domain else ""
