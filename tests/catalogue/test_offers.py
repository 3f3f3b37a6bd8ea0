"""Offering publishes form, process and level; who may not, or what cannot be, is told why."""

from datetime import date, timedelta

import pytest

from motcua.agencies.models import Agency
from motcua.catalogue import offers
from motcua.catalogue.models import Procedure
from motcua.catalogue.offers import NotOffered
from motcua.core.refusals import NotAllowed
from motcua.eforms.definitions import Field, FieldType, Form, Page
from motcua.eforms.versions import publish as publish_form
from motcua.people.roles import Role
from motcua.processes.queries import load as load_process
from tests.catalogue.rooms import NOW, make_agency, make_officer, make_procedure

pytestmark = pytest.mark.django_db

_HAND_MADE = Form(
    "thuyen", "Thuyền", (Page("a", "A", (Field("applicant.name", FieldType.TEXT, "Tên"),)),)
)


def test_offering_gives_the_standard_form_a_process_and_the_earned_level() -> None:
    service = offers.offer(make_procedure(), agency=make_agency(), at=NOW)
    assert service.is_offered
    assert service.form and service.form.standard
    assert service.form.key == "standard:9.000001"
    assert service.process and load_process(service.process).steps
    assert (service.earned_level, service.published_at) == (4, NOW)


def test_offering_again_keeps_the_day_it_was_published_and_makes_no_second_service() -> None:
    procedure, agency = make_procedure(), make_agency()
    first = offers.offer(procedure, agency=agency, at=NOW)
    again = offers.offer(procedure, agency=agency, at=NOW + timedelta(days=9))
    assert (again.pk, again.published_at, again.form) == (first.pk, NOW, first.form)


def test_a_hand_made_form_takes_the_place_of_the_standard_one() -> None:
    procedure = make_procedure()
    before = offers.offer(procedure, agency=make_agency(), at=NOW)
    form = publish_form(_HAND_MADE, at=NOW)
    offers.use_form(procedure, form, at=NOW)
    before.refresh_from_db()
    after = offers.offer(procedure, agency=make_agency("000.23.25.H05"), at=NOW)
    assert (before.form, after.form) == (form, form)


def test_a_withdrawn_offer_is_none_until_it_is_offered_again() -> None:
    procedure, agency = make_procedure(), make_agency()
    service = offers.offer(procedure, agency=agency, at=NOW)
    gone = offers.withdraw_offer(service, at=NOW + timedelta(days=1))
    assert (gone.is_offered, gone.earned_level) == (False, 2)
    later = offers.withdraw_offer(gone, at=NOW + timedelta(days=2))
    assert later.withdrawn_at == NOW + timedelta(days=1)
    back = offers.offer(procedure, agency=agency, at=NOW + timedelta(days=3))
    assert (back.pk, back.is_offered, back.earned_level) == (service.pk, True, 4)
    assert back.published_at == NOW + timedelta(days=3)


def test_a_kind_that_the_record_does_not_name_is_a_caution_and_no_refusal() -> None:
    province = make_agency("000.00.01.H05", Agency.Kind.PROVINCE)
    procedure = make_procedure()

    offered = offers.offered(procedure, agency=province, at=NOW)

    assert offered.service
    assert offered.service.is_offered
    assert "cấp xã" in offered.caution
    assert offers.caution(procedure, make_agency("000.17.22.H05", Agency.Kind.COMMUNE)) == ""


@pytest.mark.parametrize("levels", [[], ["other"], ["ministry", "province"]])
def test_an_unsaid_level_or_other_bodies_fit_any_agency(levels: list[str]) -> None:
    province = make_agency("000.00.01.H05", Agency.Kind.PROVINCE)
    assert offers.offer(make_procedure(levels=levels), agency=province, at=NOW).is_offered


@pytest.mark.parametrize(
    "validity",
    [{"valid_to": date(2025, 7, 1)}, {"valid_from": date(2027, 1, 1)}],
    ids=["abolished", "not yet"],
)
def test_an_agency_not_in_force_on_the_day_is_refused(validity: dict[str, date]) -> None:
    with pytest.raises(NotOffered, match="không hoạt động"):
        offers.offer(make_procedure(), agency=make_agency(validity=validity), at=NOW)


