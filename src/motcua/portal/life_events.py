"""Events of a life, each with the words it is searched by: the way in for who knows no name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LifeEvent:
    """Icon, name, what it brings about, and the question for the search."""

    icon: str
    name: str
    text: str
    question: str


LIFE_EVENTS = (
    LifeEvent("baby", "Sinh con", "Khai sinh, thường trú, bảo hiểm y tế cho trẻ", "khai sinh"),
    LifeEvent("heart", "Kết hôn", "Giấy xác nhận tình trạng hôn nhân, đăng ký kết hôn", "kết hôn"),
    LifeEvent("home", "Làm nhà", "Giấy phép xây dựng nhà ở, số nhà", "giấy phép xây dựng nhà ở"),
    LifeEvent("land", "Đất đai", "Cấp sổ, sang tên, tách thửa", "quyền sử dụng đất"),
    LifeEvent("shop", "Mở cửa hàng", "Hộ kinh doanh, an toàn thực phẩm", "đăng ký hộ kinh doanh"),
    LifeEvent("car", "Xe và lái xe", "Giấy phép lái xe, đăng ký xe", "giấy phép lái xe"),
    LifeEvent(
        "school", "Đi học, đi làm", "Lý lịch tư pháp, chứng thực, xác nhận", "lý lịch tư pháp"
    ),
    LifeEvent("leaf", "Người thân mất", "Khai tử, mai táng phí, thừa kế", "khai tử"),
)
OFTEN_ASKED = ("khai sinh", "lý lịch tư pháp", "mở hộ kinh doanh", "chứng thực bản sao")
