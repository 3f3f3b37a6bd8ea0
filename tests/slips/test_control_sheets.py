"""The control sheet: each handing over with its result, off the journal; PDF and spreadsheet."""

from datetime import datetime, timedelta
from io import BytesIO
from itertools import chain

import pikepdf
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from motcua.core.moments import VIETNAM
from motcua.core.refusals import NotAllowed
from motcua.core.states import Outcome
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.slips import control_sheets, issuing
from motcua.slips.queries import in_force, slips_of
from tests.cast import Cast
from tests.slips.conftest import slips_after
from tests.slips.reading import bytes_of, text_of
from tests.slips.test_every_slip import scanned

OLD = datetime(2025, 9, 8, 9, 0, tzinfo=VIETNAM)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def returned(cast: Cast, at: datetime) -> Dossier:
    """Monday 9:00 in, 10:00 accepted, Thursday 10:00 handed on, 11:00 signed, 14:00 given."""
    dossier = acts.accept(cast.submitted(at=at), by=cast.desk, at=at + HOUR)
    dossier = acts.advance(dossier, by=cast.handling, at=at + 3 * DAY + HOUR)
    dossier = acts.decide(
        dossier, by=cast.head, at=at + 3 * DAY + 2 * HOUR, outcome=Outcome.GRANTED
    )
    return acts.return_result(dossier, by=cast.desk, at=at + 3 * DAY + 5 * HOUR, way="counter")


def test_it_is_made_when_the_dossier_is_over_and_tells_every_handing_over(cast: Cast) -> None:
    sheet = slips_after(returned(cast, cast.at))["control_sheet"]

    givers = [(row[1], row[2], row[4]) for row in sheet.content["table"]]
    assert givers == [
        ("Người nộp", "Tiếp nhận: Trần Thị Lan", ""),
        ("Tiếp nhận: Trần Thị Lan", "Thẩm định hồ sơ: Lê Thị Yến", "Đúng hạn"),
        ("Thẩm định hồ sơ: Lê Thị Yến", "Ký duyệt kết quả: Phạm Văn Sơn", "Quá hạn"),
        ("Ký duyệt kết quả: Phạm Văn Sơn", "Trả kết quả: Trần Thị Lan", "Trước hạn"),
        ("Trả kết quả: Trần Thị Lan", "Người nộp", ""),
    ]
    assert sheet.content["table"][2][5] == "quá 9,5\u00a0giờ làm việc"


def test_the_page_says_what_the_table_says(cast: Cast) -> None:
    sheet = slips_after(returned(cast, cast.at))["control_sheet"]

    text = text_of(bytes_of(sheet))

    for cell in (*sheet.content["columns"], *chain(*sheet.content["table"])):
        assert " ".join(cell.split()) in text
    for words in ("Số: 01/PKS-BPTNTKQ", "Mẫu số 06, Thông tư 03/2025/TT-VPCP", "Cơ quan phối hợp"):
        assert words in text


@pytest.mark.parametrize(
    ("old", "no", "edges"), [(True, "05", [148, 210]), (False, "06", [210, 297])]
)
def test_form_and_paper_are_those_of_the_day(
    cast: Cast, client: Client, old: bool, no: str, edges: list[int]
) -> None:
    sheet = slips_after(returned(cast, OLD if old else cast.at))["control_sheet"]
    made = bytes_of(sheet)

    with pikepdf.open(BytesIO(made)) as document:
        found = [round(float(edge) * 25.4 / 72) for edge in document.pages[0].mediabox[2:]]
    assert (sheet.form, found) == (no, edges)
    page = client.get(scanned(made)).content.decode()
    assert "Phiếu kiểm soát quá trình giải quyết hồ sơ" in page
    assert "Trần Thị Lan" not in page


def test_asked_for_it_is_drawn_up_as_of_now_and_replaces_the_one_before(cast: Cast) -> None:
    dossier = cast.accepted()
    first = issuing.draw_up_control_sheet(dossier, by=cast.desk, at=cast.at + HOUR)
    again = issuing.draw_up_control_sheet(dossier, by=cast.desk, at=cast.at + 2 * HOUR)
    dossier = acts.advance(dossier, by=cast.handling, at=cast.at + 3 * HOUR)
    later = issuing.draw_up_control_sheet(dossier, by=cast.head, at=cast.at + 4 * HOUR)

    assert [(one.number, one.edition) for one in (first, again, later)] == [(1, 1), (1, 2), (2, 1)]
    assert first.content["number"] == again.content["number"] == "Số: 01/PKS-BPTNTKQ"
    assert later.content["number"] == "Số: 02/PKS-BPTNTKQ"
    assert in_force(slips_of(dossier)) == [later]


def test_as_a_spreadsheet_it_says_the_same_and_runs_nothing(cast: Cast) -> None:

    sheet = slips_after(returned(cast, cast.at))["control_sheet"]
    sheet.content["table"][0][1] = "=1+1"

    with control_sheets.spreadsheet(sheet) as file:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()

    table = [row[:6] for row in rows[-len(sheet.content["table"]) :]]
    assert table[0][1] == "'=1+1"
    assert table[1:] == sheet.content["table"][1:]
    assert sheet.content["columns"] in [row[:6] for row in rows]


def test_officers_elsewhere_draw_up_none(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        issuing.draw_up_control_sheet(cast.accepted(), by=cast.stranger, at=cast.at)