def test_a_procedure_without_content_is_refused() -> None:
    empty = Procedure.objects.create(code="9.1", name="Trống")
    with pytest.raises(NotOffered, match="chưa có nội dung"):
        offers.offer(empty, agency=make_agency(), at=NOW)


def test_an_owner_offers_in_her_jurisdiction_and_from_a_ministry_anywhere() -> None:
    commune = make_agency()
    department = make_agency("000.00.02.H05", Agency.Kind.PROVINCE)
    ministry = make_agency("G13", Agency.Kind.MINISTRY, "G13")
    for at, agency in enumerate((department, ministry)):
        owner = make_officer(agency, Role.OWNER, f"soanthao{at}")
        assert offers.offer(make_procedure(), agency=commune, by=owner, at=NOW).is_offered


@pytest.mark.parametrize(
    ("jurisdiction", "role"),
    [("H01", Role.OWNER), ("H05", Role.HEAD), ("H05", Role.OPERATOR), ("H05", Role.AUDITOR)],
)
def test_others_may_neither_offer_nor_withdraw(jurisdiction: str, role: Role) -> None:
    procedure, commune = make_procedure(), make_agency()
    elsewhere = make_agency("000.00.03.X", Agency.Kind.PROVINCE, jurisdiction)
    officer = make_officer(elsewhere, role)
    with pytest.raises(NotAllowed):
        offers.offer(procedure, agency=commune, by=officer, at=NOW)
    service = offers.offer(procedure, agency=commune, at=NOW)
    with pytest.raises(NotAllowed):
        offers.withdraw_offer(service, by=officer, at=NOW)
    with pytest.raises(NotAllowed):
        offers.offer_field("Thuyền nan", agency=commune, by=officer, at=NOW)


def test_an_owner_whose_posting_is_over_may_not() -> None:
    commune = make_agency()
    owner = make_officer(commune, Role.OWNER)
    owner.postings.update(valid_to=date(2026, 1, 1))
    with pytest.raises(NotAllowed):
        offers.offer(make_procedure(), agency=commune, by=owner, at=NOW)


def test_a_whole_field_is_offered_and_each_refusal_is_reported() -> None:
    make_procedure("9.000001")
    make_procedure("9.000002", levels=["province"])
    make_procedure("9.000003", field="Xe trâu")
    results = offers.offer_field("Thuyền nan", agency=make_agency(), at=NOW)
    assert [(one.procedure.code, one.service is not None) for one in results] == [
        ("9.000001", True),
        ("9.000002", False),
    ]
    assert results[0].earned and results[0].earned.level == 4
    assert isinstance(results[1].refusal, NotOffered)


def test_levels_follow_what_is_published_when_recomputed() -> None:
    procedure = make_procedure()
    service = offers.offer(procedure, agency=make_agency(), at=NOW)
    type(service).objects.update(earned_level=1)
    offers.recompute_levels(procedure)
    service.refresh_from_db()
    assert service.earned_level == 4


def test_what_the_counter_alone_receives_is_prepared_and_not_published() -> None:
    service = offers.take_at_counter(make_procedure(), agency=make_agency(), at=NOW)

    assert service.is_received
    assert not service.is_offered
    assert service.form and service.process
    assert service.earned_level < 3


def test_what_is_online_stays_online_when_the_counter_takes_it_too() -> None:
    procedure, agency = make_procedure(), make_agency()
    online = offers.offer(procedure, agency=agency, at=NOW)
    again = offers.take_at_counter(procedure, agency=agency, at=NOW + timedelta(days=9))

    assert again.pk == online.pk
    assert (again.published_at, again.earned_level) == (NOW, 4)


def test_what_the_counter_received_may_go_online_later() -> None:
    procedure, agency = make_procedure(), make_agency()
    offers.take_at_counter(procedure, agency=agency, at=NOW)
    online = offers.offer(procedure, agency=agency, at=NOW + timedelta(days=9))

    assert online.published_at == NOW + timedelta(days=9)
    assert online.earned_level == 4


def test_only_who_may_offer_lets_a_counter_receive() -> None:
    stranger = make_officer(make_agency("000.00.02.H21", jurisdiction="H21"), Role.OWNER)

    with pytest.raises(NotAllowed):
        offers.take_at_counter(make_procedure(), agency=make_agency(), by=stranger, at=NOW)
