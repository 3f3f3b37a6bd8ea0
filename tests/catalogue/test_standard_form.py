"""Every procedure, however dirty its record, has a standard form that can be filled in."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.content import Channel, Method, ProcedureContent, Requirement
from motcua.catalogue.reading.contents import read_content
from motcua.catalogue.reading.records import read_record
from motcua.catalogue.standard_form import standard_form
from motcua.eforms.definitions import Form, form_from_json, form_to_json
from motcua.eforms.examples import examples
from motcua.eforms.validation import check, visible_fields
from tests.catalogue.records import Record, dirty, line, record

_UNIT, _DAY = "09169", date(2026, 12, 1)


def _content(data: Record) -> ProcedureContent:
    return read_content(read_record(line(data)))[0]


def _form(code: str) -> Form:
    return standard_form(_content(next(one for one in dirty() if one["code"] == code)))


def _examples(form: Form) -> dict[str, Any]:
    return examples(form.fields, today=_DAY, unit=_UNIT)


@pytest.mark.django_db
@pytest.mark.parametrize("data", [record(), *dirty()], ids=lambda data: str(data["code"]))
def test_filled_with_its_examples_only_papers_are_missing(data: Record) -> None:
    form = standard_form(_content(data))
    answers = _examples(form)
    shown = {field.name for field in visible_fields(form, answers)}
    checked = check(form, {name: answers[name] for name in answers if name in shown}, today=_DAY)
    assert checked.errors == []
    assert {missing.kind for missing in checked.missing} <= {"document"}
    wanted = {f.name for f in form.documents if f.required and f.name in shown}
    assert {missing.id for missing in checked.missing} == wanted


@pytest.mark.parametrize("data", [record(), *dirty()], ids=lambda data: str(data["code"]))
def test_a_standard_form_can_be_stored_and_read_again(data: Record) -> None:
    form = standard_form(_content(data))
    assert form_from_json(form_to_json(form)) == form


def test_people_and_businesses_are_told_apart_only_where_both_may_apply() -> None:
    both, business = standard_form(_content(record())), _form("9.000018")
    assert both.fields["applicant.kind"].values == {"person", "business"}
    assert "applicant.kind" not in business.fields
    assert both.fields["applicant.tax_code"].when is not None
    assert business.fields["applicant.organisation"].when is None
    person = standard_form(_content(record(applicants=["Công dân Việt Nam"])))
    assert "applicant.tax_code" not in person.fields


def test_a_foreigner_needs_no_personal_number() -> None:
    assert not _form("9.000019").fields["applicant.personal_number"].required
    assert standard_form(_content(record())).fields["applicant.personal_number"].required


def test_results_come_back_by_the_ways_that_exist_and_post_asks_for_an_address() -> None:
    by_post = standard_form(_content(record()))
    assert by_post.fields["return_method"].values == {"counter", "post"}
    assert by_post.fields["return_address"].required
    desk_only = standard_form(_content(record(methods=[], methods_text="")))
    assert desk_only.fields["return_method"].values == {"counter"}
    assert "return_address" not in desk_only.fields
    online = standard_form(_content(record(online_return=True)))
    assert "online" in online.fields["return_method"].values


def test_each_case_asks_for_its_papers_and_what_all_need_is_always_asked() -> None:
    form = _form("9.000015")
    assert [option.value for option in form.fields["case"].options] == ["c1", "c2", "other"]
    shown = {
        case: {f.name for f in visible_fields(form, {"case": case})} & {"d1", "d2", "d3"}
        for case in ("c1", "c2", "other")
    }
    assert shown == {"c1": {"d1", "d3"}, "c2": {"d2", "d3"}, "other": {"d3"}}


def test_a_paper_that_is_only_shown_or_handed_in_if_any_is_optional() -> None:
    assert not _form("9.000015").fields["d3"].required
    notes = _form("9.000018")
    assert notes.fields["d1"].required
    assert not notes.fields["d2"].required


def test_rows_that_are_no_papers_are_not_asked_for() -> None:
    assert [field.name for field in _form("9.000018").documents] == ["d1", "d2"]


def test_without_known_papers_one_may_still_send_some() -> None:
    (only,) = _form("9.000016").documents
    assert not only.required


def test_a_long_name_is_cut_on_the_label_and_whole_in_the_help() -> None:
    field = _form("9.000019").fields["d1"]
    assert len(field.label) <= 160
    assert field.label.endswith("…")
    assert len(field.help) > 300
    assert "9 bản chính, 9 bản sao" in field.help


def test_the_label_has_neither_bullet_nor_the_file_of_the_blank_form() -> None:
    assert _form("9.000018").fields["d1"].label == "Tờ khai theo mẫu"


def test_one_case_that_heads_all_papers_is_everybodys() -> None:
    papers = [{"name": "Tờ khai", "case": "Thuyền mới", "originals": 1}]
    form = standard_form(_content(record(documents=papers, documents_text="")))
    assert "case" not in form.fields
    assert form.fields["d1"].required


def test_a_lone_case_beside_common_papers_makes_its_papers_optional() -> None:
    papers = [{"name": "Tờ khai"}, {"name": "Giấy bán", "case": "Trường hợp thuyền mua lại"}]
    form = standard_form(_content(record(documents=papers, documents_text="")))
    assert (form.fields["d1"].required, form.fields["d2"].required) == (True, False)
    assert "thuyền mua lại" in form.fields["d2"].help


_texts = st.text(alphabet="ab đ:;-.()nếu có trường hợp", max_size=40)
_papers = st.lists(
    st.builds(
        Requirement,
        id=st.just("d1"),
        name=_texts.filter(str.strip),
        case=_texts,
        originals=st.none() | st.integers(0, 3),
        copies=st.none() | st.integers(0, 3),
    ),
    max_size=6,
)


@given(_papers, st.lists(st.sampled_from(Channel), max_size=3), st.lists(_texts, max_size=2))
def test_no_content_makes_an_unsound_form(
    papers: list[Requirement], channels: list[Channel], applicants: list[str]
) -> None:
    standard_form(
        ProcedureContent(
            code="9.1",
            name="Thuyền",
            applicants=tuple(applicants),
            methods=tuple(Method(channel=channel) for channel in channels),
            documents=tuple(
                Requirement(**{**vars(paper), "id": f"d{at}"})
                for at, paper in enumerate(papers, start=1)
            ),
        )
    )


def _of(*rows: Requirement) -> Form:
    content = ProcedureContent(code="9.000099", name="Thử", field="Thử", documents=rows)
    return standard_form(content)


def _row(number: int, name: str, case: str = "", originals: int | None = 1) -> Requirement:
    return Requirement(id=f"d{number}", name=name, originals=originals, copies=0, case=case)


def _required(form: Form, **answers: Any) -> list[str]:
    shown = {field.name for field in visible_fields(form, answers)}
    return [paper.name for paper in form.documents if paper.required and paper.name in shown]


def test_a_case_that_stands_in_the_papers_names_is_chosen_and_asks_for_its_papers() -> None:
    form = _of(
        _row(1, "* Đối với ngân hàng thương mại: Văn bản đề nghị sửa đổi vốn điều lệ"),
        _row(2, "* Đối với chi nhánh ngân hàng nước ngoài: Văn bản đề nghị sửa đổi vốn được cấp"),
    )

    options = [option.label for option in form.fields["case"].options]
    assert options[:2] == ["Đối với ngân hàng thương mại", "Đối với chi nhánh ngân hàng nước ngoài"]
    assert _required(form, case="c1") == ["d1"]
    assert _required(form, case="c2") == ["d2"]
    assert _required(form, case="other") == []
    assert form.fields["d1"].label == "Văn bản đề nghị sửa đổi vốn điều lệ"


def test_a_case_in_brackets_is_chosen_too() -> None:
    form = _of(
        _row(1, "Tờ khai (đối với trường hợp khai thác dưới 10 m3/ngày đêm)"),
        _row(2, "Tờ khai (đối với trường hợp nước tự chảy trong moong)"),
    )

    assert _required(form, case="c2") == ["d2"]


def test_where_no_row_tells_how_many_the_unconditional_ones_are_asked() -> None:
    form = _of(
        _row(1, "Tờ khai hải quan: 02 bản chính", originals=0),
        _row(2, "Hóa đơn thương mại (nếu có): 01 bản chụp", originals=0),
    )

    assert _required(form) == ["d1"]


def test_a_row_that_lists_several_papers_is_asked_whatever_its_end_says() -> None:
    form = _of(_row(1, "Tờ trình đề nghị phê duyệt; báo cáo tổng hợp; văn bản khác nếu có"))

    assert _required(form) == ["d1"]


def test_what_is_only_shown_or_is_no_paper_or_one_of_alternatives_is_never_forced() -> None:
    shown = _of(_row(1, "Xuất trình thẻ căn cước"))
    if_any = _of(_row(1, "Giấy tờ kèm theo, nếu có"))
    nothing = _of(_row(1, "Do Ủy ban nhân dân cấp tỉnh quy định", originals=0))
    either = _of(
        _row(1, "Văn bản của Đoàn luật sư đối với trường hợp xóa tên"),
        _row(2, "Văn bản của cơ quan khác đối với trường hợp bị thu hồi"),
    )

    for form in (shown, if_any, nothing, either):
        assert _required(form) == []


def test_what_asks_for_a_paper_already_is_read_as_before() -> None:
    form = _of(
        _row(1, "Tờ khai"),
        _row(2, "Đối với người được ủy quyền: văn bản ủy quyền"),
        _row(3, "Đối với người nước ngoài: hộ chiếu"),
    )

    assert "case" not in form.fields
    assert _required(form) == ["d1"]
