"""Offering a procedure online at an agency, and withdrawing it. Levels are computed here.

An owner acts in her own name (`by`); commands and the sample act without one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from motcua.agencies.models import Agency
from motcua.catalogue.content import ProcedureContent
from motcua.catalogue.levels import Earned, earned
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.queries import content_of, time_limit
from motcua.catalogue.standard_form import form_key, standard_form
from motcua.core.moments import local_day
from motcua.core.refusals import NotAllowed, Refusal
from motcua.eforms.models import FormVersion
from motcua.eforms.versions import publish as publish_form
from motcua.people.models import User
from motcua.people.owning import agencies_of_owner, owns_for
from motcua.processes.queries import process_for


class NotOffered(Refusal):
    """The procedure cannot be offered at this agency."""

    code: ClassVar[str] = "not-offered"
    title: ClassVar[str] = "Không công bố được dịch vụ này"


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What came of offering one procedure: the service with what it earned, or the refusal."""

    procedure: Procedure
    service: Service | None = None
    earned: Earned | None = None
    caution: str = ""
    refusal: Refusal | None = None


@transaction.atomic
def offer(procedure: Procedure, *, agency: Agency, by: User | None = None, at: datetime) -> Service:
    """Publish the procedure online at the agency, or bring what is offered up to date.

    The form is the hand-made one, else the standard one; the process is the approved one, else
    the default from the time limit. Raises `NotAllowed`, `NotOffered`.
    """
    check_may_offer(by, agency, at)
    check_can_offer(procedure, agency, at)
    content = content_of(procedure)
    service, _ = Service.objects.select_for_update(of=("self",)).get_or_create(
        procedure=procedure, agency=agency
    )
    service.form = procedure.form or _standard(content, at)
    service.process = process_for(procedure.code, agency, time_limit(content), at=at)
    service.earned_level = earned(content, offered=True).level
    if not service.is_offered:
        service.published_at, service.withdrawn_at = at, None
    service.save()
    return service


@transaction.atomic
def take_at_counter(
    procedure: Procedure, *, agency: Agency, by: User | None = None, at: datetime
) -> Service:
    """Let the agency's counter receive the procedure, which stays offline (level 1 or 2).

    What is online there already is received at the counter too, and stays as it is. Raises
    `NotAllowed`, `NotOffered`.
    """
    check_may_offer(by, agency, at)
    check_can_offer(procedure, agency, at)
    content = content_of(procedure)
    service, _ = Service.objects.select_for_update(of=("self",)).get_or_create(
        procedure=procedure, agency=agency
    )
    if not service.is_offered:
        service.form = procedure.form or _standard(content, at)
        service.process = process_for(procedure.code, agency, time_limit(content), at=at)
        service.earned_level = earned(content, offered=False).level
        service.published_at = service.withdrawn_at = None
        service.save()
    return service


def offered(
    procedure: Procedure, *, agency: Agency, by: User | None = None, at: datetime
) -> Offered:
    """`offer`, with a refusal as a value: for reports over many procedures."""
    return _reported(offer, procedure, agency=agency, by=by, at=at)


def taken_at_counter(
    procedure: Procedure, *, agency: Agency, by: User | None = None, at: datetime
) -> Offered:
    """`take_at_counter`, with a refusal as a value."""
    return _reported(take_at_counter, procedure, agency=agency, by=by, at=at)


def _reported(
    do: Callable[..., Service],
    procedure: Procedure,
    *,
    agency: Agency,
    by: User | None,
    at: datetime,
) -> Offered:
    try:
        service = do(procedure, agency=agency, by=by, at=at)
    except Refusal as refusal:
        return Offered(procedure=procedure, refusal=refusal)
    gained = earned(content_of(procedure), offered=service.is_offered)
    doubt = caution(procedure, agency)
    return Offered(procedure=procedure, service=service, earned=gained, caution=doubt)


def offer_field(
    field: str, *, agency: Agency, by: User | None = None, at: datetime
) -> list[Offered]:
    """Offer what this agency performs of a field; one that is refused does not stop the others.

    A whole field is offered without a look at each: what other kinds of agency perform is left.
    """
    check_may_offer(by, agency, at)
    procedures = Procedure.objects.filter(field=field).select_related("current", "form")
    return [
        _left_out(procedure, agency) or offered(procedure, agency=agency, by=by, at=at)
        for procedure in procedures.order_by("code")
    ]


