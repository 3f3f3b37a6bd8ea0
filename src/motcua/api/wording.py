"""What is wrong with a body or a parameter: where (JSON pointer) and in which Vietnamese words."""

from collections.abc import Mapping
from typing import Any

from motcua.api.act_schemas import SCHEMAS

_SAID = {
    "missing": "Thiếu mục này",
    "extra_forbidden": "Không có mục này",
    "model_type": "Phải là một đối tượng JSON",
    "model_attributes_type": "Phải là một đối tượng JSON",
    "dict_type": "Phải là một đối tượng JSON",
    "list_type": "Phải là một danh sách",
    "string_type": "Phải là chữ",
    "string_unicode": "Có ký tự không đọc được",
    "string_pattern_mismatch": "Có ký tự không dùng được",
    "string_too_short": "Ngắn quá, cần ít nhất {min_length} ký tự",
    "string_too_long": "Dài quá, tối đa {max_length} ký tự",
    "too_short": "Cần ít nhất {min_length}",
    "too_long": "Tối đa {max_length}",
    "int_type": "Phải là số nguyên",
    "int_parsing": "Phải là số nguyên",
    "int_parsing_size": "Số lớn quá",
    "int_from_float": "Phải là số nguyên",
    "greater_than_equal": "Ít nhất là {ge}",
    "less_than_equal": "Nhiều nhất là {le}",
    "literal_error": "Chọn một trong: {expected}",
    "enum": "Chọn một trong: {expected}",
    "union_tag_invalid": "Không có việc này; chọn một trong: {expected_tags}",
    "union_tag_not_found": "Cho biết việc cần làm (act)",
}
_ABOUT_THE_TAG = {"union_tag_invalid", "union_tag_not_found"}


def field_error(error: Mapping[str, Any]) -> dict[str, str]:
    """One of ninja's errors as `{field, message}`."""
    return {"field": _pointer(error), "message": _message(error)}


def _message(error: Mapping[str, Any]) -> str:
    said = _SAID.get(error["type"], "Chưa đúng")
    facts = {key: str(value) for key, value in error.get("ctx", {}).items()}
    return said.format_map(facts).replace(" or ", " hoặc ")


def _pointer(error: Mapping[str, Any]) -> str:
    """Ninja puts the source first, then the name of the body's argument, then an act's name."""
    source, *steps = map(str, error["loc"])
    if source == "body":
        steps = _within_body(steps[1:])
        if error["type"] in _ABOUT_THE_TAG:
            steps = ["act"]
    return "".join(f"/{_escaped(step)}" for step in steps)


def _within_body(steps: list[str]) -> list[str]:
    return steps[1:] if steps and steps[0] in SCHEMAS else steps


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")
