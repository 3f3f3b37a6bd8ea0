"""Made-up examples for the gallery: people, codes and telephone numbers are invented."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from motcua.core.moments import VIETNAM
from motcua.core.sayings import Due, DueKind

DUES = [
    Due(DueKind.OK, "còn 5 ngày 4 giờ làm việc"),
    Due(DueKind.SOON, "còn 1 ngày 3 giờ làm việc"),
    Due(DueKind.TODAY, "hôm nay, trước 16 giờ 30"),
    Due(DueKind.LATE, "quá hạn 1 ngày"),
    Due(DueKind.PAUSED, "tạm dừng, còn 4 ngày làm việc"),
    Due(DueKind.DONE, "xong sớm 1 ngày"),
]
TAGS = [
    ("online", "Trực tuyến toàn trình"),
    ("partly", "Một phần"),
    ("counter", "Tại quầy"),
    ("ok", "Không phải nộp"),
    ("info", "mới"),
    ("wait", "chưa trả"),
    ("bad", "1 ảnh cần chụp lại"),
]
FACTS = [
    {
        "icon": "online",
        "label": "Làm trên mạng",
        "value": "Được, toàn trình",
        "note": "không phải đến quầy",
    },
    {"icon": "clock", "label": "Bao lâu", "value": "3 ngày làm việc"},
    {"icon": "money", "label": "Phí", "value": "Miễn phí", "note": "bản sao: 8.000 đ mỗi bản"},
    {"icon": "paper", "label": "Giấy tờ", "value": "1 giấy", "note": "giấy chứng sinh"},
]
ROWS = [
    {"label": "Họ, chữ đệm, tên", "text": "Nguyễn Minh An", "change_url": "#tom-tat"},
    {
        "label": "Cha",
        "text": "Nguyễn Văn Hải, sinh 1996",
        "source": "Từ Cơ sở dữ liệu quốc gia về dân cư",
        "change_url": "#tom-tat",
    },
    {"label": "Dân tộc của mẹ", "text": "Kinh", "changed": True, "change_url": "#tom-tat"},
    {"label": "Giờ sinh", "text": ""},
]
TASKS = [
    {"label": "Người đi đăng ký", "url": "#cac-buoc", "state": "Xong", "kind": "ok"},
    {"label": "Trẻ được đăng ký", "url": "#cac-buoc", "state": "Đang làm", "kind": "info"},
    {"label": "Giấy tờ", "url": "#cac-buoc", "state": "Chưa làm"},
    {"label": "Xem lại và nộp", "state": "Chưa mở được"},
]
STEPS = [
    {
        "title": "Cán bộ kiểm tra",
        "text": "trả lời trong 8 giờ làm việc: nhận, hay cần bổ sung gì (nói một lần, đủ cả)",
    },
    {"title": "Lãnh đạo ký, trả kết quả", "text": "bản điện tử trong tài khoản, hoặc tại quầy"},
]
CRUMBS = [{"url": "#duong-dan", "label": "Trang chủ"}, {"url": "#duong-dan", "label": "Hộ tịch"}]


def _at(hour: int, minute: int) -> datetime:
    return datetime(2026, 12, 1, hour, minute, tzinfo=VIETNAM)


TIMELINE = [
    {"sentence": "Đã nộp trên mạng", "at": _at(9, 12), "state": "done"},
    {
        "sentence": "Cán bộ một cửa đã kiểm tra",
        "who": "Chị Trần Thị Lan, phường Võ Cường",
        "at": _at(10, 5),
        "state": "done",
    },
    {
        "sentence": "Đang chờ ông/bà bổ sung",
        "at": _at(10, 5),
        "state": "now",
        "due": Due(DueKind.PAUSED, "tạm dừng, còn 4 giờ làm việc"),
    },
    {"sentence": "Thẩm định", "who": "Công chức tư pháp – hộ tịch", "state": "next"},
    {"sentence": "Trả kết quả", "state": "next"},
]
PAPERS: list[dict[str, Any]] = [
    {
        "id": "d1",
        "name": "Giấy chứng sinh",
        "hint": "Do cơ sở y tế cấp, 1 bản chính",
        "kind": "bad",
        "state": "1 ảnh cần chụp lại",
        "upload_url": "#giay-d1",
        "files": [
            {"name": "chung-sinh-1.jpg", "note": "1,8 MB · đã gửi", "remove_url": "#giay-d1"},
            {
                "name": "chung-sinh-2.jpg",
                "error": "Ảnh mờ, có thể không đọc được số: nên chụp lại ở chỗ sáng",
                "remove_url": "#giay-d1",
            },
        ],
    },
    {
        "id": "d2",
        "name": "Văn bản ủy quyền",
        "hint": "Chỉ khi nhờ người không phải ruột thịt đi nộp",
        "kind": "wait",
        "state": "Chưa gửi",
        "upload_url": "#giay-d2",
    },
    {
        "id": "d3",
        "name": "Căn cước của cha và mẹ",
        "hint": "Lấy từ Cơ sở dữ liệu quốc gia về dân cư",
        "kind": "ok",
        "state": "Không phải nộp",
    },
]
REFUSED = {
    "id": "d9",
    "name": "Giấy tờ gửi lỗi",
    "hint": "Mỗi tệp có lời riêng khi không nhận được",
    "kind": "wait",
    "state": "Chưa gửi",
    "upload_url": "#giay-d9",
}
LIMIT = "JPG, PNG, HEIC, WebP hoặc PDF, mỗi tệp không quá 10 MB"
ERRORS = [
    {"anchor": "ngay", "message": "Tháng 11 chỉ có 30 ngày: xem lại ngày sinh"},
    {"anchor": "noi-1", "message": "Chọn nơi sinh của trẻ"},
    {"anchor": "tep-d9", "message": "Tệp .docx không xem được ở đây: gửi ảnh hoặc PDF"},
]
WHEN = '{"field": "noi", "op": "eq", "value": "csyt"}'


class ExampleForm(forms.Form):
    """Every kind of control that ordinary forms use, drawn by the one field template."""

    name = forms.CharField(label="Họ, chữ đệm, tên", help_text="Như ghi trên căn cước")
    email = forms.EmailField(label="Thư điện tử", required=False)
    channel = forms.ChoiceField(
        label="Nhận tin qua",
        choices=[("sms", "Tin nhắn"), ("email", "Thư điện tử")],
        widget=forms.RadioSelect,
        help_text="Chọn một cách",
    )
    place = forms.ChoiceField(label="Nơi nhận", choices=[("", "Chọn nơi"), ("1", "Tại quầy")])
    note = forms.CharField(label="Lời nhắn", widget=forms.Textarea, required=False)
    pledge = forms.BooleanField(label="Tôi cam đoan những điều khai trên là đúng")


@dataclass(frozen=True)
class QueueRow:
    """A row of the desk's queue, as the gallery shows it."""

    name: str
    code: str
    service: str
    icon: str
    channel: str
    step: str
    due: Due


