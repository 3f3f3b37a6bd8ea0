"""Lists: filters, pages that follow each other without gap or double, and how values look."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from motcua.agencies.models import AdministrativeUnit, Agency
from motcua.catalogue import offers, search_index
from motcua.catalogue.content import Channel, FeeCase, Method, ProcedureContent, Requirement
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.publishing import publish
from motcua.core.deadlines import TimeLimit, TimeUnit
from motcua.core.folding import fold
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.api.client import Api, Json, answer, api_of, problem
from tests.cast import Cast

MONEY = {"amount", "currency", "text", "cases"}


def pages(api: Api, path: str, **parameters: Any) -> list[list[Json]]:
    """Every page, by following `next`."""
    page = answer(api.get(path, **parameters))
    found = [page["items"]]
    while page["next"]:
        assert page["next"].startswith("http://testserver/api/v1/")
        page = answer(api.get(page["next"]))
        found.append(page["items"])
    return found


def service(number: int, **facts: Any) -> Procedure:
    """A published procedure, in the search index once `rebuild` has run."""
    told: dict[str, Any] = {"field": "Hộ tịch", "levels": ("commune",), "result": "Giấy", **facts}
    content = ProcedureContent(code=f"9.1{number:05}", name=f"Thủ tục số {number}", **told)
    return publish(content, at=timezone.now()).procedure


FREE = Method(channel=Channel.ONLINE, free=True, fee=0)


@pytest.fixture
def catalogue(cast: Cast) -> None:
    """Seven procedures in two fields; some offered here, one also next door, some nowhere."""
    at = timezone.now()
    made = [service(n, field="Hộ tịch" if n % 2 else "Đất đai") for n in range(7) if n != 3]
    made.insert(3, service(3, methods=(FREE,), online_return=True))
    for procedure in made[:4]:
        offers.offer(procedure, agency=cast.ward, at=at)
    offers.offer(made[0], agency=cast.next_door, at=at)
    Service.objects.filter(procedure=made[1]).update(uses=9, declared_level=4)
    search_index.rebuild()


def codes(api: Api, **parameters: Any) -> list[str]:
    found = [item["id"] for page in pages(api, "/services", **parameters) for item in page]
    assert len(found) == len(set(found))
    return found


def test_services_follow_each_other_most_used_first(catalogue: None) -> None:
    whole = codes(Api(), limit=100)

    assert whole[0] == "9.100001"
    assert len(whole) == 8
    for limit in (1, 3, 7):
        assert codes(Api(), limit=limit) == whole


@pytest.mark.parametrize(
    "parameters, found",
    [
        ({"field": "Đất đai"}, {"9.100000", "9.100002", "9.100004", "9.100006"}),
        ({"agency": "000.23.25.H05"}, {"9.100000"}),
        ({"place": "000.23.25.H05"}, {"9.100000"}),
        ({"place": "09190"}, {"9.100000"}),
        ({"declared": 4}, {"9.100001"}),
        ({"level": 3, "field": "Hộ tịch"}, {"9.100001", "9.100003"}),
        ({"level": 4}, {"9.100003"}),
        ({"q": "thu tuc so 5"}, {"9.100005"}),
        ({"q": "9.100004"}, {"9.100004"}),
        ({"q": "khong co gi nhu the"}, set()),
        ({"agency": "000.00.00.H99"}, set()),
    ],
)
def test_filters_narrow_the_list(
    cast: Cast, catalogue: None, parameters: Json, found: set[str]
) -> None:
    Agency.objects.filter(pk=cast.next_door.pk).update(unit_code="09190")
    Agency.objects.filter(pk=cast.ward.pk).update(unit_code="09169")

    first = codes(Api(), limit=2, **parameters)

    assert found <= set(first) if "q" in parameters else set(first) == found


def test_one_item_per_procedure_names_the_agency_only_when_it_is_one(catalogue: None) -> None:
    items = {item["id"]: item for item in answer(Api().get("/services", limit=100))["items"]}

    assert items["9.100000"]["offered_by"] == 2
    assert items["9.100000"]["agency"] is None
    assert items["9.100001"]["agency"] == {
        "code": "000.23.24.H05",
        "name": "Ủy ban nhân dân phường Võ Cường",
    }
    assert items["9.100001"]["level"] == {"earned": 3, "declared": 4}
    assert items["9.100006"]["offered_by"] == 0
    assert items["9.100006"]["level"]["declared"] is None
    for code, item in items.items():
        detail = answer(Api().get(f"/services/{code}"))
        assert item == {key: detail[key] for key in item}


def test_money_and_time_limits_have_their_shapes(cast: Cast) -> None:
    three = TimeLimit(Decimal("3.5"), TimeUnit.WORKING_DAY)
    cases = (FeeCase(text="Bản sao", amount=8000), FeeCase(text="Khác"))
    methods = (
        Method(channel=Channel.ONLINE, limit=three, free=False, fee=200_000),
        Method(channel=Channel.COUNTER, free=False, fee_cases=cases, fee_text="Theo mức"),
    )
    paper = Requirement(id="d1", name="Tờ khai", originals=1, case="Người lớn")
    service(1, methods=methods, documents=(paper,), legal_basis=("61/2018/NĐ-CP",))
    service(2)

    told = answer(Api().get("/services/9.100001"))
    silent = answer(Api().get("/services/9.100002"))

    assert told["time_limit"] == {"value": 3.5, "unit": "working_day", "text": three.text}
    assert silent["time_limit"] is None
    assert told["documents"] == [
        {"id": "d1", "name": "Tờ khai", "originals": 1, "copies": None, "case": "Người lớn"}
    ]
    assert told["legal_basis"] == ["61/2018/NĐ-CP"]
    assert [method["fee"]["amount"] for method in told["methods"]] == [200_000, None]
    for money in (told["fee"], silent["fee"], *(method["fee"] for method in told["methods"])):
        assert money.keys() == MONEY
        assert money["currency"] == "VND"
        assert money["text"]


def test_a_free_service_costs_nothing(cast: Cast) -> None:
    offers.offer(service(1, methods=(FREE,)), agency=cast.ward, at=timezone.now())

    free = answer(Api().get("/services/9.100001"))

    assert free["fee"] == {"amount": 0, "currency": "VND", "text": "Miễn phí", "cases": []}
    assert free["level"] == {"earned": 3, "declared": None}
    assert free["missing_for_next_level"]
    assert [agency["code"] for agency in free["agencies"]] == [cast.ward.code]


@pytest.fixture
def units(db: None) -> None:
    """A province with 230 communes, another with one."""
    rows = [("24", "Tỉnh Bắc Ninh", "province", ""), ("01", "Thành phố Hà Nội", "province", "")]
    rows += [(f"{9000 + n:05}", f"Xã Thứ {n}", "commune", "24") for n in range(230)]
    rows += [("00004", "Phường Ba Đình", "commune", "01")]
    AdministrativeUnit.objects.bulk_create(
        AdministrativeUnit(code=code, name=name, folded=fold(name), kind=kind, parent_code=parent)
        for code, name, kind, parent in rows
    )


def test_units_are_listed_whole_whatever_fits_on_a_page(units: None) -> None:
    provinces = answer(Api().get("/units"))
    communes = [unit for page in pages(Api(), "/units", parent="24") for unit in page]
    by_seven = [unit for page in pages(Api(), "/units", parent="24", limit=7) for unit in page]

    assert {unit["code"] for unit in provinces["items"]} == {"01", "24"}
    assert provinces["next"] is None
    assert len({unit["code"] for unit in communes}) == 230
    assert communes == by_seven
    assert communes[0].keys() == {"code", "name", "full_name", "kind", "parent"}


def test_units_are_found_by_name(units: None) -> None:
    assert answer(Api().get("/units", q="ba dinh"))["items"] == [
        {
            "code": "00004",
            "name": "Phường Ba Đình",
            "full_name": "Phường Ba Đình, Thành phố Hà Nội",
            "kind": "commune",
            "parent": "01",
        }
    ]
    assert answer(Api().get("/units", q="ba dinh", parent="24"))["items"] == []


def test_the_queue_follows_by_what_is_due(cast: Cast, desk: Api) -> None:
    now = timezone.now()
    made = [cast.submitted(at=now - timedelta(hours=n)) for n in (2, 9, 5, 1, 30)]

    found = [row for page in pages(desk, "/desk/dossiers", limit=2) for row in page]

    due = [row["deadlines"]["due_at"] for row in found]
    assert due == sorted(due)
    assert {row["code"] for row in found} == {dossier.code for dossier in made}
    assert all(row["applicant"] == "Nguyễn Thị Hoa" for row in found)


def test_the_queue_is_narrowed_by_holder_and_state(cast: Cast, desk: Api) -> None:
    cast.submitted()
    cast.accepted()

    def found(**parameters: str) -> list[str]:
        return [row["state"] for row in answer(desk.get("/desk/dossiers", **parameters))["items"]]

    assert found() == ["submitted"]
    assert sorted(found(queue="agency")) == ["accepted", "submitted"]
    assert found(queue="agency", state="accepted") == ["accepted"]
    assert found(state="decided") == []
    problem(desk.get("/desk/dossiers", queue="all"), 422)
    problem(desk.get("/desk/dossiers", state="lost"), 422)
    assert problem(desk.get("/desk/dossiers", cursor="x"), 422)["type"] == "urn:motcua:bad-cursor"


def test_moments_have_their_offset_and_ids_are_strings(cast: Cast, citizen: Api) -> None:
    dossier = answer(citizen.get(f"/dossiers/{cast.accepted().code}"))
    times = [*dossier["deadlines"].values(), dossier["submitted_at"], dossier["accepted_at"]]

    for moment in filter(None, times):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", moment)
    assert datetime.fromisoformat(dossier["submitted_at"]) == cast.at
    assert isinstance(dossier["documents"][0]["id"], str)
    assert dossier["step"] == {"number": 1, "name": "Thẩm định hồ sơ"}
    assert [line["state"] for line in dossier["timeline"]] == ["done", "done", "now", "next"]


def auditor(cast: Cast) -> Api:
    """A program that may read the journal of H05."""
    at = timezone.now().date()
    give_posting(cast.neighbour, agency=cast.ward, role=Role.AUDITOR, valid_from=at)
    return api_of(cast.neighbour, "audit")


def test_the_journal_is_exported_page_by_page_once_it_has_settled(cast: Cast) -> None:
    now = timezone.now()
    for minutes in (9, 7, 5, 3, 0):
        cast.submitted(at=now - timedelta(minutes=minutes))

    api = auditor(cast)
    found = [
        row for page in pages(api, "/export/journal", jurisdiction="H05", limit=2) for row in page
    ]

    assert [row["kind"] for row in found] == ["dossier.submitted"] * 4
    assert [row["id"] for row in found] == sorted((row["id"] for row in found), key=int)
    assert all(isinstance(row["dossier"], str) for row in found)
    rest = api.get("/export/journal", jurisdiction="H05", after=found[-1]["id"])
    assert answer(rest) == {"items": [], "next": None}


def test_the_journal_is_for_auditors_of_that_registry(cast: Cast, desk: Api) -> None:
    problem(auditor(cast).get("/export/journal", jurisdiction="H06"), 404)
    problem(desk.get("/export/journal", jurisdiction="H05"), 404)
    problem(desk.get("/export/journal", jurisdiction="H05", after=1 << 63), 422)
