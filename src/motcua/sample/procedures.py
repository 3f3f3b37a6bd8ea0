"""Loads the sample's procedures, their hand-made forms, and where they are offered.

What stands in the database already is left as it is: after the national records were imported,
the demo must not put its own over them.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from motcua.agencies.models import Agency
from motcua.agencies.queries import agency_by_code
from motcua.catalogue import offers, search_index
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.publishing import Publication, publish_all
from motcua.catalogue.reading.contents import read_content
from motcua.catalogue.reading.records import read_record
from motcua.core.moments import local_day
from motcua.eforms.definitions import form_from_json
from motcua.eforms.versions import publish
from motcua.processes.changes import approve
from motcua.processes.definitions import process_from_json
from motcua.processes.queries import versions_of
from motcua.sample.files import DATA, load_json, rows

HAND_MADE = {
    "1.001193": "birth-registration",
    "1.001612": "household-business",
    "3.000333": "criminal-record",
}


@transaction.atomic
def load_procedures(at: datetime) -> int:
    """Publish procedures that are not known yet, and put the hand-made forms in their place.

    The number of procedures added.
    """
    known = set(Procedure.objects.values_list("code", flat=True))
    missing = [one for one in _publications() if one.content.code not in known]
    publish_all(missing, at=at)
    for code, name in HAND_MADE.items():
        _use_form(code, name, at)
    if missing:
        search_index.rebuild()
    return len(missing)


@transaction.atomic
def load_offers(at: datetime) -> int:
    """Offer the procedures at the sample's agencies; those offered already stay as they are.

    The number of services added.
    """
    _approve_processes(at)
    procedures = Procedure.objects.select_related("current", "form").in_bulk(field_name="code")
    offered = set(Service.objects.values_list("procedure__code", "agency__code"))
    added = 0
    for row in rows("offers.csv"):
        for agency in _agencies(row["at"], at):
            if (row["procedure"], agency.code) not in offered:
                _offer(procedures[row["procedure"]], agency, row["declared"], at)
                added += 1
    return added


def _approve_processes(at: datetime) -> None:
    """Processes that differ from the default, at agencies that exist; what is approved stays."""
    for row in load_json("processes.json"):
        agency = agency_by_code(row["agency"])
        if agency is not None and not versions_of(row["procedure"], agency).exists():
            approve(row["procedure"], agency, process_from_json(row["process"]), at=at)


def _publications() -> Iterator[Publication]:
    for line in (DATA / "procedures.jsonl").read_bytes().splitlines():
        content, remarks = read_content(read_record(line))
        yield Publication(content=content, remarks=remarks)


def _use_form(code: str, name: str, at: datetime) -> None:
    """Only where no form of somebody else has been put meanwhile."""
    form = form_from_json(load_json(f"forms/{name}.json"))
    procedure = Procedure.objects.select_related("form").get(code=code)
    if procedure.form is None or procedure.form.key == form.key:
        version = publish(form, at=at)
        if procedure.form != version:
            offers.use_form(procedure, version, at=at)


def _agencies(where: str, at: datetime) -> list[Agency]:
    """One agency by its code, or every commune of today's sample."""
    sample = {row["code"] for row in rows("agencies.csv")}
    agencies = Agency.objects.in_force(local_day(at)).filter(code__in=sample).order_by("code")
    if where == "commune":
        return list(agencies.filter(kind=Agency.Kind.COMMUNE))
    return list(agencies.filter(code=where))


def _offer(procedure: Procedure, agency: Agency, declared: str, at: datetime) -> None:
    service = offers.offer(procedure, agency=agency, at=at)
    service.declared_level = int(declared) if declared else None
    service.save(update_fields=["declared_level"])
