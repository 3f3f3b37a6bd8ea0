"""An owner sees what a procedure earns and lacks, publishes it at an agency, and withdraws it."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.agencies.models import Agency
from motcua.catalogue.models import Procedure, Service
from motcua.people.accounts import create_account
from motcua.people.models import Posting, User
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.cast import Cast
from tests.studio.conftest import Publish

LIST = "/soan-thao/"


def words(answer: Any) -> str:
    return str(answer.content.decode())


def address(procedure: Procedure, *more: str) -> str:
    return "/".join(["/soan-thao", procedure.code, *more, ""])


def services(procedure: Procedure) -> list[Service]:
    return list(Service.objects.offered().filter(procedure=procedure))


def choices(page: str) -> list[str]:
    """The agencies one can choose."""
    return re.findall(r'<option value="([^"]+)"', page)


# Finding


@pytest.mark.parametrize("q", ["", "dang ky moi", "9.000002", "Thử"])
def test_procedures_are_found_like_citizens_find_them(
    studio: Client, published: Publish, q: str
) -> None:
    found = published()

    page = words(studio.get(LIST, {"q": q}))

    assert f'href="{address(found)}"' in page


def test_the_list_says_where_and_how_well_each_is_offered(cast: Cast, studio: Client) -> None:
    page = words(studio.get(LIST))

    assert "Ủy ban nhân dân phường Võ Cường" in page
    assert 'data-label="Mức đạt">3<' in page


def test_the_list_is_narrowed_to_what_is_offered(
    cast: Cast, studio: Client, published: Publish
) -> None:
    new = published()

    page = words(studio.get(LIST, {"dang": "cong-bo"}))

    assert address(cast.service.procedure) in page
    assert address(new) not in page


def test_nothing_found_says_what_to_try(studio: Client) -> None:
    assert "Không thấy thủ tục nào" in words(studio.get(LIST, {"q": "xyzxyz"}))


# Level and what is missing


def test_what_a_procedure_would_earn_stands_there_before_it_is_published(
    studio: Client, published: Publish
) -> None:
    whole = words(studio.get(address(published())))

    assert "chưa công bố ở đâu" in whole
    assert "<dt>Khi công bố</dt><dd><b>Mức 4</b>" in whole


def test_what_keeps_it_from_the_next_level_is_named(studio: Client, published: Publish) -> None:
    page = words(studio.get(address(published(free=False, post=False))))

    assert "<dt>Khi công bố</dt><dd><b>Mức 3</b>" in page
    assert "Có phí, lệ phí nhưng chưa nộp trực tuyến được." in page
    assert "Chưa trả kết quả trực tuyến hoặc qua dịch vụ bưu chính." in page


def test_a_procedure_without_content_says_so(studio: Client) -> None:
    bare = Procedure.objects.create(code="9.000009", name="Chưa nhập")

    answer = studio.get(address(bare))
    offered = studio.post(address(bare, "cong-bo"), {"agency": "000.23.24.H05"})

    assert answer.status_code == 200
    assert "chưa có nội dung công bố" in words(answer)
    assert offered.status_code == 409
    assert services(bare) == []


# Publishing


def test_a_published_procedure_is_on_the_portal_at_once(
    cast: Cast, studio: Client, client: Client, published: Publish
) -> None:
    found = published()

    answer = studio.post(address(found, "cong-bo"), {"agency": cast.ward.code})
    page = words(studio.get(answer["Location"]))

    [service] = services(found)
    assert (service.agency, service.earned_level) == (cast.ward, 4)
    assert "Đã công bố ở Ủy ban nhân dân phường Võ Cường, đạt mức 4." in page
    assert client.get(f"/dich-vu/{found.code}/{cast.ward.code}/").status_code == 200
    assert cast.ward.code not in choices(page)


def test_one_chooses_among_the_agencies_in_reach_those_that_perform_it_first(
    cast: Cast, studio: Client, published: Publish
) -> None:
    for code, jurisdiction, kind in (
        ("000.00.16.H05", "H05", "department"),
        ("000.23.99.H01", "H01", "commune"),
    ):
        Agency.objects.create(
            code=code, name=code, kind=kind, jurisdiction=jurisdiction
        )  # fmt: skip
    Agency.objects.create(
        code="000.23.98.H05", name="Xã đã sáp nhập", kind="commune", jurisdiction="H05",
        valid_to=date(2020, 1, 1),
    )  # fmt: skip

    page = words(studio.get(address(published())))

    assert sorted(choices(page)[:2]) == sorted([cast.ward.code, cast.next_door.code])
    assert "000.00.16.H05" in choices(page)[2:]
    assert not {"000.23.99.H01", "000.23.98.H05"} & set(choices(page))


def test_an_agency_of_another_jurisdiction_is_refused_in_words(
    cast: Cast, studio: Client, published: Publish
) -> None:
    found = published()
    Agency.objects.create(
        code="000.23.99.H01", name="Phường Ba Đình", kind="commune", jurisdiction="H01"
    )

    answer = studio.post(address(found, "cong-bo"), {"agency": "000.23.99.H01"})

    assert answer.status_code == 403
    assert "không được công bố dịch vụ của Phường Ba Đình" in words(answer)
    assert services(found) == []


def test_an_agency_of_another_level_is_published_with_a_caution(
    studio: Client, owner: User, published: Publish
) -> None:
    found = published()

    studio.post(address(found, "cong-bo"), {"agency": "000.00.00.H05"})
    page = words(studio.get(address(found)))

    assert len(services(found)) == 1
    assert "Xem lại thẩm quyền" in page


@pytest.mark.parametrize("agency", ["", "000.00.98.H05", "%00", "x" * 500])
@pytest.mark.parametrize("what", ["cong-bo", "rut"])
def test_an_agency_that_is_none_is_asked_for_again(
    studio: Client, published: Publish, agency: str, what: str
) -> None:
    answer = studio.post(address(published(), what), {"agency": agency})

    assert answer.status_code == 422
    assert "Chọn một cơ quan trong danh sách" in words(answer)


def test_an_owner_of_a_ministry_publishes_anywhere(
    cast: Cast, client: Client, published: Publish
) -> None:
    found = published()
    ministry = Agency.objects.create(
        code="000.00.00.G15", name="Bộ Tư pháp", kind=Agency.Kind.MINISTRY, jurisdiction="G15"
    )
    user = create_account("bo", name="Người của Bộ")
    give_posting(user, agency=ministry, role=Role.OWNER, valid_from=date(2020, 1, 1))
    client.force_login(user)

    client.post(address(found, "cong-bo"), {"agency": cast.ward.code})

    assert [service.agency for service in services(found)] == [cast.ward]


# Withdrawing


def test_a_withdrawn_service_leaves_the_portal_and_can_come_back(
    cast: Cast, studio: Client, client: Client
) -> None:
    found = cast.service.procedure

    studio.post(address(found, "rut"), {"agency": cast.ward.code})
    page = words(studio.get(address(found)))

    assert services(found) == []
    assert "Hồ sơ đã nộp vẫn được giải quyết" in page
    assert cast.ward.code in choices(page)

    studio.post(address(found, "cong-bo"), {"agency": cast.ward.code})
    assert len(services(found)) == 1


def test_withdrawing_twice_changes_nothing_more(cast: Cast, studio: Client) -> None:
    found = cast.service.procedure

    for _ in range(2):
        answer = studio.post(address(found, "rut"), {"agency": cast.ward.code})

    assert answer.status_code == 302
    assert services(found) == []


@pytest.mark.parametrize("what", ["cong-bo", "rut"])
def test_coming_back_to_an_action_after_log_in_shows_the_procedure(
    studio: Client, published: Publish, what: str
) -> None:
    found = published()

    assert studio.get(address(found, what))["Location"] == address(found)


# Doors


@pytest.mark.parametrize("more", [(), ("cong-bo",), ("rut",)])
def test_who_owns_nothing_is_told_so_and_changes_nothing(
    cast: Cast, client: Client, more: tuple[str, ...]
) -> None:
    client.force_login(cast.desk.user)

    answer = client.post(address(cast.service.procedure, *more), {"agency": cast.ward.code})
    shown = client.get(LIST)

    assert answer.status_code == (403 if more else 405)
    assert shown.status_code == 403
    assert "Trang này dành cho người soạn thủ tục" in words(shown)
    assert len(services(cast.service.procedure)) == 1


def test_a_stranger_logs_in_first(client: Client, db: None) -> None:
    assert client.get(LIST)["Location"] == f"/dang-nhap/?next={LIST}"


def test_a_posting_that_has_ended_publishes_nothing(
    cast: Cast, studio: Client, published: Publish
) -> None:
    found = published()
    Posting.objects.filter(role=Role.OWNER).update(valid_to=date(2020, 2, 1))

    answer = studio.post(address(found, "cong-bo"), {"agency": cast.ward.code})

    assert answer.status_code == 403
    assert services(found) == []


def test_a_procedure_that_does_not_exist_is_not_found(studio: Client) -> None:
    assert studio.get("/soan-thao/9.999999/").status_code == 404


def test_pages_ask_the_same_number_of_questions_for_one_and_many(
    cast: Cast, studio: Client, published: Publish
) -> None:
    found = published()
    studio.get(address(found))
    with CaptureQueriesContext(connection) as one:
        studio.get(address(found))
    for n in range(30):
        agency = Agency.objects.create(
            code=f"000.42.{n + 10}.H05", name=f"Xã {n}", kind="commune", jurisdiction="H05"
        )
        studio.post(address(found, "cong-bo"), {"agency": agency.code})
    studio.get(address(found))
    with CaptureQueriesContext(connection) as many:
        studio.get(address(found))

    assert len(one) == len(many) <= 12
