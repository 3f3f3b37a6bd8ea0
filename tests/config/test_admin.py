"""The operator's site: every page opens for operators alone, in Vietnamese, and dossiers stay."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin as site
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.agencies.sharding import across_jurisdictions
from motcua.dossiers import worker
from motcua.dossiers.models import Dossier, OutboxRow
from motcua.notices.models import Notice
from motcua.people.models import Posting, User
from motcua.people.roles import Role
from tests.cast import Cast

HOME = "/quan-tri/"
MODELS = sorted(site.site._registry, key=lambda model: model._meta.label_lower)
LABELS = [model._meta.label_lower for model in MODELS]
KEPT = {  # the operator adds rows here by hand
    "agencies.agency", "agencies.administrativeunit", "agencies.bankaccount",
    "agencies.calendarday",
    "agencies.lawsetting",
    "people.user", "people.posting",
}  # fmt: skip
# What is left of Django's English, in words that an operator would read on a page.
ENGLISH = re.compile(
    r"\b(Search|Select|Toggle|Skip to|Breadcrumbs|Sidebar|Add |Change |Delete|History|Home|Log out|"
    r"Save|Close|View|Show|Filter|Forbidden|object|entry|password|Password|Enabled|Disabled)\b"
)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def address(label: str, *more: str) -> str:
    return "/".join([HOME.rstrip("/"), *label.split("."), *more, ""])


def first(label: str) -> str:
    """The id of some row."""
    model = next(model for model in MODELS if model._meta.label_lower == label)
    with across_jurisdictions():
        row = model._default_manager.order_by("pk").first()
    assert row is not None, f"no row of {label}"
    return str(row.pk)


def told(page: str) -> str:
    """Everything on a page that people read, or have read out."""
    bare = re.sub(r"<(script|style)\b.*?</\1>|<input type=\"hidden\"[^>]*>", "", page, flags=re.S)
    spoken = re.findall(r'(?:title|aria-label|placeholder|alt)="([^"]+)"', bare)
    buttons = re.findall(r'type="submit" value="([^"]+)"', bare)
    return "\n".join([*re.findall(r">([^<>]+)<", bare), *spoken, *buttons])


def test_every_room_that_operators_keep_is_there() -> None:
    assert set(LABELS) == KEPT | {
        "people.token", "eforms.formversion", "processes.processversion", "catalogue.procedure",
        "catalogue.service", "dossiers.calendarrun", "dossiers.dossier", "dossiers.outboxrow",
        "notices.notice",
        "payments.money",
        "payments.refund",
    }  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_every_page_of_every_table_opens(admin: Client, rows: Cast, label: str) -> None:
    row = first(label)
    add = 200 if label in KEPT else 403
    deleting = {"agencies.calendarday": 200, "agencies.lawsetting": 200, "people.posting": 200}

    for path, status in (
        (address(label), 200),
        (address(label) + "?q=a", 200),
        (address(label, "add"), add),
        (address(label, row, "change"), 200),
        (address(label, row, "history"), 200),
        (address(label, row, "delete"), deleting.get(label, 403)),
        (address(label, "99999999", "change"), 302),
        (f"{HOME}{label.split('.', maxsplit=1)[0]}/", 200),
    ):
        answer = admin.get(path)
        assert answer.status_code == status, f"{path}: {answer.status_code}"


@pytest.mark.parametrize("path", ["", "kiem-tra/", "thu-dien-tu/", "password_change/", "jsi18n/"])
def test_the_other_pages_open(admin: Client, rows: Cast, path: str) -> None:
    assert admin.get(HOME + path).status_code == 200


@pytest.mark.parametrize("who", ["citizen", "desk", "nobody"])
@pytest.mark.parametrize("path", ["", "kiem-tra/", "thu-dien-tu/", "dossiers/dossier/",
                                  "people/user/add/", "jsi18n/"])  # fmt: skip
def test_nobody_else_gets_in(client: Client, cast: Cast, who: str, path: str) -> None:
    if who != "nobody":
        user = cast.citizen if who == "citizen" else cast.desk.user
        client.force_login(user)

    answer = client.get(HOME + path, follow=True)

    landed = answer.redirect_chain[-1][0] if answer.redirect_chain else HOME + path
    if who == "nobody":
        assert landed.startswith("/dang-nhap/")
    else:
        assert answer.status_code == 404


def test_an_operator_whose_posting_ended_is_shut_out(admin: Client, operator: User) -> None:
    assert admin.get(HOME).status_code == 200
    Posting.objects.filter(role=Role.OPERATOR).update(valid_to="2021-01-01")

    assert admin.get(HOME, follow=True).status_code == 404


def pages(rows: Cast) -> list[str]:
    """The front page, our own, and list, form, row and history of every table."""
    found = [HOME, HOME + "kiem-tra/", HOME + "thu-dien-tu/"]
    for label in LABELS:
        row = first(label)
        found += [address(label), address(label, row, "change"), address(label, row, "history")]
        found += [address(label, "add")]
    return found


def test_every_page_speaks_vietnamese(admin: Client, rows: Cast) -> None:
    english = {
        f"{path}: {found[0]}"
        for path in pages(rows)
        for line in told(words(admin.get(path))).splitlines()
        if (found := ENGLISH.search(line.strip()))
    }

    assert english == set()


def test_scripts_of_the_admin_speak_vietnamese(admin: Client) -> None:
    catalogue = words(admin.get(HOME + "jsi18n/"))

    for said in ("Chủ nhật", "Hôm nay"):
        assert json.dumps(said) in catalogue


@pytest.mark.parametrize("label", ["dossiers.dossier", "dossiers.outboxrow", "notices.notice"])
def test_dossiers_and_what_comes_of_them_cannot_be_touched(
    admin: Client, rows: Cast, label: str
) -> None:
    row = first(label)
    with across_jurisdictions():
        before = list(Dossier.objects.values_list("state", "version", "code"))

    for path in (
        address(label, "add"),
        address(label, row, "change"),
        address(label, row, "delete"),
    ):
        assert admin.post(path, {"state": "returned", "post": "yes"}).status_code == 403

    with across_jurisdictions():
        assert list(Dossier.objects.values_list("state", "version", "code")) == before


def test_an_operator_reads_no_person_in_dossiers(admin: Client, rows: Cast) -> None:
    for path in (address("dossiers.dossier"), address("dossiers.dossier", first("dossiers.dossier"),
                                                      "change")):  # fmt: skip
        page = words(admin.get(path))
        assert "Nguyễn Thị Hoa" not in page
        assert "Xin đăng ký" not in page


@pytest.mark.parametrize("typed", ["whole", "part"])
def test_a_dossier_is_found_by_its_code(admin: Client, rows: Cast, typed: str) -> None:
    other, dossier = rows.submitted(), rows.submitted()
    text = dossier.code.lower() if typed == "whole" else dossier.code[-4:]

    page = words(admin.get(address("dossiers.dossier"), {"q": text}))

    assert dossier.code in page
    assert other.code not in page


def test_lists_ask_the_same_number_of_questions_for_one_and_many(admin: Client, rows: Cast) -> None:
    def asked(label: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert admin.get(address(label)).status_code == 200
        return len(queries)

    labels = ("dossiers.dossier", "dossiers.outboxrow", "notices.notice")
    before = {label: asked(label) for label in labels}
    for _ in range(12):
        rows.submitted()
    worker.drain("H05", at=rows.at + timedelta(seconds=2))

    assert {label: asked(label) for label in labels} == before


# What was given up


@pytest.fixture
def dead(rows: Cast) -> OutboxRow:
    """Something that was tried to the last."""
    row = OutboxRow.objects.filter(jurisdiction="H05").order_by("pk").first()
    assert row is not None
    row.dead_at, row.done_at, row.attempts, row.last_error = rows.at, None, 8, "SMTPException"
    row.save(update_fields=["dead_at", "done_at", "attempts", "last_error"])
    return row


def fresh(row: OutboxRow) -> OutboxRow:
    return OutboxRow.objects.get(jurisdiction="H05", pk=row.pk)


def test_what_was_given_up_is_listed_apart_and_tried_again(
    admin: Client, rows: Cast, dead: OutboxRow
) -> None:
    address_of_dead = address("dossiers.outboxrow") + "?tinh-trang=bo"
    page = words(admin.get(address_of_dead))
    assert "SMTPException" in page
    assert page.count('class="action-select"') == 1

    answer = admin.post(
        address_of_dead, {"action": "retry_dead", "_selected_action": str(dead.pk)}, follow=True
    )

    assert "1 việc sẽ được làm lại ngay" in words(answer)
    assert (fresh(dead).dead_at, fresh(dead).attempts) == (None, 0)


def test_what_is_done_or_waits_is_not_begun_anew(admin: Client, rows: Cast) -> None:
    done = OutboxRow.objects.filter(jurisdiction="H05", done_at__isnull=False).first()
    assert done is not None

    answer = admin.post(
        address("dossiers.outboxrow"),
        {"action": "retry_dead", "_selected_action": str(done.pk)},
        follow=True,
    )

    assert "Không có việc nào đã bỏ" in words(answer)
    assert fresh(done).done_at is not None


# Notices and mails


@pytest.fixture
def unsent(rows: Cast) -> Notice:
    """A notice that no server took."""
    notice = Notice.objects.filter(jurisdiction="H05").order_by("pk").first()
    assert notice is not None
    notice.sent_at = None
    notice.save(update_fields=["sent_at"])
    return notice


def test_an_unsent_notice_is_sent_again_and_only_once(
    admin: Client, rows: Cast, unsent: Notice
) -> None:
    mail.outbox.clear()
    with across_jurisdictions():
        every = [str(pk) for pk in Notice.objects.values_list("pk", flat=True)]
    sending = {"action": "send_again", "_selected_action": every}

    first_time = admin.post(address("notices.notice"), sending, follow=True)
    second_time = admin.post(address("notices.notice"), sending, follow=True)

    assert len(every) > 1
    assert [one.subject for one in mail.outbox] == [unsent.subject]
    assert "Đã gửi 1 thông báo" in words(first_time)
    assert "đều đã gửi rồi" in words(second_time)


def test_a_server_that_refuses_again_is_told_and_nothing_is_lost(
    admin: Client, rows: Cast, unsent: Notice, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there

    answer = admin.post(
        address("notices.notice") + "?tinh-trang=chua",
        {"action": "send_again", "_selected_action": str(unsent.pk)},
        follow=True,
    )

    assert "1 thông báo chưa gửi được: ConnectionRefusedError" in words(answer)
    assert Notice.objects.get(jurisdiction="H05", pk=unsent.pk).sent_at is None


def test_an_operator_does_not_get_the_applicants_key(admin: Client, rows: Cast) -> None:
    dossier = Dossier.objects.filter(jurisdiction="H05").first()
    assert dossier is not None
    secret = dossier.secret
    with across_jurisdictions():
        every = list(Notice.objects.all())
    assert any(secret in notice.body for notice in every)

    for notice in every:
        page = words(admin.get(address("notices.notice", str(notice.pk), "change")))
        assert secret not in page
        assert "?k=…" in page


@pytest.fixture
def kept_mails(rows: Cast, settings: Any, tmp_path: Path) -> Path:
    """Two mails of the demo, kept as files."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    mail.EmailMessage(
        "Đã nhận hồ sơ",
        "Kính gửi ông/bà\nhttp://x.example/tra-cuu/?k=abc-1_2",
        to=["hoa@example.com"],
    ).send()
    mail.EmailMessage("<b>Xong</b>", "Thư hai", to=["binh@example.com"]).send()
    return tmp_path / "mail"


