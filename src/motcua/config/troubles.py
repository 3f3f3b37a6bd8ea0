"""What stopped a command, as a sentence for whoever typed it: what happened, what to do now."""

import re

from django.db.utils import Error as DatabaseTrouble

from motcua.core.refusals import Refusal

EXPECTED = (Refusal, OSError, DatabaseTrouble)
_NO_TABLES = re.compile(r"no such (table|column)|relation .* does not exist|column .* does not")
_NOT_FOUND, _NOT_ALLOWED = "không có tệp hay thư mục này", "không có quyền"


def sentence(trouble: Exception) -> str:
    """One or more sentences in Vietnamese; passwords are never in them."""
    if isinstance(trouble, Refusal):
        return trouble.sentence
    if isinstance(trouble, OSError):
        return _of_the_system(trouble)
    return _of_the_database(str(trouble))


def _of_the_system(trouble: OSError) -> str:
    known = {FileNotFoundError: _NOT_FOUND, PermissionError: _NOT_ALLOWED}
    why = known.get(type(trouble)) or trouble.strerror or str(trouble)
    where = f"{trouble.filename}: " if trouble.filename else ""
    return f"{where}{why}. Xem lại đường dẫn, quyền và chỗ trống trên đĩa, rồi chạy lại."


def _of_the_database(said: str) -> str:
    first = said.strip().split("\n", 1)[0]
    if _NO_TABLES.search(said):
        return f"Cơ sở dữ liệu chưa có đủ bảng ({first}). Chạy: motcua manage migrate"
    if "locked" in said:
        return f"Cơ sở dữ liệu đang bận quá lâu ({first}). Chờ việc đang chạy xong rồi chạy lại."
    return f"Không dùng được cơ sở dữ liệu: {first}. Xem lại DATABASE_URL và MOTCUA_DATA."
