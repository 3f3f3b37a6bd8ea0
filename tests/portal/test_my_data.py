"""My data: who looked, everything to take along, and what closing the account forgets."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from motcua.dossiers import access, acts, messages, my_dossiers, verification
from motcua.dossiers.models import Dossier, Draft, MyDossier
from motcua.dossiers.timeline import entries_of
from motcua.people.models import User
from motcua.people.tokens import make_token
from tests.cast import PDF, Cast


@pytest.fixture
def mine(cast: Cast, client: Client) -> Dossier:
    """The citizen's dossier, looked at by an officer, in her logged-in browser."""
    dossier = cast.submitted()
    my_dossiers.index(dossier, entries_of(dossier)[-1])
    access.look(dossier, by=cast.desk, at=cast.at)
    cast.citizen.set_password("mat-khau-cua-hoa")
    cast.citizen.save()
    client.force_login(cast.citizen)
    return dossier


def bundle(client: Client) -> ZipFile:
    answer = client.get("/tai-khoan/du-lieu.zip")
    assert answer.status_code == 200
    assert answer.streaming
    return ZipFile(BytesIO(answer.getvalue()))


def test_who_looked_at_which_dossier_is_told(cast: Cast, client: Client, mine: Dossier) -> None:
    page = client.get("/tai-khoan/du-lieu/").content.decode()

    assert "Trần Thị Lan" in page
    assert cast.ward.name in page
    assert f"/tra-cuu/{mine.code}/" in page
    assert "du-lieu/" in client.get("/tai-khoan/").content.decode()


def test_a_neighbour_sees_nothing_of_it(cast: Cast, mine: Dossier) -> None:
    other = Client()
    other.force_login(cast.neighbour)

    assert "Trần Thị Lan" not in other.get("/tai-khoan/du-lieu/").content.decode()
    assert not [name for name in bundle(other).namelist() if mine.code in name]


def test_the_bundle_has_answers_papers_messages_and_drafts(
    cast: Cast, client: Client, mine: Dossier
) -> None:
    messages.write(mine, by=cast.desk, at=cast.at, text="Chào bà")
    draft = cast.draft()

    taken = bundle(client)

    assert taken.testzip() is None
    facts = json.loads(taken.read(f"ho-so/{mine.code}/ho-so.json"))
    assert facts["answers"][0]["answers"]["subject"] == "Xin đăng ký"
    assert [one["text"] for one in facts["messages"]] == ["Chào bà"]
    assert facts["looks"][0]["officer"] == "Trần Thị Lan"
    assert taken.read(f"ho-so/{mine.code}/giay-to/01 giấy.pdf") == PDF
    assert taken.read(f"ban-nhap/{draft.public_id}/giay-to/01 giấy.pdf") == PDF
    account = json.loads(taken.read("tai-khoan.json"))
    assert account["email"] == "hoa@example.com"
    assert "password" not in str(account)


def test_closing_forgets_the_person_and_keeps_the_dossier(
    cast: Cast, client: Client, mine: Dossier
) -> None:
    cast.draft()
    make_token(cast.citizen, name="máy", scope="applicant", days=9, at=timezone.now())
    page = client.get("/tai-khoan/xoa/").content.decode()
    assert "Luật Lưu trữ" in page
    assert mine.code in page

    answer = client.post("/tai-khoan/xoa/", {"password": "mat-khau-cua-hoa"})

    assert answer["Location"] == "/"
    user = User.objects.get(pk=cast.citizen.pk)
    assert not user.is_active
    assert not user.has_usable_password()
    known = (user.name, user.username, user.email, user.phone, user.personal_number)
    assert not {"Nguyễn Thị Hoa", "hoa", "hoa@example.com"} & set(known)
    assert not user.tokens.exists()
    assert not MyDossier.objects.filter(user=user).exists()
    assert not Draft.objects.filter(jurisdiction="H05", dossier=None).exists()
    assert "/dang-nhap/" in client.get("/tai-khoan/")["Location"]
    assert list(verification.faults("H05")) == []
    link = Client()
    opened = link.get(f"/tra-cuu/{mine.code}/?k={mine.secret}", follow=True)
    assert "Tờ khai đã nộp" in opened.content.decode()
    acts.accept(mine, by=cast.desk, at=timezone.now())


def test_a_wrong_password_closes_nothing(cast: Cast, client: Client, mine: Dossier) -> None:
    answer = client.post("/tai-khoan/xoa/", {"password": "đoán"})

    assert answer.status_code == 422
    assert User.objects.get(pk=cast.citizen.pk).is_active
    for _ in range(5):
        answer = client.post("/tai-khoan/xoa/", {"password": "đoán"})
    assert answer.status_code == 429


def test_an_officer_does_not_close_her_own_account(cast: Cast, client: Client) -> None:
    client.force_login(cast.head.user)

    assert client.get("/tai-khoan/xoa/").status_code == 403
    assert client.post("/tai-khoan/xoa/", {"password": "x"}).status_code == 403
