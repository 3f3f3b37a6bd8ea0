"""Made-up records of procedures, as dirty as published ones. Every sentence is our own."""

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

METHODS_HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"
TABLE_HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"

Record = dict[str, Any]


def record(code: str = "9.000001", **changes: Any) -> Record:
    """A whole and clean record: boat registration, which no ministry has published."""
    return {
        "code": code,
        "name": "Đăng ký thuyền nan đánh cá trên sông Cầu",
        "field": "Thuyền nan",
        "owner": "bo-thuyen-nan",
        "decision": "1/QĐ-BTN",
        "kind": "Loại khác",
        "levels": ["commune"],
        "applicants": ["Công dân Việt Nam", "Doanh nghiệp"],
        "authority": "Ủy ban nhân dân cấp xã",
        "performed_by": "Bộ phận một cửa",
        "coordinating": "",
        "steps": "Bước 1: mang thuyền đến bến.\nBước 2: nhận biển số thuyền.",
        "methods": [
            {"channel": "online", "time": 3, "unit": "working_day", "free": True, "note": ""},
            {"channel": "post", "time": 5, "unit": "working_day", "free": True, "note": ""},
            {"channel": "counter", "time": 3, "unit": "working_day", "free": True, "note": ""},
        ],
        "methods_text": METHODS_HEAD
        + "Trực tuyến3 Ngày làm việcMiễn phíDịch vụ bưu chính5 Ngày làm việcMiễn phí"
        + "Trực tiếp3 Ngày làm việcMiễn phí",
        "documents": [
            {"case": "", "name": "Tờ khai thuyền", "originals": 1, "copies": 0},
            {"case": "", "name": "Ảnh chụp thuyền", "originals": 0, "copies": 2},
        ],
        "documents_text": f"--{TABLE_HEAD}Tờ khai thuyền1 bản chínhẢnh chụp thuyền"
        "0 bản chính,2 bản sao",
        "legal_basis": ["1/2020/TT-BTN"],
        "conditions": "",
        "result": "Biển số thuyền",
        "url": "https://example.com/thuyen-nan",
        **changes,
    }


def line(data: Record) -> bytes:
    """The record as one line of a file."""
    return json.dumps(data, ensure_ascii=False).encode() + b"\n"


def write(path: Path, lines: Iterable[Record | bytes]) -> Path:
    """A file of these records, and of raw lines; gzip when its name ends in .gz."""
    raw = b"".join(one if isinstance(one, bytes) else line(one) for one in lines)
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


def dirty() -> Sequence[Record]:
    """Records with each kind of dirt that published ones have."""
    return [
        record("9.000010", methods=[], methods_text="Nộp ở bến, hỏi người lái đò."),
        record("9.000011", methods=[], methods_text="", documents=[], documents_text="--"),
        record("9.000012", methods=_UNIT_LOST, methods_text=_UNIT_LOST_TEXT),
        record("9.000013", methods=_TWO_LIMITS, methods_text=_TWO_LIMITS_TEXT),
        record("9.000014", documents=_SPLIT, documents_text=_SPLIT_TEXT),
        record("9.000015", documents=_ONE_CASE_FOR_ALL, documents_text=_TWO_CASES_TEXT),
        record("9.000016", documents=[], documents_text="Mang theo mái chèo.", applicants=[]),
        record("9.000017", name="Đăng ký " + "rất dài " * 200, levels=["other"]),
        record("9.000018", applicants=["Doanh nghiệp"], documents=_NOTES, documents_text=""),
        record("9.000019", documents=_LONG, documents_text="", applicants=["Người nước ngoài"]),
        record("9.000020", documents=_SAME_BEGINNING, documents_text=""),
    ]


_UNIT_LOST = [
    {"channel": "online", "time": 1100, "unit": None, "free": False, "note": "VNĐ"},
    {"channel": "counter", "time": 4, "unit": None, "free": True, "note": ""},
]
_UNIT_LOST_TEXT = METHODS_HEAD + "Trực tuyến1100 VNĐTrực tiếp4Miễn phí"
_TWO_LIMITS = [
    {"channel": "counter", "time": 2, "unit": "day", "free": True, "note": "Thuyền mới"},
    {"channel": "counter", "time": 30, "unit": "day", "free": True, "note": "Thuyền cũ"},
]
_TWO_LIMITS_TEXT = (
    METHODS_HEAD + "Trực tiếp2 NgàyMiễn phíThuyền mớiTrực tiếp30 NgàyMiễn phíThuyền cũ"
)
_SPLIT = [
    {"case": "", "name": "Giấy mua nan tre", "originals": 1, "copies": 0},
    {"case": "", "name": "có chữ ký người bán.", "originals": 0, "copies": 1},
]
_SPLIT_TEXT = (
    f"--{TABLE_HEAD}Giấy mua nan tre1 bản chínhBản sao hợp đồng hoặc bản sao "
    "có chữ ký người bán.0 bản chính,1 bản sao"
)
_ONE_CASE_FOR_ALL = [
    {"case": "Trường hợp thuyền mới", "name": "Tờ khai A", "originals": 1, "copies": 0},
    {"case": "Trường hợp thuyền mới", "name": "Tờ khai B", "originals": 1, "copies": 0},
    {"case": "Trường hợp thuyền mới", "name": "Căn cước", "originals": 1, "copies": 0},
]
_TWO_CASES_TEXT = (
    f"Trường hợp thuyền mới:{TABLE_HEAD}Tờ khai A1 bản chính"
    f"Trường hợp thuyền cũ:{TABLE_HEAD}Tờ khai B1 bản chính"
    f"* Giấy tờ phải xuất trình:{TABLE_HEAD}Căn cước1 bản chính"
)
_NOTES = [
    {"case": "", "name": "- Tờ khai theo mẫu;To khai.docx", "originals": 1, "copies": 0},
    {"case": "", "name": "Bằng lái thuyền (nếu có)", "originals": None, "copies": None},
    {"case": "", "name": "Không", "originals": 0, "copies": 0},
    {"case": "", "name": "Giấy tờ phải nộp:", "originals": 0, "copies": 0},
]
_LONG = [{"case": "", "name": "Bản vẽ " + "khoang thuyền và " * 300, "originals": 9, "copies": 9}]
_CASE = (
    "Trường hợp thuyền đi từ bến này sang bến kia rồi lại quay về bến cũ trong cùng một ngày " * 3
)
_SAME_BEGINNING = [
    {"case": _CASE + "một", "name": "Tờ khai", "originals": 1, "copies": 0},
    {"case": _CASE + "hai", "name": "Tờ khai", "originals": 1, "copies": 0},
    {"case": "", "name": "Căn cước", "originals": 1, "copies": 0},
]