@transaction.atomic
def withdraw_offer(service: Service, *, by: User | None = None, at: datetime) -> Service:
    """No new dossiers from now on; those that are there go on. Withdrawn again, nothing changes."""
    service = (
        Service.objects.select_for_update(of=("self",))
        .select_related("agency", "procedure__current")
        .get(pk=service.pk)
    )
    check_may_offer(by, service.agency, at)
    if service.is_offered:
        service.withdrawn_at = at
        service.earned_level = earned(content_of(service.procedure), offered=False).level
        service.save(update_fields=["withdrawn_at", "earned_level"])
    return service


@transaction.atomic
def use_form(procedure: Procedure, form: FormVersion, *, at: datetime) -> None:
    """Put a hand-made form in the place of the standard one, at every service at once.

    Dossiers and drafts stay bound to the form they were begun with.
    """
    procedure.form = form
    procedure.save(update_fields=["form"])
    Service.objects.filter(procedure=procedure).update(form=form)


@transaction.atomic
def refresh(procedures: Sequence[Procedure], *, at: datetime) -> None:
    """Bring services up to date with new versions: their levels and their standard forms."""
    served = Procedure.objects.filter(
        pk__in=[procedure.pk for procedure in procedures], services__isnull=False
    ).distinct()
    for procedure in served.select_related("current"):
        recompute_levels(procedure)
        standard = Service.objects.filter(procedure=procedure, form__key=form_key(procedure.code))
        if standard.exists():
            standard.update(form=_standard(content_of(procedure), at))


def recompute_levels(procedure: Procedure) -> None:
    """Write down what each service of the procedure earns by its version in force."""
    content = content_of(procedure)
    services = Service.objects.filter(procedure=procedure)
    services.update(earned_level=earned(content, offered=False).level)
    services.offered().update(earned_level=earned(content, offered=True).level)


def check_may_offer(by: User | None, agency: Agency, at: datetime) -> None:
    """An owner of the agency's jurisdiction or of a ministry; no one at all is a command."""
    if by is None or owns_for(by, agency, local_day(at)):
        return
    raise NotAllowed(
        f"Ông/bà không được công bố dịch vụ của {agency.name}.",
        why="Việc này dành cho người soạn thủ tục của tỉnh hoặc của bộ.",
        mend="Nhờ quản trị phân công vai trò người soạn thủ tục.",
    )


def agencies_open_to(by: User, procedure: Procedure, *, at: datetime) -> list[Agency]:
    """The agencies at which this owner may offer the procedure: those that perform it first."""
    content, reached = content_of(procedure), agencies_of_owner(by, local_day(at))
    return sorted(reached, key=lambda agency: not _performs(content, agency))


def check_can_offer(procedure: Procedure, agency: Agency, at: datetime) -> None:
    """Published, at an agency that exists on that day."""
    if procedure.current is None:
        raise NotOffered(
            f"Thủ tục {procedure.code} chưa có nội dung công bố.",
            mend="Nhập nội dung thủ tục trước, rồi công bố dịch vụ.",
        )
    if not Agency.objects.in_force(local_day(at)).filter(pk=agency.pk).exists():
        raise NotOffered(
            f"{agency.name} không hoạt động vào ngày này.",
            mend="Chọn cơ quan đang hoạt động.",
            agency=agency.code,
        )


def caution(procedure: Procedure, agency: Agency) -> str:
    """A sentence when the record names other kinds of agency; empty when it fits.

    A caution, no refusal: what a record says is often overtaken by a delegation of powers.
    """
    content = content_of(procedure)
    if _performs(content, agency):
        return ""
    names = dict(Agency.Kind.choices)
    kinds = ", ".join(names.get(level, level).lower() for level in content.levels)
    return (
        f"Theo nội dung đã công bố, thủ tục {content.code} thực hiện ở: {kinds}. "
        f"Xem lại thẩm quyền của {agency.name}."
    )


def _left_out(procedure: Procedure, agency: Agency) -> Offered | None:
    doubt = caution(procedure, agency)
    if not doubt:
        return None
    kinds = list(content_of(procedure).levels)
    refusal = NotOffered(doubt, mend="Công bố riêng thủ tục này nếu đúng là có.", kinds=kinds)
    return Offered(procedure=procedure, refusal=refusal)


def _performs(content: ProcedureContent, agency: Agency) -> bool:
    """`other` stands for bodies outside the levels of government: any agency may be one."""
    return not content.levels or "other" in content.levels or agency.kind in content.levels


def _standard(content: ProcedureContent, at: datetime) -> FormVersion:
    return publish_form(standard_form(content), at=at, standard=True)
