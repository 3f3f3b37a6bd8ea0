"""Which pages a draft has, for any form and any answers."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.core.conditions import Compare, Op
from motcua.eforms.fields import Field, FieldType, Form, Page
from motcua.eforms.validation import Checked, FieldError, Missing, visible_fields
from motcua.portal import steps
from motcua.portal.steps import NoSuchStep

KINDS = st.sampled_from([FieldType.TEXT, FieldType.BOOLEAN, FieldType.DOCUMENT])


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Pages of fields and papers, some asked only when the first question is answered by yes."""
    pages = [Page("who", "Ai", (Field("applicant.name", FieldType.TEXT, "Họ tên"),))]
    for number in range(draw(st.integers(1, 4))):
        fields = tuple(
            Field(
                f"f{number}_{index}",
                draw(KINDS),
                f"Mục {index}",
                when=Compare("applicant.name", Op.EQ, "có") if draw(st.booleans()) else None,
            )
            for index in range(draw(st.integers(1, 4)))
        )
        pages.append(Page(f"p{number}", f"Trang {number}", fields))
    return Form("f", "Thử", tuple(pages))


answers = st.fixed_dictionaries({"applicant.name": st.sampled_from(["có", "không"])})


@given(forms(), answers)
def test_every_question_that_is_asked_stands_on_exactly_one_step(
    form: Form, given_answers: dict[str, str]
) -> None:
    found = [name for step in steps.steps_of(form, given_answers) for name in sorted(step.names)]

    assert sorted(found) == sorted(field.name for field in visible_fields(form, given_answers))


@given(forms(), answers)
def test_keys_are_unique_and_papers_stand_apart(form: Form, given_answers: dict[str, str]) -> None:
    found = steps.steps_of(form, given_answers)

    assert len({step.key for step in found}) == len(found)
    for step in found:
        assert {one.type is FieldType.DOCUMENT for one in step.asks} == {step.is_papers}


@given(forms(), answers)
def test_going_on_from_the_first_step_passes_every_step_and_back_again(
    form: Form, given_answers: dict[str, str]
) -> None:
    found = steps.steps_of(form, given_answers)
    walked = [found[0]]
    while (following := steps.after(found, walked[-1])) is not None:
        assert steps.before(found, following) == walked[-1]
        walked.append(following)

    assert walked == found
    assert steps.before(found, found[0]) is None
    assert [steps.number(found, step) for step in found] == [*range(1, len(found) + 1)]


@given(forms(), answers)
def test_whatever_is_missing_or_wrong_has_a_place_where_it_is_mended(
    form: Form, given_answers: dict[str, str]
) -> None:
    found = steps.steps_of(form, given_answers)
    names = [name for step in found for name in step.names]
    half = len(names) // 2
    checked = Checked(
        missing=[Missing(kind="field", id=name) for name in names[:half]],
        errors=[FieldError(field=f"/{name}/0/x", message="Sai") for name in names[half:]],
    )

    todo = steps.to_do(found, checked)

    assert sorted(one.name for one in todo) == sorted(names)
    assert all(one.name in one.step.names and one.message for one in todo)


def test_step_that_is_not_asked_is_refused_with_a_way_out() -> None:
    try:
        steps.step_or_refusal([], "p1")
    except NoSuchStep as refusal:
        assert refusal.status == 404
        assert refusal.mend
    else:
        raise AssertionError("it was found")


def test_scripts_learn_only_the_answers_that_conditions_of_the_page_ask_about() -> None:
    when = Compare("applicant.name", Op.EQ, "có")
    field = Field("x", FieldType.TEXT, "X", when=when)

    said = steps.others_answers([field], {"applicant.name": "có", "secret": "không", "x": "y"})

    assert said == '{"applicant.name": "c\\u00f3"}'
