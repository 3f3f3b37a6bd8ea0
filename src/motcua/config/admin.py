"""The operator's site `/quan-tri/`: Django's own admin, for holders of the role operator.

Two pages of our own: what `doctor` finds, and the e-mails that the demo keeps as files.
"""

import re
from datetime import UTC
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.views.i18n import JavaScriptCatalog

from motcua.core.sayings import say_moment
from motcua.people.login import is_operator

NEWEST = 50
# Whoever has the applicant's link may act as the applicant; only the demo shows it whole.
_KEY = re.compile(r"\?k=[\w-]+")


class OperatorSite(AdminSite):
    """Opens for operators alone; the permission is the posting, not a flag."""

    site_header = "Một cửa · Quản trị"
    site_title = "Quản trị"
    index_title = "Quản trị hệ thống"
    index_template = "admin/operator_index.html"

    def has_permission(self, request: HttpRequest) -> bool:
        """A logged-in user with a posting as operator in force today."""
        user = request.user
        return user.is_authenticated and user.is_active and is_operator(user)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One log-in for all faces; who is logged in and no operator is told nothing is here."""
        if request.user.is_authenticated:
            raise Http404
        following = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        return redirect_to_login(following, reverse("login"))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Ours before Django's own."""
        own: list[URLPattern | URLResolver] = [
            path("kiem-tra/", self.admin_view(self.doctor), name="doctor"),
            path("thu-dien-tu/", self.admin_view(self.mails), name="mails"),
        ]
        return own + list(super().get_urls())

    def i18n_javascript(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The words of the admin's scripts: Django's, and those that its catalogue lacks."""
        packages = ["django.contrib.admin", "motcua.config"]
        answer: Any = JavaScriptCatalog.as_view(packages=packages)(request)
        words: HttpResponse = answer
        return words

    def doctor(self, request: HttpRequest) -> HttpResponse:
        """What is wrong now and how to mend it."""
        from motcua.config import doctor

        context = self.each_context(request) | {
            "title": "Kiểm tra hệ thống",
            "at": say_moment(timezone.now()),
            "findings": doctor.findings(at=timezone.now()),
        }
        return TemplateResponse(request, "admin/doctor.html", context)

    def mails(self, request: HttpRequest) -> HttpResponse:
        """The newest e-mails where they are kept as files instead of being sent, as in the demo."""
        mails = _mails()
        context = self.each_context(request) | {
            "title": "Thư đã gửi (bản mẫu)",
            "mails": mails,
            "newest": NEWEST if len(mails) >= NEWEST else 0,
        }
        return TemplateResponse(request, "admin/mails.html", context)


def _mails() -> list[dict[str, str]]:
    """The newest first; each file holds those of one connection, the oldest first."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    files = sorted(Path(folder).glob("*.log"), reverse=True)[:NEWEST] if folder else []
    return [mail for file in files for mail in reversed(_read(file))][:NEWEST]


def _read(file: Path) -> list[dict[str, str]]:
    """The mails of a file, with a line of dashes behind each."""
    parts = [part for part in file.read_bytes().split(b"\n" + b"-" * 79) if part.strip()]
    return [_shown(message_from_bytes(part.lstrip(), policy=policy.default)) for part in parts]


def _shown(mail: EmailMessage) -> dict[str, str]:
    body = mail.get_body(("plain",))
    words = body.get_content() if body else ""
    return {
        "to": str(mail["To"]),
        "subject": str(mail["Subject"]),
        "date": _date(str(mail["Date"])),
        "body": _KEY.sub("?k=…", words) if settings.PRODUCTION else words,
    }


def _date(text: str) -> str:
    """When it was sent, on Viet Nam's clock; as it stands when it cannot be read."""
    try:
        sent = parsedate_to_datetime(text)
    except ValueError:
        return text
    return say_moment(sent if sent.tzinfo else sent.replace(tzinfo=UTC))
