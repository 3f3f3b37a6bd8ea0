"""Ways to hand in, time limits and fees are read from dirty text, and doubts are said."""

from decimal import Decimal
from typing import Any

import pytest

from motcua.catalogue.content import Channel, Method
from motcua.catalogue.reading.methods import read_methods
from motcua.catalogue.reading.records import RawRecord, read_record
from motcua.core.deadlines import TimeLimit, TimeUnit
from tests.catalogue.records import METHODS_HEAD, line, record


def _limit(value: int | str, unit: TimeUnit) -> TimeLimit:
    return TimeLimit(Decimal(value), unit)


def _raw(text: str, methods: list[dict[str, Any]] | None = None) -> RawRecord:
    body = METHODS_HEAD + text if text else ""
    return read_record(line(record(methods_text=body, methods=methods or [])))


def _read(text: str) -> tuple[Method, ...]:
    return read_methods(_raw(text))[0]


def _doubts(text: str, methods: list[dict[str, Any]] | None = None) -> str:
    return " ".join(remark.what for remark in read_methods(_raw(text, methods))[1])


def test_glued_rows_come_apart_with_channel_limit_and_fee() -> None:
    online, counter = _read(
        "Trực tuyến3 Ngày làm việcMiễn phí(Theo lệ làng)Nộp ở bếnTrực tiếp1.5 Ngày50,000 VNĐ"
    )
    assert (online.channel, online.limit) == (Channel.ONLINE, _limit(3, TimeUnit.WORKING_DAY))
    assert (online.free, online.fee, online.fee_text) == (True, 0, "Theo lệ làng")
    assert online.note == "Nộp ở bến"
    assert (counter.limit, counter.fee) == (_limit("1.5", TimeUnit.DAY), 50_000)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Ngày làm việc", TimeUnit.WORKING_DAY),
        ("Ngày", TimeUnit.DAY),
        ("Giờ làm việc", TimeUnit.WORKING_HOUR),
        ("Giờ", TimeUnit.HOUR),
        ("Tháng", TimeUnit.MONTH),
    ],
)
def test_every_unit_of_the_source_is_known(words: str, unit: TimeUnit) -> None:
    (method,) = _read(f"Trực tiếp2 {words}Miễn phí")
    assert method.limit == _limit(2, unit)


def test_a_number_that_lost_its_unit_is_no_limit_and_is_said() -> None:
    text = "Trực tuyến1100 VNĐTrực tiếp4Miễn phí"
    assert [method.limit for method in _read(text)] == [None, None]
    assert "4 không ghi đơn vị" in _doubts(text)


def test_a_lost_unit_is_taken_from_the_description_that_repeats_the_number() -> None:
    text = "Trực tiếp4Miễn phíTrong 04 ngày làm việc kể từ ngày nhận đủ hồ sơ"
    (method,) = _read(text)
    assert method.limit == _limit(4, TimeUnit.WORKING_DAY)
    assert "lấy theo phần mô tả" in _doubts(text)


def test_without_a_number_only_a_lone_limit_at_the_beginning_is_believed() -> None:
    said = "Trực tiếpKhông có thông tinMiễn phí15 (mười lăm) ngày kể từ ngày nhận đủ hồ sơ"
    assert _read(said)[0].limit == _limit(15, TimeUnit.DAY)
    assert _read(said + "; kiểm tra trong 3 ngày làm việc")[0].limit is None
    assert _read("Trực tiếpKhông có thông tinMiễn phíHỏi sau 15 ngày nữa")[0].limit is None


def test_rows_without_time_are_ways_to_hand_in_all_the_same() -> None:
    (method,) = _read("Trực tiếpKhông có thông tinKhông có thông tinNộp ở bến")
    assert (method.channel, method.limit, method.free, method.fee) == (
        Channel.COUNTER,
        None,
        None,
        None,
    )
    assert method.note == "Nộp ở bến"


def test_text_that_is_no_table_is_said_not_to_be_understood() -> None:
    assert _read("Hỏi người lái đò") == ()
    assert "Không đọc được cách thức" in _doubts("Hỏi người lái đò")
    assert "Nguồn không ghi cách thức" in _doubts("")


def test_several_limits_by_one_channel_are_kept_and_said() -> None:
    text = "Trực tiếp2 NgàyMiễn phíTrực tiếp30 NgàyMiễn phí"
    assert [method.limit and method.limit.value for method in _read(text)] == [2, 30]
    assert "nhiều thời hạn" in _doubts(text)


def test_the_list_is_used_where_there_is_no_text() -> None:
    listed = [
        {"channel": "post", "time": 0, "unit": "at_once", "fee": 8000},
        {"channel": "mo", "time": 2, "unit": "ngày", "free": False, "note": "Đi đò"},
    ]
    (post, strange) = read_methods(_raw("", listed))[0]
    assert (post.limit, post.fee, post.free) == (_limit(0, TimeUnit.AT_ONCE), 8000, False)
    assert (strange.channel, strange.limit) == (Channel.OTHER, _limit(2, TimeUnit.DAY))
    assert (strange.free, strange.note) == (False, "Đi đò")
    assert "“mo” chưa có trong danh mục" in _doubts("", listed)


def test_a_list_longer_than_what_the_text_gives_is_kept_whole() -> None:
    listed = [{"channel": "post"}, {"channel": "counter"}]
    assert len(read_methods(_raw("Trực tiếp2 NgàyMiễn phí", listed))[0]) == 2
