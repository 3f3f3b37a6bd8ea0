"""Page 1 of a standard form: who applies. The names of its fields are the same in every form."""

import re
from collections.abc import Iterator

from motcua.catalogue.content import ProcedureContent
from motcua.core.conditions import Compare, Condition, Op
from motcua.core.persons import example_personal_number
from motcua.eforms.definitions import Field, FieldType, Option

EXAMPLE_ADDRESS = {"unit": "09187", "detail": "Số 12, đường Lý Thái Tổ"}
_ORGANISATION = re.compile(r"doanh nghiệp|tổ chức|hợp tác xã|cơ quan|htx|hộ kinh doanh", re.I)
_PERSON = re.compile(r"công dân|cá nhân|người|cán bộ|công chức|viên chức|hộ gia đình", re.I)
_ABROAD = re.compile(r"nước ngoài", re.I)


def applicant_fields(content: ProcedureContent) -> Iterator[Field]:
    """Who hands in, and for which organisation where organisations may apply."""
    organisations, people = _may_apply(content)
    abroad = any(_ABROAD.search(word) for word in content.applicants)
    if organisations and people:
        yield Field(
            name="applicant.kind",
            type=FieldType.CHOICE,
            label="Ông/bà nộp hồ sơ cho ai?",
            required=True,
            example="person",
            options=(
                Option("person", "Cho cá nhân"),
                Option("business", "Cho tổ chức, doanh nghiệp"),
            ),
        )
    if organisations:
        yield from _organisation(Compare("applicant.kind", Op.EQ, "business") if people else None)
    yield from _person(abroad)
    yield from _contact(abroad)


def _may_apply(content: ProcedureContent) -> tuple[bool, bool]:
    """May organisations apply, may people? Where the source is silent, both."""
    words = " ; ".join(content.applicants)
    organisations, people = bool(_ORGANISATION.search(words)), bool(_PERSON.search(words))
    return (organisations, people) if organisations or people else (True, True)


def _organisation(when: Condition | None) -> Iterator[Field]:
    yield Field(
        name="applicant.organisation",
        type=FieldType.TEXT,
        label="Tên tổ chức, doanh nghiệp",
        required=True,
        example="Công ty TNHH Thương mại Kinh Bắc",
        when=when,
        max=300,
    )
    yield Field(
        name="applicant.tax_code",
        type=FieldType.TAX_CODE,
        label="Mã số thuế",
        help="Bỏ trống nếu tổ chức chưa có mã số thuế.",
        example="9900001203",
        when=when,
    )


def _person(abroad: bool) -> Iterator[Field]:
    yield Field(
        name="applicant.name",
        type=FieldType.TEXT,
        label="Họ và tên người nộp",
        required=True,
        example="Nguyễn Thị Minh",
        max=200,
    )
    yield Field(
        name="applicant.personal_number",
        type=FieldType.PERSONAL_NUMBER,
        label="Số định danh cá nhân",
        help="12 chữ số trên thẻ căn cước."
        + (" Người nước ngoài có thể bỏ trống." if abroad else ""),
        required=not abroad,
        example=example_personal_number(),
    )


def _contact(abroad: bool) -> Iterator[Field]:
    yield Field(
        name="applicant.phone",
        type=FieldType.PHONE,
        label="Số điện thoại",
        help="Để cơ quan liên hệ khi cần.",
        required=True,
        example="0912345678",
    )
    yield Field(
        name="applicant.email",
        type=FieldType.EMAIL,
        label="Thư điện tử",
        help="Nếu có, ông/bà nhận thông báo về hồ sơ qua thư này.",
        example="minh@example.com",
    )
    yield Field(
        name="applicant.address",
        type=FieldType.ADDRESS,
        label="Nơi ở hiện tại" if not abroad else "Địa chỉ liên hệ tại Việt Nam",
        required=not abroad,
        example=EXAMPLE_ADDRESS,
    )