def test_mails_that_were_kept_are_shown_with_their_link(admin: Client, kept_mails: Path) -> None:
    page = words(admin.get(HOME + "thu-dien-tu/"))

    assert "Đã nhận hồ sơ" in page
    assert "hoa@example.com" in page
    assert 'href="http://x.example/tra-cuu/?k=abc-1_2"' in page
    assert "&lt;b&gt;Xong&lt;/b&gt;" in page
    assert re.search(r"\d giờ[^<]*, (thứ|Chủ nhật)", page.replace("\xa0", " "))


def test_in_production_kept_mails_hide_the_key(
    admin: Client, kept_mails: Path, settings: Any
) -> None:
    settings.PRODUCTION = True

    page = words(admin.get(HOME + "thu-dien-tu/"))

    assert "abc-1_2" not in page
    assert "?k=…" in page


def test_a_mail_file_that_was_damaged_breaks_nothing(admin: Client, kept_mails: Path) -> None:
    (kept_mails / "20990101-000000-1.log").write_bytes(b"\xff\xfe\n\n" + b"-" * 79 + b"\n")

    assert admin.get(HOME + "thu-dien-tu/").status_code == 200


def test_without_kept_mails_the_page_says_where_they_go(admin: Client, settings: Any) -> None:
    settings.EMAIL_FILE_PATH = None

    assert "Chưa có thư nào" in words(admin.get(HOME + "thu-dien-tu/"))


# Doctor


def test_the_doctors_findings_stand_with_how_to_mend_them(
    admin: Client, rows: Cast, dead: OutboxRow
) -> None:
    page = words(admin.get(HOME + "kiem-tra/"))

    assert "1 việc đã bỏ sau nhiều lần thử" in page
    assert "cho làm lại" in page


def test_nothing_wrong_is_said_too(admin: Client, rows: Cast) -> None:
    assert "Không có gì cần sửa" in words(admin.get(HOME + "kiem-tra/"))


def test_the_pages_language_is_vietnamese_whatever_the_browser_wants(admin: Client) -> None:
    answer = admin.get(HOME, headers={"accept-language": "en"})

    assert 'lang="vi"' in words(answer)
    assert settings.LANGUAGE_CODE == "vi"
