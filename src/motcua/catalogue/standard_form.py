"""The standard form of any procedure: applicant, request, one upload per required document.

So any procedure can be offered online at once (design: Standard form); a hand-made form replaces
it. It knows neither agencies nor services.
"""

from collections.abc import Iterator

from motcua.catalogue import papers
from motcua.catalogue.applicant_page import EXAMPLE_ADDRESS, applicant_fields
from motcua.catalogue.asked_papers import Asked, asked_papers
from motcua.catalogue.content import Channel, ProcedureContent, Requirement
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries import content_of
from motcua.core.conditions import Compare, Condition, Op
from motcua.eforms.definitions import Field, FieldType, Form, Option, Page, sound
from motcua.eforms.versions import load

LONGEST_TITLE = 300
OTHER_CASE, NO_CASE = "other", "Không thuộc trường hợp nào ở trên"
ANY_PAPERS = "d0"


def form_key(code: str) -> str:
    """The key of the standard form of a procedure."""
    return f"standard:{code}"


def standard_form(content: ProcedureContent) -> Form:
    """The standard form. Always sound: what cannot be asked is left out or optional."""
    asked = asked_papers(content.documents)
    return sound(
        Form(
            key=form_key(content.code),
            title=papers.shortened(content.name, LONGEST_TITLE),
            pages=(
                Page("applicant", "Người nộp hồ sơ", tuple(applicant_fields(content))),
                Page("request", "Nội dung đề nghị", tuple(_request(content, asked.cases))),
                Page(
                    "papers",
                    "Giấy tờ kèm theo",
                    tuple(_papers(asked)),
                    help="Tải lên ảnh chụp rõ nét hoặc bản quét của từng giấy tờ.",
                ),
            ),
        )
    )


def form_for(procedure: Procedure) -> Form:
    """The form that the procedure would be offered with: the hand-made one, else the standard one.

    Load the procedure with `current` and `form`.
    """
    return load(procedure.form) if procedure.form else standard_form(content_of(procedure))


def _request(content: ProcedureContent, cases: tuple[str, ...]) -> Iterator[Field]:
    if cases:
        yield _case(cases)
    yield Field(
        name="request",
        type=FieldType.TEXTAREA,
        label="Nội dung đề nghị",
        help="Ghi ngắn gọn việc ông/bà đề nghị cơ quan giải quyết.",
        required=True,
        example="Đề nghị cơ quan giải quyết theo hồ sơ kèm theo.",
        max=5000,
    )
    yield Field(
        name="return_method",
        type=FieldType.CHOICE,
        label="Ông/bà nhận kết quả bằng cách nào?",
        required=True,
        example="counter",
        options=tuple(_return_methods(content)),
    )
    if Channel.POST in content.channels:
        yield Field(
            name="return_address",
            type=FieldType.ADDRESS,
            label="Địa chỉ nhận kết quả qua bưu chính",
            required=True,
            example=EXAMPLE_ADDRESS,
            when=_is("return_method", "post"),
        )


def _case(cases: tuple[str, ...]) -> Field:
    """Which case it is; labels that are alike after cutting keep their number."""
    labels: dict[str, str] = {}
    for at, case in enumerate(cases, start=1):
        short = papers.shortened(case.strip(" -–+*•:"), papers.LONGEST_LABEL) or f"Trường hợp {at}"
        taken = short in (*labels.values(), NO_CASE)
        labels[f"c{at}"] = f"({at}) {short}" if taken else short
    options = [Option(value, label) for value, label in labels.items()]
    return Field(
        name="case",
        type=FieldType.CHOICE,
        label="Hồ sơ của ông/bà thuộc trường hợp nào?",
        help="Mỗi trường hợp cần giấy tờ khác nhau.",
        required=True,
        example="c1",
        options=(*options, Option(OTHER_CASE, NO_CASE)),
    )


def _return_methods(content: ProcedureContent) -> Iterator[Option]:
    yield Option("counter", "Đến nhận tại bộ phận một cửa")
    if Channel.POST in content.channels:
        yield Option("post", "Qua dịch vụ bưu chính, người nhận trả cước")
    if content.online_return:
        yield Option("online", "Bản điện tử, xem trên trang này")


def _papers(asked: Asked) -> Iterator[Field]:
    for paper in asked.papers:
        yield _upload(paper, asked)
    if not asked.papers:
        yield Field(
            name=ANY_PAPERS,
            type=FieldType.DOCUMENT,
            label="Giấy tờ của hồ sơ",
            help="Tải lên các giấy tờ nêu ở phần “Thành phần hồ sơ” của thủ tục, nếu có.",
        )


def _upload(paper: Requirement, asked: Asked) -> Field:
    optional = paper.id not in asked.required
    number = asked.cases.index(paper.case) + 1 if paper.case in asked.cases else 0
    return Field(
        name=paper.id,
        type=FieldType.DOCUMENT,
        label=papers.label(paper),
        help=" ".join(_upload_help(paper, optional=optional, heading=not number)),
        required=not optional,
        when=_is("case", f"c{number}") if number else None,
    )


def _upload_help(paper: Requirement, *, optional: bool, heading: bool) -> Iterator[str]:
    whole = papers.full_name(paper)
    if papers.label(paper) != whole:
        yield whole + "."
    if heading and papers.is_case(paper.case):
        yield papers.shortened(paper.case.strip(" -–+*•:"), 500) + "."
    wanted = [
        f"{count} {what}"
        for count, what in ((paper.originals, "bản chính"), (paper.copies, "bản sao"))
        if count
    ]
    if wanted:
        yield f"Số lượng theo quy định: {', '.join(wanted)}."
    if papers.is_shown_only(paper):
        yield "Giấy tờ này chỉ cần xuất trình; không bắt buộc tải lên."
    elif optional:
        yield "Chỉ nộp nếu có, hoặc nếu ông/bà thuộc trường hợp này."


def _is(field: str, value: str) -> Condition:
    return Compare(field, Op.EQ, value)
