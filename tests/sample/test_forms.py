"""The hand-made forms: examples fill them in, conditions ask only what is needed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from motcua.eforms.definitions import Field, FieldType, Form, form_from_json
from motcua.eforms.validation import Checked, check, visible_fields
from motcua.sample.files import load_json
from motcua.sample.procedures import HAND_MADE

TODAY = date(2026, 12, 1)
NAMES = sorted(HAND_MADE.values())


def _form(name: str) -> Form:
    return form_from_json(load_json(f"forms/{name}.json"))


def _examples(form: Form, **changed: Any) -> dict[str, Any]:
    answers = {
        name: field.example
        for name, field in form.fields.items()
        if field.type is not FieldType.DOCUMENT
    }
    return answers | changed


def _checked(form: Form, answers: dict[str, Any], documents: Sequence[str] = ()) -> Checked:
    return check(form, answers, documents=documents, today=TODAY)


def _asked(form: Form, answers: Mapping[str, Any]) -> set[str]:
    return {_name(field) for field in visible_fields(form, answers)}


def _name(field: Any) -> str:
    return str(field.name if isinstance(field, Field) else field)


@pytest.fixture(autouse=True)
def _units(db: None) -> None:
    """Addresses are checked against the units in force."""
    from motcua.sample.agencies import load_agencies

    load_agencies()


@pytest.mark.parametrize("name", NAMES)
def test_examples_alone_fill_the_form_in(name: str) -> None:
    form = _form(name)

    checked = _checked(form, _examples(form))

    assert checked.errors == []
    assert {missing.kind for missing in checked.missing} <= {"document"}


@pytest.mark.parametrize("name", NAMES)
def test_with_the_papers_asked_for_nothing_is_missing(name: str) -> None:
    form = _form(name)
    answers = _examples(form)
    papers = [missing.id for missing in _checked(form, answers).missing]

    assert _checked(form, answers, documents=papers).missing == []


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_short_and_the_first_asks_who_applies(name: str) -> None:
    form = _form(name)

    assert all(len(page.fields) <= 5 for page in form.pages)
    assert {"applicant.name", "applicant.phone"} <= {f.name for f in form.pages[0].fields}


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_an_example(name: str) -> None:
    for field in _form(name).fields.values():
        if field.type is not FieldType.DOCUMENT:
            assert field.example is not None, field.name


@pytest.mark.parametrize("name", NAMES)
def test_words_are_plain(name: str) -> None:
    form = _form(name)
    texts = [page.title + page.help for page in form.pages]
    texts += [field.label + field.help for field in form.fields.values()]

    for text in texts:
        assert not any(word in text for word in ("!", "bạn ", "quý khách", "vui lòng")), text


def test_an_unmarried_mother_may_leave_the_father_out() -> None:
    form = _form("birth-registration")

    asked = _asked(form, _examples(form, parents_married="no", father_known="no"))

    assert "father_name" not in asked
    assert "mother_name" in asked


def test_the_father_of_married_parents_is_asked_for() -> None:
    form = _form("birth-registration")

    asked = _asked(form, _examples(form, parents_married="yes"))

    assert "father_name" in asked
    assert "father_known" not in asked


def test_an_unknown_mother_leaves_her_whole_group_out() -> None:
    form = _form("birth-registration")

    asked = _asked(form, _examples(form, mother_known="no", father_known="yes"))

    assert not {name for name in asked if name.startswith("mother_") and name != "mother_known"}
    assert "father_name" in asked


@pytest.mark.parametrize(
    ("birth_paper", "papers"),
    [
        ("certificate", {"d1"}),
        ("surrogacy", {"d1", "d4"}),
        ("witness", {"d2"}),
        ("pledge", {"d2"}),
        ("abandoned", {"d3"}),
    ],
)
def test_birth_registration_asks_for_the_papers_of_its_case_alone(
    birth_paper: str, papers: set[str]
) -> None:
    form = _form("birth-registration")

    checked = _checked(form, _examples(form, birth_paper=birth_paper))

    assert {missing.id for missing in checked.missing} == papers


def test_only_the_year_of_a_parents_birth_may_be_known() -> None:
    form = _form("birth-registration")
    answers = _examples(form, mother_birth_known="year", mother_birth=None)

    checked = _checked(form, answers, documents=["d1"])

    assert (checked.errors, checked.missing) == ([], [])


def test_a_mothers_number_must_agree_with_her_day_of_birth() -> None:
    form = _form("birth-registration")

    checked = _checked(form, _examples(form, mother_birth="1990-03-08"), documents=["d1"])

    assert [error.field for error in checked.errors] == ["/mother_personal_number"]


def test_a_household_business_of_one_person_needs_no_paper() -> None:
    form = _form("household-business")

    assert _checked(form, _examples(form)).missing == []


def test_a_family_names_its_members_and_hands_in_its_mandate() -> None:
    form = _form("household-business")
    answers = _examples(form, subject="family", members=[])

    missing = {one.id for one in _checked(form, answers).missing}

    assert missing == {"members", "d1"}


def test_a_residence_that_ends_before_it_began_is_an_error() -> None:
    form = _form("criminal-record")
    stay = {
        "since": "2020-05-01",
        "until": "2019-05-01",
        "place": "Phường Võ Cường",
        "job": "Học sinh",
    }

    checked = _checked(form, _examples(form, history=[stay]))

    assert [error.field for error in checked.errors] == ["/history/0/until"]


def test_who_pays_less_shows_why() -> None:
    form = _form("criminal-record")

    checked = _checked(form, _examples(form, fee_group="half"))

    assert [missing.id for missing in checked.missing] == ["d2"]
