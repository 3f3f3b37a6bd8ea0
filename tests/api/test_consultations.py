"""What the API shows to an agency that was asked: question, form and papers, and nothing else."""

from datetime import timedelta

import pytest

from motcua.dossiers import acts, watchdog, worker
from motcua.dossiers.consultations import consultations_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import papers_of
from tests.api.client import Api, Json, answer, api_of, problem
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.linked import TaxOffice, consulted, land_process, tax_office

QUESTION = "Thửa đất có nợ thuế không?"


@pytest.fixture
def tax(cast: Cast) -> TaxOffice:
    return tax_office(cast.at)


@pytest.fixture
def office(tax: TaxOffice) -> Api:
    """The tax officer's program."""
    return api_of(tax.officer.user)


def read(api: Api, dossier: Dossier) -> Json:
    return answer(api.get(f"/desk/dossiers/{dossier.code}"))


def test_the_asked_agency_sees_question_form_and_papers_alone(
    cast: Cast, tax: TaxOffice, office: Api
) -> None:
    dossier = consulted(cast, tax)
    worker.drain("H05", at=cast.at)

    (waiting,) = answer(office.get("/desk/dossiers", queue="consultations"))["items"]
    seen = read(office, dossier)

    assert (waiting["code"], waiting["kind"]) == (dossier.code, "consultation")
    assert [one["question"] for one in seen["consultations"]] == [QUESTION]
    assert seen["answers"]["subject"] == "Xin đăng ký"
    assert len(seen["documents"]) == 1
    assert (seen["timeline"], seen["slips"], seen["payments"], seen["supplement"]) == (
        [], [], [], None
    )  # fmt: skip
    assert [one["act"] for one in seen["acts"]] == ["answer_consultation"]


def test_what_others_were_asked_and_what_it_was_not_shown_stay_away(
    cast: Cast, tax: TaxOffice, office: Api
) -> None:
    other = tax_office(cast.at, code="000.99.H05", name="xd")
    dossier = consulted(cast, tax)
    dossier = acts.consult(
        dossier, by=cast.handling, at=cast.at, agency=other.agency, question="Có quy hoạch không?"
    )
    (asked, _) = consultations_of(dossier)
    asked.papers = ["another"]
    asked.save(update_fields=["papers"])
    (paper,) = papers_of(dossier)

    seen = read(office, dossier)

    assert [one["question"] for one in seen["consultations"]] == [QUESTION]
    assert seen["documents"] == []
    problem(office.get(f"/dossiers/{dossier.code}/documents/{paper.public_id}"), 404)
    problem(office.get(f"/dossiers/{dossier.code}/journal"), 404)
    problem(office.get(f"/dossiers/{dossier.code}"), 404)


def test_who_was_never_asked_or_whose_dossier_is_closed_finds_nothing(
    cast: Cast, tax: TaxOffice, office: Api
) -> None:
    stranger = api_of(tax_office(cast.at, code="000.98.G12", name="khac").officer.user)
    dossier, unasked = consulted(cast, tax), cast.accepted()

    problem(stranger.get(f"/desk/dossiers/{dossier.code}"), 404)
    problem(office.get(f"/desk/dossiers/{unasked.code}"), 404)
    acts.withdraw(scenes.now(dossier), by=cast.applicant, at=cast.at)
    problem(office.get(f"/desk/dossiers/{dossier.code}"), 404)
    problem(
        office.post(
            f"/desk/dossiers/{dossier.code}/acts",
            {"act": "answer_consultation", "version": 3, "opinion": "agree", "answer": "Muộn."},
        ),
        404,
    )


def test_the_lead_lists_what_waits_for_another_agency(cast: Cast, tax: TaxOffice) -> None:
    asked = consulted(cast, tax)
    land_process(cast, tax)
    there = acts.advance(cast.accepted(), by=cast.handling, at=cast.at)
    lead = api_of(cast.handling.user)

    found = answer(lead.get("/desk/dossiers", queue="elsewhere"))["items"]

    assert {one["code"] for one in found} == {asked.code, there.code}
    assert found[0]["holder"]["agency"]["name"]


def test_what_needs_attention_comes_page_by_page(cast: Cast, tax: TaxOffice) -> None:
    dossier = consulted(cast, tax)
    watchdog.look("H05", at=cast.at + timedelta(days=3))
    lead = api_of(cast.handling.user)

    first = answer(lead.get("/desk/dossiers", queue="attention", limit=1))
    whole = answer(lead.get("/desk/dossiers", queue="attention"))

    assert first["items"] == whole["items"][:1]
    assert answer(lead.get(first["next"]))["items"] == whole["items"][1:2]
    assert "unanswered" in {one["why"] for one in whole["items"]}
    assert {one["code"] for one in whole["items"]} == {dossier.code}
    problem(lead.get("/desk/dossiers", queue="attention", cursor="x"), 422)
    assert answer(api_of(cast.stranger.user).get("/desk/dossiers", queue="attention")) == {
        "items": [], "next": None,
    }  # fmt: skip
