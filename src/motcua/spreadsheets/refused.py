"""Refusals of a whole file; what is wrong with a single cell is a `Fault`."""

from motcua.core.refusals import Refusal

SAVE_AS = "Mở bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As) “Excel Workbook (.xlsx)”."


class SheetRefused(Refusal):
    """A file that is no table that can be read; nothing was changed."""

    code, status, title = "sheet-refused", 422, "Không đọc được bảng tính"


class SheetFaulty(Refusal):
    """Cells that cannot be taken; `facts` has `faults`. Nothing was changed."""

    code, status, title = "sheet-faulty", 422, "Bảng tính còn chỗ cần sửa"


class PlanChanged(Refusal):
    """What would be changed is no more what was shown; nothing was changed."""

    code, status, title = "plan-changed", 409, "Dữ liệu đã thay đổi từ lúc xem trước"