QUEUE = [
    QueueRow("Vũ Đức Thịnh", "261126-0019", "Kết hôn", "online", "Mạng", "Trình ký", DUES[3]),
    QueueRow("Lý Thị Phượng", "261201-0009", "Khai sinh", "counter", "Quầy", "Thẩm định", DUES[2]),
    QueueRow("Trịnh Xuân Ổn", "261201-0014", "Khai tử", "online", "Mạng", "Mới đến", DUES[1]),
    QueueRow("Mai Thị Quế", "261125-0003", "Khai sinh", "post", "Bưu chính", "Chờ dân", DUES[4]),
]


def public() -> dict[str, Any]:
    """The citizen's parts in their states."""
    return {
        **{"dues": DUES, "tags": TAGS, "facts": FACTS, "rows": ROWS, "tasks": TASKS},
        **{"steps": STEPS, "timeline": TIMELINE, "papers": PAPERS, "limit": LIMIT},
        **{"crumbs": CRUMBS, "when": WHEN, "example_form": ExampleForm()},
    }


def refused() -> dict[str, Any]:
    """A page that was sent with errors: everything typed is still there."""
    form = ExampleForm({"name": "Lý Thị Phượng", "email": "phuong@", "note": "Gọi sau 17 giờ"})
    return {"errors": ERRORS, "paper": REFUSED, "limit": LIMIT, "example_form": form}


SAID = (
    {
        "who": "Nguyễn Văn Hải",
        "text": "Giấy chứng sinh tôi gửi lại ở đâu?",
        "when": "9 giờ 20, hôm nay",
        "read": "Đã đọc 9 giờ 41",
        "mine": False,
    },
    {
        "who": "Trần Thị Lan",
        "text": "Gửi ở trang bổ sung, mở từ thư vừa nhận.",
        "when": "9 giờ 45, hôm nay",
        "read": "Chưa đọc",
        "mine": True,
    },
)


def working() -> dict[str, Any]:
    """The desk's parts in their states."""
    return {"queue": QUEUE, "dues": DUES, "rows": ROWS, "said": SAID}
