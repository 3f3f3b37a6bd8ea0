"""Published processes in the studio: seen step by step, approved where the owner decides."""

import json
from datetime import UTC, datetime

from django.test import Client

from motcua.agencies.models import Agency
from motcua.catalogue.models import Service
from motcua.people.models import User
from motcua.processes.models import ProcessVersion, PublishedProcess
from motcua.processes.published_imports import import_published
from motcua.processes.queries import load
from tests.cast import Cast
from tests.config.line import motcua
from tests.dossiers.linked import tax_office
from tests.processes.test_published import LAND, lines

AT = datetime(2026, 11, 25, tzinfo=UTC)
PAGE = "/soan-thao/quy-trinh/"


def published() -> PublishedProcess:
    import_published(lines(LAND), at=AT)
    return PublishedProcess.objects.get()


def test_it_is_found_and_shown_step_by_step_with_what_to_look_at(studio: Client) -> None:
    one = published()

    found = studio.get(PAGE, {"q": "dat dai"}).content.decode()
    page = studio.get(f"{PAGE}{one.pk}/").content.decode()

    assert f"{PAGE}{one.pk}/" in found
    for words in ("Thẩm định", "2,25", "không tính riêng", "giai đoạn 2", "Điều cần xem"):
        assert words in page


def test_approved_it_holds_for_the_service_from_now_on(cast: Cast, studio: Client) -> None:
    one = published()

    answer = studio.post(f"{PAGE}{one.pk}/", {"code": "9.000001", "agency": cast.ward.code})

    assert answer.status_code == 302
    version = ProcessVersion.objects.get(agency=cast.ward, procedure_code="9.000001")
    assert load(version).steps[0].name == "Tiếp nhận"
    assert Service.objects.get(pk=cast.service.pk).process == version


def test_an_unknown_procedure_or_agency_is_refused_and_what_was_typed_stays(
    cast: Cast, studio: Client
) -> None:
    one = published()

    unknown = studio.post(f"{PAGE}{one.pk}/", {"code": "7.777777", "agency": cast.ward.code})
    nowhere = studio.post(f"{PAGE}{one.pk}/", {"code": "9.000001", "agency": "000.H99"})

    assert unknown.status_code == nowhere.status_code == 422
    assert 'value="7.777777"' in unknown.content.decode()
    assert not ProcessVersion.objects.filter(agency=cast.ward).exists()


def test_an_owner_decides_for_her_own_province_alone(owner: User, studio: Client) -> None:
    Agency.objects.create(
        code="000.00.00.H01", name="Tỉnh khác", kind="province", jurisdiction="H01"
    )
    one = published()

    answer = studio.post(f"{PAGE}{one.pk}/", {"code": "9.000001", "agency": "000.00.00.H01"})

    assert answer.status_code == 403
    assert not ProcessVersion.objects.filter(agency__code="000.00.00.H01").exists()


def test_the_command_imports_and_approves_what_is_clear(cast: Cast, tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "a.jsonl"
    special = {**LAND, "codes": ["9.000001"], "case": "cấp lại"}
    file.write_text("\n".join(json.dumps(one) for one in (LAND, special)))

    done = motcua("import-processes", str(file), "--agency", cast.ward.code)

    assert done.code == 0
    assert "2 quy trình mới" in done.out
    assert "1 thủ tục" in done.out
    assert ProcessVersion.objects.filter(agency=cast.ward).count() == 1


def test_other_agencies_and_days_are_named_before_it_is_approved(
    cast: Cast, studio: Client
) -> None:
    one, tax = published(), tax_office(AT)

    studio.post(
        f"{PAGE}{one.pk}/",
        {
            "code": "9.000001", "agency": cast.ward.code, "agency-2": "Thuế tỉnh Bắc Ninh",
            "asks-3": f"{cast.next_door.code}\n{tax.agency.code}\n", "consultation_days": "7",
            "supplement_days": "20", "after_supplement": "resume",
        },
    )  # fmt: skip

    process = load(ProcessVersion.objects.get(agency=cast.ward, procedure_code="9.000001"))
    assert process.steps[1].agency == tax.agency.code
    assert process.steps[2].asks == (cast.next_door.code, tax.agency.code)
    assert (process.consultation_days, process.supplement_days) == (7, 20)
    assert process.after_supplement == "resume"


def test_the_process_in_force_is_changed_for_what_comes_from_now_on(
    cast: Cast, studio: Client
) -> None:
    tax, before = tax_office(AT), cast.service.process
    address = f"{PAGE}9.000001/{cast.ward.code}/"

    page = studio.get(address).content.decode()
    linked = studio.get("/soan-thao/9.000001/").content.decode()
    answer = studio.post(address, {"agency-1": tax.agency.code, "consultation_days": "3"})

    assert f'href="{address}"' in linked
    assert "Thẩm định hồ sơ" in page
    assert answer.status_code == 302
    now = Service.objects.select_related("process").get(pk=cast.service.pk).process
    assert now is not None
    assert now != before
    assert (load(now).steps[0].agency, load(now).consultation_days) == (tax.agency.code, 3)


def test_an_agency_that_is_none_is_refused_by_its_step_and_stays_typed(
    cast: Cast, studio: Client
) -> None:
    address = f"{PAGE}9.000001/{cast.ward.code}/"

    nowhere = studio.post(address, {"agency-1": "Cục Thuế Nào Đó"})
    never = studio.post(address, {"consultation_days": "0"})

    assert nowhere.status_code == never.status_code == 422
    assert "Bước 1: không có cơ quan nào" in nowhere.content.decode()
    assert 'value="Cục Thuế Nào Đó"' in nowhere.content.decode()
    assert "từ 1 đến 60" in never.content.decode()


def test_the_process_of_another_province_is_not_hers(cast: Cast, studio: Client) -> None:
    Agency.objects.filter(pk=cast.ward.pk).update(jurisdiction="H01")

    assert studio.get(f"{PAGE}9.000001/{cast.ward.code}/").status_code == 404
