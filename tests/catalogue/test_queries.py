"""Reads give what is offered now, in a fixed number of queries."""

from dataclasses import replace
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.agencies.models import Agency
from motcua.catalogue import offers, queries
from motcua.catalogue.content import Channel, FeeCase, Method, ProcedureContent
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.standard_form import form_for
from motcua.core.deadlines import TimeLimit, TimeUnit
from motcua.core.moments import local_day
from motcua.eforms.versions import load
from tests.catalogue.rooms import NOW, make_agency, make_procedure


def _days(number: int) -> TimeLimit:
    return TimeLimit(Decimal(number), TimeUnit.WORKING_DAY)


def _content(*methods: Method) -> ProcedureContent:
    return ProcedureContent(code="9.1", name="Thuyền", methods=methods)


FREE = Method(channel=Channel.ONLINE, limit=_days(2), free=True, fee=0)
CHARGED = Method(channel=Channel.COUNTER, limit=_days(3), free=False, fee=20_000)


def test_the_limit_of_a_channel_is_the_longest_it_has() -> None:
    content = _content(FREE, replace(FREE, limit=_days(9)), CHARGED)
    assert queries.time_limit(content, Channel.ONLINE) == _days(9)
    assert queries.time_limit(content, "counter") == _days(3)
    assert queries.time_limits(content, "online") == (_days(2), _days(9))


def test_a_channel_without_a_limit_has_that_of_the_others_and_no_limit_is_none() -> None:
    assert queries.time_limit(_content(replace(FREE, limit=None), CHARGED), "online") == _days(3)
    assert queries.time_limit(_content(replace(FREE, limit=None))) is None
    assert queries.time_limit(_content()) is None


def test_limits_in_different_units_are_compared_by_the_time_they_give() -> None:
    hours = TimeLimit(Decimal(40), TimeUnit.WORKING_HOUR)
    content = _content(replace(FREE, limit=hours), replace(FREE, limit=_days(4)))
    assert queries.time_limit(content) == hours


def test_one_fee_for_all_is_an_amount_and_free_is_nought() -> None:
    assert queries.fee(_content(FREE, FREE)) == {
        "amount": 0,
        "currency": "VND",
        "text": "Miễn phí",
        "cases": [],
    }
    assert queries.fee(_content(CHARGED))["text"] == "20.000\u00a0đ"
    assert queries.fee(_content(FREE, CHARGED), "counter")["amount"] == 20_000


def test_fees_that_differ_by_channel_are_cases_without_an_amount() -> None:
    fee = queries.fee(_content(FREE, CHARGED))
    assert (fee["amount"], fee["text"]) == (
        None,
        "Từ miễn phí đến 20.000\u00a0đ, tùy trường hợp",
    )
    assert fee["cases"] == [
        {"text": "Trực tuyến: Miễn phí", "amount": 0},
        {"text": "Trực tiếp: 20.000\u00a0đ", "amount": 20_000},
    ]


def test_cases_of_an_open_fee_are_handed_on_once() -> None:
    cases = (FeeCase(text="Thuyền lớn", amount=80_000), FeeCase(text="Thuyền nhỏ", amount=20_000))
    open_fee = Method(channel=Channel.POST, free=False, fee_text="80,000 VNĐ", fee_cases=cases)
    fee = queries.fee(_content(open_fee, replace(open_fee, channel=Channel.COUNTER)))
    assert (fee["amount"], len(fee["cases"])) == (None, 2)
    assert fee["text"].startswith("Từ 20.000")


@pytest.mark.parametrize(
    ("method", "text"),
    [
        (Method(channel=Channel.POST), "Chưa công bố phí, lệ phí"),
        (Method(channel=Channel.POST, free=False), "Có phí, lệ phí; chưa công bố mức thu"),
        (Method(channel=Channel.POST, free=False, fee_text="10 USD"), "10 USD"),
    ],
)
def test_a_fee_nobody_published_is_not_called_free(method: Method, text: str) -> None:
    assert (queries.fee(_content(method))["text"], queries.fee(_content(method))["amount"]) == (
        text,
        None,
    )


def test_a_contradiction_is_free_with_a_word_of_warning() -> None:
    doubtful = replace(FREE, fee_cases=(FeeCase(text="5.000 đồng/lần", amount=5_000),))
    fee = queries.fee(_content(doubtful))
    assert (fee["amount"], len(fee["cases"])) == (0, 1)
    assert fee["text"] != "Miễn phí"


