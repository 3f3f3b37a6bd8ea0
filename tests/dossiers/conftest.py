"""The cast, for every test of the heart."""

import pytest

from motcua.catalogue import offers
from motcua.eforms import versions
from motcua.eforms.definitions import form_from_json
from tests import cast as people

# A permanent address is asked of those who live elsewhere, with its paper; a spouse's name of the
# married.
BRANCHING = {
    "key": "branching",
    "title": "Đăng ký có nhánh",
    "pages": [
        {
            "key": "nguoi-nop",
            "title": "Người nộp",
            "fields": [
                {"name": "applicant.name", "type": "text", "label": "Họ tên", "required": True},
                {"name": "applicant.phone", "type": "phone", "label": "Điện thoại"},
            ],
        },
        {
            "key": "noi-o",
            "title": "Nơi ở",
            "fields": [
                {
                    "name": "lives", "type": "choice", "label": "Đang ở đâu", "required": True,
                    "options": [
                        {"value": "here", "label": "Tại phường"},
                        {"value": "elsewhere", "label": "Nơi khác"},
                    ],
                },
                {
                    "name": "where", "type": "text", "label": "Nơi khác là đâu", "required": True,
                    "when": {"field": "lives", "op": "eq", "value": "elsewhere"},
                },
                {
                    "name": "proof", "type": "document", "label": "Giấy tạm trú",
                    "required": True,
                    "when": {"field": "lives", "op": "eq", "value": "elsewhere"},
                },
                {"name": "note", "type": "text", "label": "Ghi thêm"},
                {"name": "paper", "type": "document", "label": "Giấy tờ", "required": True},
            ],
        },
    ],
}  # fmt: skip


@pytest.fixture
def cast(db: None) -> people.Cast:
    """A ward with its officers, a citizen, and a service."""
    return people.make()


@pytest.fixture
def branching(cast: people.Cast) -> people.Cast:
    """The cast, and its service with a form in which one answer brings in others."""
    procedure = cast.service.procedure
    form = versions.publish(form_from_json(BRANCHING), at=cast.at)
    offers.use_form(procedure, form, at=cast.at)
    cast.service = offers.offer(procedure, agency=cast.ward, at=cast.at)
    return cast
