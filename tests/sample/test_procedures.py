"""The sample's procedures, where they are offered, and what must not be overwritten."""

from dataclasses import replace

from motcua.catalogue.content import ProcedureContent
from motcua.catalogue.models import Procedure, ProcedureVersion, Service
from motcua.catalogue.publishing import publish
from motcua.catalogue.queries import content_of, time_limit
from motcua.catalogue.search import search
from motcua.sample.files import rows
from motcua.sample.procedures import HAND_MADE, load_offers, load_procedures
from tests.sample.conftest import AT

VO_CUONG = "000.19.22.H05"


def _content(code: str) -> ProcedureContent:
    return content_of(Procedure.objects.select_related("current").get(code=code))


def test_each_procedure_has_a_limit_a_result_a_law_and_a_source(sample: None) -> None:
    sources = {row["code"] for row in rows("procedure_sources.csv")}
    procedures = Procedure.objects.select_related("current")

    assert len(procedures) >= 14
    for procedure in procedures:
        content = content_of(procedure)
        assert time_limit(content) is not None, procedure.name
        assert content.result and content.legal_basis and content.steps, procedure.name
        assert procedure.code in sources


def test_facts_of_birth_registration_are_those_of_the_law(sample: None) -> None:
    content = _content("1.001193")

    assert content.name == "Thủ tục đăng ký khai sinh"
    assert [method.free for method in content.methods] == [True, True, True]
    assert [paper.id for paper in content.documents] == ["d1", "d2", "d3", "d4", "d5"]
    assert content.documents[0].name == "Giấy chứng sinh"


def test_three_procedures_have_hand_made_forms_and_the_others_the_standard_one(
    sample: None,
) -> None:
    for procedure in Procedure.objects.select_related("form"):
        key = procedure.form.key if procedure.form else None
        assert key == HAND_MADE.get(procedure.code)
    for service in Service.objects.select_related("procedure", "form"):
        assert service.form is not None
        assert service.form.standard is (service.procedure.code not in HAND_MADE)


def test_every_offer_is_at_level_three_at_least_and_free_ones_at_four(sample: None) -> None:
    levels = dict(
        Service.objects.filter(agency__code=VO_CUONG).values_list("procedure__code", "earned_level")
    )

    assert levels["1.001193"] == 4
    assert levels["2.000635"] == 3, "it has a fee, and nothing is paid online yet"
    assert not Service.objects.filter(earned_level__lt=3).exists()


def test_the_declared_level_stands_beside_the_earned_one(sample: None) -> None:
    service = Service.objects.get(procedure__code="1.001612", agency__code=VO_CUONG)

    assert (service.declared_level, service.earned_level) == (4, 3)


def test_every_service_has_a_process(sample: None) -> None:
    assert not Service.objects.filter(process__isnull=True).exists()


def test_loading_again_adds_nothing(sample: None) -> None:
    before = (ProcedureVersion.objects.count(), Service.objects.count())

    assert load_procedures(AT) == 0
    assert load_offers(AT) == 0

    assert (ProcedureVersion.objects.count(), Service.objects.count()) == before


def test_what_was_imported_meanwhile_is_not_overwritten(sample: None) -> None:
    publish(replace(_content("1.000894"), name="Đăng ký kết hôn theo bản mới"), at=AT)

    load_procedures(AT)

    assert _content("1.000894").name == "Đăng ký kết hôn theo bản mới"


def test_a_service_that_was_withdrawn_stays_withdrawn(sample: None) -> None:
    Service.objects.filter(procedure__code="1.001193").update(withdrawn_at=AT)

    load_offers(AT)

    assert not Service.objects.offered().filter(procedure__code="1.001193").exists()


def test_the_sample_is_found_at_once(sample: None) -> None:
    assert search("khai sinh").items[0].procedure.code == "1.001193"
