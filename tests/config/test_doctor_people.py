"""What the doctor finds about people: nobody to answer, nobody told."""

from datetime import timedelta

import pytest

from motcua.config import doctor
from motcua.notices.models import Notice
from motcua.people import invitations
from motcua.people.models import Invitation, Posting, User
from motcua.people.roles import Role
from tests.cast import Cast


def found(cast: Cast, word: str) -> list[str]:
    """The findings that speak of it."""
    findings = doctor.findings(at=cast.at + timedelta(hours=1))
    return [one.what for one in findings if word in one.what]


def test_an_agency_with_a_desk_officer_is_no_finding(rows: Cast) -> None:
    assert found(rows, "cán bộ một cửa") == []


@pytest.mark.parametrize("how", ["ended", "out of use", "other role"])
def test_an_agency_that_takes_dossiers_and_has_nobody_to_answer_is_named(
    rows: Cast, how: str
) -> None:
    held = Posting.objects.filter(agency=rows.ward, role=Role.DESK_OFFICER)
    if how == "ended":
        held.update(valid_to="2026-01-02")
    elif how == "out of use":
        User.objects.filter(pk=rows.desk.user.pk).update(is_active=False)
    else:
        held.update(role=Role.HEAD)

    [said] = found(rows, "cán bộ một cửa")

    assert "Ủy ban nhân dân phường Võ Cường" in said
    assert "Kinh Bắc" not in said  # it offers nothing


def test_notices_that_did_not_go_out_are_counted(rows: Cast) -> None:
    assert found(rows, "thông báo") == []
    notice = Notice.objects.filter(jurisdiction="H05").first()
    assert notice is not None
    notice.sent_at = None
    notice.save(update_fields=["sent_at"])

    assert found(rows, "thông báo") == ["1 thông báo quá 10 phút chưa gửi được."]


def test_an_invitation_that_no_server_took_is_named(rows: Cast) -> None:
    user = User.objects.create_user("moi", name="Người mới", email="moi@example.com")
    invitations.invite([user], at=rows.at)
    assert found(rows, "thư mời") == []

    Invitation.objects.update(attempts=invitations.MOST_ATTEMPTS)

    assert found(rows, "thư mời") == [
        "1 người có tài khoản mới mà thư mời đặt mật khẩu không gửi được."
    ]
