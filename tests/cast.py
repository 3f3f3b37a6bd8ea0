"""The small cast that everybody knows, and a dossier of theirs; made by acts like all others.

A citizen and her neighbour; three officers of a ward (desk, handling, head); the desk officer of
the ward next door; a procedure with a form of two pages and one paper.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from motcua.agencies.models import Agency
from motcua.catalogue import offers
from motcua.catalogue.content import Channel, Method, ProcedureContent, Requirement
from motcua.catalogue.models import Service
from motcua.catalogue.publishing import publish
from motcua.core.deadlines import TimeLimit, TimeUnit
from motcua.core.moments import VIETNAM
from motcua.dossiers import acts, drafts
from motcua.dossiers.actors import Applicant, Officer, officer_of
from motcua.dossiers.models import Dossier, Draft
from motcua.eforms import versions
from motcua.eforms.definitions import form_from_json
from motcua.people.accounts import create_account
from motcua.people.models import User
from motcua.people.postings import give_posting
from motcua.people.roles import Role

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)  # nine o'clock, an ordinary Monday
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
    b"0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n168\n%%EOF\n"
)
FORM = {
    "key": "test-form",
    "title": "Đăng ký thử",
    "pages": [
        {
            "key": "nguoi-nop",
            "title": "Người nộp",
            "fields": [
                {"name": "applicant.name", "type": "text", "label": "Họ tên", "required": True},
                {"name": "applicant.phone", "type": "phone", "label": "Điện thoại"},
                {"name": "applicant.email", "type": "email", "label": "Thư điện tử"},
            ],
        },
        {
            "key": "noi-dung",
            "title": "Nội dung",
            "fields": [
                {"name": "subject", "type": "text", "label": "Việc cần làm", "required": True},
                {"name": "paper", "type": "document", "label": "Giấy tờ", "required": True},
            ],
        },
    ],
}
ANSWERS = {
    "applicant.name": "Nguyễn Thị Hoa",
    "applicant.phone": "0912 345 678",
    "applicant.email": "hoa@example.com",
    "subject": "Xin đăng ký",
}


@dataclass
class Cast:
    """Everybody, by what they are."""

    ward: Agency
    next_door: Agency
    service: Service
    citizen: User
    neighbour: User
    desk: Officer
    handling: Officer
    head: Officer
    stranger: Officer
    at: datetime = MONDAY

    @property
    def applicant(self) -> Applicant:
        """The citizen, logged in."""
        return Applicant(user=self.citizen)

    def draft(self, *, at: datetime | None = None, **answers: Any) -> Draft:
        """A complete draft of the citizen's."""
        at = at or self.at
        draft = drafts.start(self.service, by=self.citizen, at=at)
        drafts.save(draft, {**ANSWERS, **answers}, at=at)
        drafts.add_document(draft, "paper", BytesIO(PDF), filename="giấy.pdf", at=at)
        return draft

    def submitted(self, *, at: datetime | None = None) -> Dossier:
        """A dossier that waits to be accepted."""
        at = at or self.at
        return acts.submit(self.draft(at=at), by=self.applicant, at=at, key="first")

    def accepted(self) -> Dossier:
        """A dossier at the first step of its process."""
        return acts.accept(self.submitted(), by=self.desk, at=self.at)

    def at_signing(self) -> Dossier:
        """A dossier that waits for the head."""
        return acts.advance(self.accepted(), by=self.handling, at=self.at)


def make() -> Cast:
    """The cast on its Monday."""
    ward = _agency("000.23.24.H05", "Ủy ban nhân dân phường Võ Cường")
    next_door = _agency("000.23.25.H05", "Ủy ban nhân dân phường Kinh Bắc")
    return Cast(
        ward=ward,
        next_door=next_door,
        service=_service(ward),
        citizen=create_account("hoa", name="Nguyễn Thị Hoa", email="hoa@example.com"),
        neighbour=create_account("binh", name="Trần Văn Bình"),
        desk=_officer("lan", "Trần Thị Lan", ward, Role.DESK_OFFICER),
        handling=_officer("yen", "Lê Thị Yến", ward, Role.HANDLING_OFFICER),
        head=_officer("son", "Phạm Văn Sơn", ward, Role.HEAD),
        stranger=_officer("tam", "Vũ Thị Tâm", next_door, Role.DESK_OFFICER),
    )


def _agency(code: str, name: str) -> Agency:
    return Agency.objects.create(
        code=code, name=name, kind=Agency.Kind.COMMUNE, jurisdiction=code.rsplit(".", 1)[-1]
    )


def _officer(username: str, name: str, agency: Agency, role: Role) -> Officer:
    user = create_account(username, name=name)
    give_posting(user, agency=agency, role=role, valid_from=date(2026, 1, 1))
    return officer_of(user, MONDAY)


def _service(agency: Agency) -> Service:
    limit = TimeLimit(Decimal(3), TimeUnit.WORKING_DAY)
    content = ProcedureContent(
        code="9.000001",
        name="Đăng ký thử",
        field="Thử",
        levels=("commune",),
        methods=tuple(
            Method(channel=channel, limit=limit, free=True, fee=0)
            for channel in (Channel.ONLINE, Channel.COUNTER)
        ),
        documents=(Requirement(id="d1", name="Giấy tờ", originals=1),),
        result="Giấy chứng nhận",
    )
    procedure = publish(content, at=MONDAY).procedure
    procedure.form = versions.publish(form_from_json(FORM), at=MONDAY)
    procedure.save(update_fields=["form"])
    return offers.offer(procedure, agency=agency, at=MONDAY)
