"""The application on paper: every answer, in the law's order, and its code leads to its page."""

from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from motcua.catalogue.models import Service
from motcua.core.moments import local_day
from motcua.documents import storage
from motcua.dossiers import acts, drafts
from motcua.dossiers.actors import Applicant
from motcua.dossiers.models import AnswerRevision, Dossier
from motcua.eforms import display, units
from motcua.eforms.examples import examples
from motcua.eforms.versions import load
from motcua.sample.agencies import load_agencies
from motcua.sample.procedures import HAND_MADE, load_offers, load_procedures
from motcua.slips import issuing
from motcua.slips.models import Slip
from motcua.slips.queries import slips_for_applicant
from tests.cast import PDF, Cast
from tests.slips.conftest import asked, slips_after, supplemented
from tests.slips.reading import text_of
from tests.slips.test_every_slip import scanned

TITLES = {
    "1.001193": ("TỜ KHAI ĐĂNG KÝ KHAI SINH", "Thông tư 04/2024/TT-BTP", "Người yêu cầu"),
    "1.001612": ("GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH", "Nghị định 168/2025/NĐ-CP", "Chủ hộ"),
    "3.000333": (
        "TỜ KHAI YÊU CẦU CẤP PHIẾU LÝ LỊCH TƯ PHÁP",
        "Mẫu số 03/2013/TT-LLTP",
        "Người khai",
    ),
}


@pytest.fixture
def sample(db: None) -> None:
    """The sample's agencies, procedures and offers."""
    at = timezone.now()
    load_agencies()
    load_procedures(at)
    load_offers(at)


def submitted(code: str) -> Dossier:
    """A dossier of this procedure, filled in with the examples of its form."""
    at = timezone.now()
    services = Service.objects.offered().select_related("procedure", "agency", "form")
    draft = drafts.start(services.filter(procedure__code=code)[0], at=at)
    form, today = drafts.form_of(draft), local_day(at)
    drafts.save(draft, examples(form.fields, today=today, unit=units.example(today)), at=at)
    for field in form.documents:
        drafts.add_document(draft, field.name, BytesIO(PDF), filename="giay.pdf", at=at)
    return acts.submit(draft, by=Applicant(secret=draft.secret), at=at, key="k")


def printed(slip: Slip, dossier: Dossier) -> bytes:
    with storage.open_bytes(issuing.file_of(slip, dossier).sha256) as file:
        return file.read()


@pytest.mark.parametrize("code", sorted(HAND_MADE))
def test_the_legal_declaration_has_its_title_instrument_promise_and_signer(
    sample: None, code: str
) -> None:
    dossier = submitted(code)
    title, instrument, signer = TITLES[code]

    text = text_of(printed(slips_after(dossier)["application"], dossier))

    for words in (title, instrument, signer, f"Kính gửi: {dossier.agency.name}"):
        assert words in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "cam đoan" in text or "cam kết" in text
    assert dossier.applicant_name in text


@pytest.mark.parametrize("code", ["1.001193", "1.001612", "3.000333", "2.000635"])
def test_every_answer_stands_on_paper_as_on_the_screen(sample: None, code: str) -> None:
    dossier = submitted(code)
    text = text_of(printed(slips_after(dossier)["application"], dossier))
    form = load(dossier.form_version)
    answers = AnswerRevision.objects.get(jurisdiction=dossier.jurisdiction, dossier=dossier)

    silent = form.layout.silent if form.layout else ()
    for section in display.rows(form, answers.answers):
        for row in section.rows:
            field = form.fields.get(row.name)
            if field is None or field.type in ("date", "document") or row.name in silent:
                continue
            said = row.text.replace(".", "") if field.type == "integer" else row.text
            assert " ".join(said.split()).casefold() in text.casefold(), row.label


def test_days_are_written_as_forms_write_them_and_in_words(sample: None) -> None:
    dossier = submitted("1.001193")
    text = text_of(printed(slips_after(dossier)["application"], dossier))

    assert "Ngày, tháng, năm sinh: ngày 15 tháng 08 năm 2025" in text
    assert "ngày mười lăm tháng tám năm hai nghìn không trăm hai mươi lăm" in text


def test_groups_are_tables_and_choices_boxes(sample: None) -> None:
    dossier = submitted("1.001612")
    text = text_of(printed(slips_after(dossier)["application"], dossier))

    assert "STT Tên ngành, nghề Mã ngành cấp 4 Là ngành chính?" in text
    assert "x Kê khai Từng lần phát sinh" in text


def test_it_is_a4_tagged_small_and_its_code_opens_a_page_without_a_person(
    sample: None, client: Client
) -> None:
    dossier = submitted("1.001193")
    slip = slips_after(dossier)["application"]
    made = printed(slip, dossier)

    page = client.get(scanned(made)).content.decode()

    with pikepdf.open(BytesIO(made)) as document:
        edges = [round(float(edge) * 25.4 / 72) for edge in document.pages[0].mediabox[2:]]
        assert edges == [210, 297]
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "vi-VN"
    assert len(made) <= 150_000
    for words in ("Tờ khai đăng ký khai sinh", dossier.code, "đang có hiệu lực"):
        assert words in page
    assert dossier.applicant_name not in page


def test_each_revision_has_its_own_and_the_applicant_sees_both(cast: Cast) -> None:
    dossier = asked(cast.submitted(), by=cast.desk, at=cast.at)
    dossier = supplemented(dossier, cast, at=timezone.now())
    slips_after(dossier)

    forms = [slip for slip in slips_for_applicant(dossier) if slip.kind == "application"]

    texts = [text_of(printed(slip, dossier)) for slip in forms]
    assert [slip.number for slip in forms] == [2, 1]
    assert "Việc cần làm: Đăng ký lần hai" in texts[0]
    assert "Việc cần làm: Xin đăng ký" in texts[1]


def test_it_is_set_when_somebody_opens_it_and_only_then(cast: Cast) -> None:
    dossier = cast.submitted()
    slip = slips_after(dossier)["application"]
    assert slip.file_id is None

    first, again = printed(slip, dossier), printed(slip, dossier)

    assert first == again


def test_answers_lie_in_one_place_alone(cast: Cast) -> None:
    slip = slips_after(cast.submitted())["application"]

    for words in ("Hoa", "Xin đăng ký", "0912"):
        assert words not in str(slip.content)


def test_answers_that_were_erased_are_not_printed(cast: Cast) -> None:
    dossier = cast.submitted()
    slip = slips_after(dossier)["application"]
    AnswerRevision.objects.filter(jurisdiction="H05", dossier=dossier).delete()

    assert "đã được xóa theo quy định lưu trữ" in text_of(printed(slip, dossier))
