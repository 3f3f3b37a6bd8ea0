"""What the desk says when a file's row is there and its bytes are not."""

from motcua.core.refusals import Refusal


class BytesLost(Refusal):
    """The row is there, the bytes are not."""

    code, status, title = "bytes-lost", 404, "Không thấy tệp trong kho"


def bytes_lost() -> BytesLost:
    """What happened, and whom to tell."""
    return BytesLost(
        "Tệp này không còn trong kho.",
        why="Hồ sơ vẫn ghi tệp, nhưng nội dung tệp không đọc được.",
        mend="Báo người quản trị kiểm tra kho tệp (motcua verify).",
    )
