"""Agencies, owners and procedures for the tests of this room."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from motcua.agencies.models import Agency
from motcua.catalogue.models import Procedure
from motcua.catalogue.publishing import publish
from motcua.catalogue.reading.contents import read_content
from motcua.catalogue.reading.records import read_record
from motcua.people.models import Posting, User
from motcua.people.roles import Role
from tests.catalogue.records import Record, line, record

NOW = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


def make_agency(
    code: str = "000.23.24.H05",
    kind: Agency.Kind = Agency.Kind.COMMUNE,
    jurisdiction: str = "H05",
    validity: Mapping[str, date] | None = None,
) -> Agency:
    """A commune of Bắc Ninh, or what is said instead."""
    return Agency.objects.create(
        code=code,
        name=f"Cơ quan {code}",
        kind=kind,
        jurisdiction=jurisdiction,
        **(validity or {}),
    )


def make_procedure(code: str = "9.000001", **changes: object) -> Procedure:
    """A published procedure from a made-up record."""
    return publish_record(record(code, **changes))


def publish_record(data: Record, at: datetime = NOW) -> Procedure:
    """The procedure of this record, published as an import would."""
    content, remarks = read_content(read_record(line(data)))
    return publish(content, remarks=remarks, at=at).procedure


def make_officer(agency: Agency, role: Role, name: str = "soanthao") -> User:
    """Somebody with this role at this agency since 2020."""
    user = User.objects.create_user(name, name="Trần Văn Soạn")
    Posting.objects.create(user=user, agency=agency, role=role, valid_from=date(2020, 1, 1))
    return user