def test_methods_are_told_by_channel() -> None:
    told = queries.methods_by_channel(_content(FREE, CHARGED, replace(CHARGED, note="Ở bến")))
    assert list(told) == [Channel.ONLINE, Channel.COUNTER]
    assert told[Channel.COUNTER] == ["3\u00a0ngày làm việc", "3\u00a0ngày làm việc · Ở bến"]


@pytest.mark.django_db
def test_only_what_is_offered_now_is_found() -> None:
    procedure, agency = make_procedure(), make_agency()
    assert queries.service_or_none(procedure.code, agency.code) is None
    service = offers.offer(procedure, agency=agency, at=NOW)
    assert queries.service_or_none(procedure.code, agency.code) == service
    assert queries.services_of(procedure) == [service] == queries.services_at(agency)
    assert queries.agencies_offering(procedure, local_day(NOW)) == [agency]
    offers.withdraw_offer(service, at=NOW)
    assert queries.service_or_none(procedure.code, agency.code) is None
    assert queries.services_of(procedure) == []
    assert queries.agencies_offering(procedure, local_day(NOW)) == []


@pytest.mark.django_db
def test_an_abolished_agency_offers_nothing_on_that_day() -> None:
    procedure, agency = make_procedure(), make_agency()
    offers.offer(procedure, agency=agency, at=NOW)
    Agency.objects.update(valid_to=local_day(NOW))
    assert queries.agencies_offering(procedure, local_day(NOW)) == []


@pytest.mark.django_db
def test_fields_are_counted_with_those_offered_most_first() -> None:
    make_procedure("9.000001", field="Xe trâu")
    make_procedure("9.000002", field="Xe trâu")
    offered = make_procedure("9.000003")
    make_procedure("9.000004", field="")
    for code in ("000.23.24.H05", "000.23.25.H05"):
        offers.offer(offered, agency=make_agency(code), at=NOW)
    assert [(row.name, row.procedures, row.offered) for row in queries.fields()] == [
        ("Thuyền nan", 1, 1),
        ("Xe trâu", 2, 0),
    ]


@pytest.mark.django_db
def test_the_most_used_come_first_with_the_sum_over_their_services() -> None:
    agencies = [make_agency(f"000.23.{at}.H05") for at in (24, 25)]
    quiet, busy = make_procedure("9.000001"), make_procedure("9.000002")
    for agency in agencies:
        for procedure in (quiet, busy):
            offers.offer(procedure, agency=agency, at=NOW)
    Service.objects.filter(procedure=busy).update(uses=4)
    Service.objects.filter(procedure=quiet).update(uses=1)
    make_procedure("9.000003")
    most = queries.most_used(5)
    assert [(one.code, vars(one)["uses"]) for one in most] == [("9.000002", 8), ("9.000001", 2)]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 12])
def test_queries_stay_the_same_for_one_row_and_for_many(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    agency = make_agency()
    for at in range(number):
        offers.offer(make_procedure(f"9.{at:06}"), agency=agency, at=NOW)
    procedure = queries.procedure_or_none("9.000000")
    assert procedure is not None
    with django_assert_num_queries(1):
        assert [s.agency.name and s.procedure.current for s in queries.services_of(procedure)]
    with django_assert_num_queries(1):
        assert len([s.form and s.process for s in queries.services_at(agency)]) == number
    with django_assert_num_queries(2):
        most = queries.most_used(20)
        assert len(most) == number
        assert all(queries.content_of(one).name for one in most)
    with django_assert_num_queries(1):
        queries.fields()
    with django_assert_num_queries(1):
        queries.agencies_offering(procedure, local_day(NOW))


@pytest.mark.django_db
def test_the_form_of_a_procedure_is_the_one_its_service_has() -> None:
    make_procedure()
    procedure = queries.procedure_or_none("9.000001")
    assert procedure is not None
    service = offers.offer(procedure, agency=make_agency(), at=NOW)
    assert service.form is not None
    assert form_for(procedure) == load(service.form)


def test_a_procedure_without_a_version_has_no_content() -> None:
    with pytest.raises(ValueError, match="no published version"):
        queries.content_of(Procedure(code="9.1", name="Trống"))


@pytest.mark.django_db
def test_a_code_with_a_nul_is_nobodys() -> None:
    assert queries.procedure_or_none("1.00\0") is None
    assert queries.service_or_none("1.001193", "\0") is None
