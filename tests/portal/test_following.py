"""Following a dossier: by code alone without a person, by secret or account everything."""

import pytest
from django.test import Client

from motcua.core.states import State
from motcua.dossiers import access, acts, queries, worker
from motcua.dossiers.papers import papers_of
from motcua.portal.throttle import MOST
from motcua.slips.queries import slips_of
from tests.cast import Cast


def test_code_is_taken_as_people_type_it(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()

    answer = client.get("/tra-cuu/", {"code": f"  {dossier.code.lower().replace('-', ' ')} "})

    assert answer["Location"] == f"/tra-cuu/{dossier.code}/"


def test_code_alone_shows_state_service_agency_and_no_person(cast: Cast, client: Client) -> None:
    dossier = cast.accepted()

    page = client.get(f"/tra-cuu/{dossier.code}/").content.decode()

    assert "Đang giải quyết" in page
    assert "Đăng ký thử" in page
    assert cast.ward.name in page
    assert "Hẹn trả kết quả" in page
    for person in ("Nguyễn Thị Hoa", "Trần Thị Lan", "0912", "hoa@"):
        assert person not in page


@pytest.mark.parametrize("typed", ["abc", "H05-261201", "000.00.01.H05-261301-0001", "<b>"])
def test_code_of_no_known_format_is_told_how_a_code_looks(
    db: None, client: Client, typed: str
) -> None:
    answer = client.get("/tra-cuu/", {"code": typed})

    page = answer.content.decode()
    assert answer.status_code == 404
    assert "000.00.01.H05-261201-0007" in page
    assert "không phải mã hồ sơ" in page
    assert "<b>”" not in page


def test_nothing_typed_asks_again_without_blame(db: None, client: Client) -> None:
    answer = client.get("/tra-cuu/", {"code": " "})

    assert answer.status_code == 200
    assert "Lỗi" not in answer.content.decode()


def test_code_that_was_never_given_out_is_told_so(cast: Cast, client: Client) -> None:
    answer = client.get("/tra-cuu/000.23.24.H05-261123-9999/")

    assert answer.status_code == 404
    assert "Không có hồ sơ mang mã 000.23.24.H05-261123-9999" in answer.content.decode()


def test_codes_cannot_be_gone_through_by_machine(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    address = f"/tra-cuu/{dossier.code}/"
    for _ in range(MOST):
        assert client.get(address).status_code == 200

    answer = client.get(address)

    assert answer.status_code == 429
    assert "Đã tra mã quá nhiều lần" in answer.content.decode()
    assert answer["Retry-After"] == "600"
    assert client.get(address, REMOTE_ADDR="10.1.1.1").status_code == 200
    client.force_login(cast.citizen)
    assert client.get(address).status_code == 200


def test_applicant_sees_who_has_it_and_until_when(cast: Cast, client: Client) -> None:
    dossier = cast.accepted()
    client.force_login(cast.citizen)

    page = client.get(f"/tra-cuu/{dossier.code}/")

    text = page.content.decode()
    now = next(item for item in page.context["items"] if item.state == "now")
    assert "cán bộ giải quyết, Ủy ban nhân dân phường Võ Cường" in now.sentence
    assert now.who.startswith("Trước ")
    assert now.due is not None
    assert "Trần Thị Lan (cán bộ một cửa) đã tiếp nhận" in text
    assert "no-store" in page["Cache-Control"]


def test_applicant_sees_who_looked(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    access.look(dossier, by=cast.desk, at=cast.at)
    client.force_login(cast.citizen)

    assert (
        "Trần Thị Lan, Ủy ban nhân dân phường Võ Cường"
        in client.get(f"/tra-cuu/{dossier.code}/").content.decode()
    )


def test_secret_of_the_link_is_kept_for_this_dossier_alone(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()

    answer = client.get(f"/tra-cuu/{dossier.code}/?k={dossier.secret}")

    assert answer["Location"] == f"/tra-cuu/{dossier.code}/"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer.cookies["khoa"]["path"] == f"/tra-cuu/{dossier.code}/"
    assert "Tờ khai đã nộp" in client.get(answer["Location"]).content.decode()


def test_wrong_secret_shows_no_more_than_the_code_does(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()

    answer = client.get(f"/tra-cuu/{dossier.code}/?k=wrong", follow=True)

    assert answer.redirect_chain == [(f"/tra-cuu/{dossier.code}/", 302)]
    assert "Nguyễn Thị Hoa" not in answer.content.decode()
    assert "khoa" not in client.cookies


@pytest.mark.parametrize("page", ["to-khai/", "rut/", "bo-sung/", "tep/H05-1/", "phieu/H05-1/"])
def test_pages_of_a_dossier_do_not_exist_for_others(cast: Cast, client: Client, page: str) -> None:
    dossier = cast.submitted()
    assert client.get(f"/tra-cuu/{dossier.code}/{page}").status_code == 404

    client.force_login(cast.neighbour)
    answer = client.get(f"/tra-cuu/{dossier.code}/{page}")

    assert answer.status_code == 404
    assert "Không mở được hồ sơ này" in answer.content.decode()


def test_applicant_reads_what_was_handed_in(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    client.force_login(cast.citizen)

    page = client.get(f"/tra-cuu/{dossier.code}/to-khai/").content.decode()

    assert "Nguyễn Thị Hoa" in page
    assert "Xin đăng ký" in page


def test_applicant_downloads_papers_and_slips_as_attachments(cast: Cast, client: Client) -> None:
    dossier = cast.accepted()
    worker.drain(cast.ward.jurisdiction, at=cast.at)
    client.force_login(cast.citizen)
    paper, slip = papers_of(dossier)[0], slips_of(dossier)[0]

    for address in (f"tep/{paper.public_id}/", f"phieu/{slip.public_id}/"):
        download = client.get(f"/tra-cuu/{dossier.code}/{address}")
        assert b"".join(download).startswith(b"%PDF")
        assert download["Content-Disposition"].startswith("attachment")
        assert download["X-Content-Type-Options"] == "nosniff"


def test_withdrawing_asks_once_and_then_does_it(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    client.force_login(cast.citizen)
    address = f"/tra-cuu/{dossier.code}/rut/"
    assert address in client.get(f"/tra-cuu/{dossier.code}/").content.decode()
    assert "Không hoàn tác được" in client.get(address).content.decode()

    answer = client.post(address, {"version": dossier.version, "reason": "Nhầm"}, follow=True)

    again = queries.tracked(dossier.code)
    assert again is not None
    assert again.state == State.WITHDRAWN
    assert "Đã rút hồ sơ." in answer.content.decode()
    assert address not in answer.content.decode()


def test_withdrawing_what_has_moved_on_tells_and_keeps_the_reason(
    cast: Cast, client: Client
) -> None:
    dossier = cast.submitted()
    acts.accept(dossier, by=cast.desk, at=cast.at)
    client.force_login(cast.citizen)

    answer = client.post(
        f"/tra-cuu/{dossier.code}/rut/", {"version": dossier.version, "reason": "Nhầm nơi"}
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Trần Thị Lan" in page
    assert "Nhầm nơi" in page


def test_withdrawn_dossier_cannot_be_withdrawn_again(cast: Cast, client: Client) -> None:
    dossier = acts.withdraw(cast.submitted(), by=cast.applicant, at=cast.at)
    client.force_login(cast.citizen)

    assert client.get(f"/tra-cuu/{dossier.code}/rut/").status_code == 302
    assert client.post(f"/tra-cuu/{dossier.code}/rut/").status_code == 409


def test_refusal_is_told_first_with_its_reason(cast: Cast, client: Client) -> None:
    dossier = acts.refuse(
        cast.submitted(), by=cast.desk, at=cast.at, reason="Không thuộc thẩm quyền."
    )
    client.force_login(cast.citizen)

    page = client.get(f"/tra-cuu/{dossier.code}/").content.decode()

    assert "Hồ sơ không được tiếp nhận" in page
    assert "Lý do: Không thuộc thẩm quyền." in page


def test_slip_in_the_hand_is_verified_without_a_person(cast: Cast, client: Client) -> None:
    dossier = cast.accepted()
    worker.drain(cast.ward.jurisdiction, at=cast.at)
    slip = slips_of(dossier)[0]

    page = client.get(f"/xac-minh/{slip.public_id}/?k={slip.key}").content.decode()
    forged = client.get(f"/xac-minh/{slip.public_id}/?k=wrong")

    assert "Phiếu này là thật và đang có hiệu lực" in page
    assert dossier.code in page
    assert "Nguyễn Thị Hoa" not in page
    assert forged.status_code == 404
    assert "Không xác minh được phiếu này" in forged.content.decode()
    assert client.get("/xac-minh/x/").status_code == 404
