"""Brings 2018's Bắc Ninh into the rooms: agencies, calendar, officers, procedures, services.

All through the rooms' own doors and at the dates of then. The same again changes nothing.
"""

from collections.abc import Iterable
from datetime import date, datetime
from random import Random

from motcua.agencies.imports import import_agencies
from motcua.agencies.models import Agency
from motcua.agencies.unit_imports import import_units
from motcua.catalogue import offers, search_index
from motcua.catalogue.content import Channel, Method, ProcedureContent, Requirement
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.publishing import Publication, publish_all
from motcua.core.deadlines import TimeLimit
from motcua.core.moments import VIETNAM
from motcua.people.accounts import create_account
from motcua.people.models import User
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from motcua.processes.changes import approve
from motcua.processes.definitions import Process, Step
from motcua.sample import agencies, names
from motcua.sample.files import DATA, insist
from motcua.sample.year.lives import stages
from motcua.sample.year.services import (
    FOLDER,
    PlannedProcedure,
    PlannedService,
    services,
)

BEGUN = datetime(2017, 12, 1, 9, tzinfo=VIETNAM)  # everything is there when the year begins
POSTED_FROM = date(2017, 12, 1)
OFFICERS = ((Role.DESK_OFFICER, "mc"), (Role.HANDLING_OFFICER, "cv"), (Role.HEAD, "ld"))
LEVELS = {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}


def set_up() -> None:
    """Everything but dossiers. Call it within a transaction."""
    agencies.load_agencies()
    insist(f"{FOLDER}/units.csv", import_units(DATA / f"{FOLDER}/units.csv").problems)
    more = f"{FOLDER}/departments.csv"
    insist(more, import_agencies(DATA / more).problems)
    planned = services()
    procedures = _procedures({one.procedure.code: one.procedure for one in planned}.values())
    places = Agency.objects.in_bulk({one.agency for one in planned}, field_name="code")
    for one in planned:
        _offer(one, procedures[one.procedure.code], places[one.agency])
    for code in sorted(places):
        _officers(places[code])


def expected() -> set[tuple[str, str]]:
    """Procedure and agency of each service of the replay, by their codes."""
    return {(one.procedure.code, one.agency) for one in services()}


def service_rows() -> list[Service]:
    """The services in the order of the plan, with all that an act reads."""
    found = Service.objects.filter(procedure__code__endswith=".H05").select_related(
        "procedure", "agency"
    )
    known = {(one.procedure.code, one.agency.code): one for one in found}
    return [known[one.procedure.code, one.agency] for one in services()]


def username(agency: str, letters: str) -> str:
    """The account of an officer of the replay, such as `2018-mc-000.00.05.h05`."""
    return f"2018-{letters}-{agency.lower()}"


def _procedures(planned: Iterable[PlannedProcedure]) -> dict[str, Procedure]:
    contents = [_content(one) for one in planned]
    publish_all([Publication(content=content) for content in contents], at=BEGUN)
    for one in planned:
        approve(one.code, None, _process(one.limit), at=BEGUN)
    search_index.rebuild()
    codes = [content.code for content in contents]
    found = Procedure.objects.select_related("current", "form")
    return {one.code: one for one in found.filter(code__in=codes)}


def _content(planned: PlannedProcedure) -> ProcedureContent:
    """Papers are brought or sent as they lie there: no file is asked for, so none is made up."""
    channels = (Channel.ONLINE, Channel.COUNTER, Channel.POST)
    return ProcedureContent(
        code=planned.code,
        name=planned.name,
        field=planned.field,
        kind="Diễn lại năm 2018",
        decision=planned.source,
        levels=(planned.level,),
        applicants=("Công dân Việt Nam",),
        authority=f"Cơ quan {LEVELS[planned.level]}",
        methods=tuple(
            Method(channel=one, limit=planned.limit, free=True, fee=0) for one in channels
        ),
        documents=(Requirement(id="d1", name="Giấy tờ kèm theo, nếu có"),),
        legal_basis=("61/2018/NĐ-CP",),
        result="Văn bản của cơ quan giải quyết",
    )


def _process(limit: TimeLimit) -> Process:
    """One signature, or handling and signing, or with a check between."""
    hours = limit.working_hours
    shares = {
        1: (("Ký, đóng dấu", Role.HEAD, 1),),
        2: (("Thẩm định", Role.HANDLING_OFFICER, 6), ("Ký duyệt", Role.HEAD, 4)),
        3: (
            ("Thẩm định", Role.HANDLING_OFFICER, 5),
            ("Trình duyệt", Role.HANDLING_OFFICER, 2),
            ("Ký duyệt", Role.HEAD, 3),
        ),
    }[stages(limit)]
    whole = sum(share for *_, share in shares)
    return Process(
        steps=tuple(
            Step(name=name, role=role, hours=hours * share / whole) for name, role, share in shares
        )
    )


def _offer(planned: PlannedService, procedure: Procedure, agency: Agency) -> None:
    do = offers.offer if planned.online else offers.take_at_counter
    do(procedure, agency=agency, at=BEGUN)


def _officers(agency: Agency) -> None:
    for role, letters in OFFICERS:
        name = username(agency.code, letters)
        user = User.objects.filter(username=name).first()
        if user is None:
            user = create_account(name, name=names.person(Random(name)))
        give_posting(user, agency=agency, role=role, valid_from=POSTED_FROM)
