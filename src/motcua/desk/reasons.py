"""Why somebody came to the counter for something that can be done online; asked, never forced."""

REASONS = (
    ("unaware", "Không biết làm được trên mạng"),
    ("no_device", "Không có tài khoản, thiết bị"),
    ("form_hard", "Biểu mẫu khó"),
    ("needs_help", "Cần người giúp"),
    ("originals", "Phải đối chiếu bản chính"),
    ("cash", "Trả tiền mặt"),
    ("no_trust", "Chưa tin"),
    ("told_paper", "Cán bộ bảo nộp giấy"),
    ("on_the_way", "Tiện đường, hỏi cho nhanh"),
    ("not_asked", "Không hỏi được"),
)


def known(value: str) -> str:
    """The reason that was tapped; nothing for a value that is none of them."""
    return value if value in dict(REASONS) else ""
