"""A tax office of another root, and a land service whose process goes through it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from motcua.agencies import calendars
from motcua.agencies.models import Agency
from motcua.core.worktime import add_time
from motcua.dossiers import acts
from motcua.dossiers.actors import Officer, officer_of
from motcua.dossiers.models import Dossier
from motcua.people.accounts import create_account
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from motcua.processes.changes import approve
from motcua.processes.definitions import Process, Step
from tests.cast import Cast


@dataclass(frozen=True, kw_only=True)
class TaxOffice:
    """The office, and two who work there."""

    agency: Agency
    officer: Officer
    head: Officer


def tax_office(at: datetime, *, code: str = "000.24.10.G12", name: str = "thue") -> TaxOffice:
    """An agency of the Ministry of Finance with an officer and a head."""
    agency = Agency.objects.create(
        code=code, name="Thuế tỉnh Bắc Ninh" if name == "thue" else f"Cơ quan {name}",
        kind=Agency.Kind.PROVINCE, jurisdiction=code.rsplit(".", 1)[-1],
    )  # fmt: skip
    return TaxOffice(
        agency=agency,
        officer=_officer(name, "Đỗ Thị Thu", agency, Role.HANDLING_OFFICER, at),
        head=_officer(f"{name}.truong", "Bùi Văn Thành", agency, Role.HEAD, at),
    )


def land_process(cast: Cast, tax: TaxOffice) -> None:
    """Province, tax office, province; the cast's service follows it from now on."""
    cast.service.process = approve(
        cast.service.procedure.code,
        cast.ward,
        Process(
            steps=(
                Step(name="Thẩm định", role=Role.HANDLING_OFFICER, hours=Decimal(8)),
                Step(name="Xác định nghĩa vụ tài chính", role=Role.HANDLING_OFFICER,
                     hours=Decimal(8), agency=tax.agency.code),
                Step(name="Ký giấy chứng nhận", role=Role.HEAD, hours=Decimal(8)),
            )
        ),
        at=cast.at,
    )  # fmt: skip
    cast.service.save(update_fields=["process"])


def after(at: datetime, hours: float) -> datetime:
    """So many working hours later."""
    return add_time(calendars.legal_calendar(), at, timedelta(hours=hours))


def consulted(cast: Cast, tax: TaxOffice, *, at: datetime | None = None, days: int = 1) -> Dossier:
    """A dossier about which the tax office was asked."""
    return acts.consult(
        cast.accepted(), by=cast.handling, at=at or cast.at, agency=tax.agency,
        question="Thửa đất có nợ thuế không?", days=days,
    )  # fmt: skip


def _officer(username: str, name: str, agency: Agency, role: Role, at: datetime) -> Officer:
    user = create_account(username, name=name)
    give_posting(user, agency=agency, role=role, valid_from=date(2020, 1, 1))
    return officer_of(user, at)
