"""A line is taken only if its shape is right; what is wrong is said with its cure."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.reading.records import BrokenRecord, read_record
from tests.catalogue.records import line, record


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"{not json}\n", "JSON"),
        (b'["a list"]\n', "đối tượng"),
        (b"\xff\xfe\x00\n", "UTF-8"),
        (b'{"name": "Thuy"}\n', "mã"),
        (line(record(code="")), "mã"),
        (line(record(code="có dấu / cách")), "không đúng dạng"),
        (line(record(name="")), "tên"),
        (line(record(name=7)), "“name” không phải chữ"),
        (line(record(levels="commune")), "“levels” không phải danh sách"),
        (line(record(methods=[3])), "“methods”"),
        (line(record(methods=[{"time": 3}])), "thiếu “channel”"),
        (line(record(methods=[{"channel": "post", "time": "ba"}])), "methods.time"),
        (line(record(methods=[{"channel": "post", "free": "yes"}])), "methods.free"),
        (line(record(documents=[{"name": "A", "originals": 1.5}])), "documents.originals"),
        (line(record(documents=[{"name": "A", "copies": -1}])), "documents.copies"),
        (line(record(online_return="có")), "online_return"),
    ],
)
def test_a_broken_line_says_what_is_wrong_and_how_to_mend_it(raw: bytes, what: str) -> None:
    with pytest.raises(BrokenRecord) as broken:
        read_record(raw)
    assert what in broken.value.what
    assert broken.value.mend


def test_a_broken_line_with_a_code_is_named_by_it() -> None:
    with pytest.raises(BrokenRecord) as broken:
        read_record(line(record("9.000042", steps=[])))
    assert broken.value.code == "9.000042"


def test_text_is_composed_unicode_without_what_no_database_takes() -> None:
    decomposed = unicodedata.normalize("NFD", "Đăng ký thuyền")
    read = read_record(line(record(name=f" {decomposed}\x00 ", steps="nửa cặp")))
    assert read.name == "Đăng ký thuyền"
    raw = line(record(steps="X")).replace(b'"X"', b'"a\\ud800b"')
    assert read_record(raw).steps == "ab"


def test_what_is_left_out_or_null_is_empty_and_unknown_keys_are_named() -> None:
    read = read_record(line({"code": "9.1", "name": "Thuyền", "steps": None, "màu": "xanh"}))
    assert (read.steps, read.methods, read.unknown) == ("", (), ("màu",))


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(key=st.sampled_from(sorted(record())), value=_json)
def test_whatever_stands_under_a_key_is_taken_or_refused_with_a_cure(key: str, value: Any) -> None:
    try:
        read_record(line(record(**{key: value})) if key != "code" else line(record(value)))
    except BrokenRecord as broken:
        assert broken.what and broken.mend
