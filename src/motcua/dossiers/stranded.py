"""Dossiers whose holder is gone: an officer without her posting, an agency that has ended."""

from datetime import datetime

import structlog
from django.db.models import F, Q

from motcua.agencies.models import Agency
from motcua.agencies.successors import has_ended, successor_of
from motcua.core.moments import local_day
from motcua.core.refusals import Refusal
from motcua.dossiers.actors import CLOCK
from motcua.dossiers.consultations import open_of
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.models.dossiers import AT_ANOTHER
from motcua.people.postings import posted_among
from motcua.people.roles import Role

log = structlog.get_logger()
MOST = 500  # each hour


def lead_of(dossier: Dossier, at: datetime) -> Agency:
    """Its agency while that exists; else who took its place, and theirs, in its registry."""
    return successor_of(dossier.agency, local_day(at), within=dossier.jurisdiction)


def holder_of(dossier: Dossier, at: datetime) -> Agency | None:
    """Who holds it from now on: the agency that does the step or its successor, else the lead."""
    holder = dossier.holder_agency
    if holder is None or holder.pk == dossier.agency_id:
        return holder and lead_of(dossier, at)
    following = successor_of(holder, local_day(at))
    return lead_of(dossier, at) if has_ended(following, local_day(at)) else following


def ended_asked(dossier: Dossier, at: datetime) -> list[Consultation]:
    """The open questions whose agency has ended."""
    return [one for one in open_of(dossier) if has_ended(one.agency, local_day(at))]


def has_left(dossier: Dossier, at: datetime) -> bool:
    """Does an officer hold it who is no longer posted where it lies, in its role or as head?"""
    if dossier.holder_officer_id is None:
        return False
    key = (dossier.holder_officer_id, dossier.holder_agency_id, dossier.holder_role)
    return key in _without_posting({key}, at)


def hand_over_stranded(jurisdiction: str, *, at: datetime) -> int:
    """Give every stranded dossier back to its unit or on to the successor; how many there were."""
    from motcua.dossiers.acts.hand_over import hand_over  # it asks this module what is stranded

    given = 0
    stranded = {
        dossier.pk: dossier
        for found in (_of_ended_agencies, _at_ended_agencies, _asking_ended, _of_who_left)
        for dossier in found(jurisdiction, at)
    }
    for dossier in stranded.values():
        try:
            hand_over(dossier, by=CLOCK, at=at)
            given += 1
        except Refusal as refusal:  # taken, closed or handed over in this very moment
            log.info("not_handed_over", dossier=dossier.pk, why=refusal.code)
    return given


def _of_ended_agencies(jurisdiction: str, at: datetime) -> list[Dossier]:
    ended = Agency.objects.filter(
        jurisdiction=jurisdiction, valid_to__lte=local_day(at), successor__isnull=False
    )
    ids = [
        agency.pk
        for agency in ended
        if successor_of(agency, local_day(at), within=jurisdiction) != agency
    ]
    rows = Dossier.objects.filter(jurisdiction=jurisdiction, closed_at=None, agency__in=ids)
    return list(rows.order_by("pk")[:MOST]) if ids else []


def _at_ended_agencies(jurisdiction: str, at: datetime) -> list[Dossier]:
    """A step of theirs lies at another agency that exists no more."""
    rows = Dossier.objects.filter(jurisdiction=jurisdiction, closed_at=None)
    elsewhere = rows.filter(AT_ANOTHER).exclude(holder_agency=F("agency"))
    ended = elsewhere.filter(holder_agency__valid_to__lte=local_day(at))
    return list(ended.order_by("pk")[:MOST])


def _asking_ended(jurisdiction: str, at: datetime) -> list[Dossier]:
    """They wait for the answer of an agency that exists no more."""
    asked = Consultation.objects.filter(
        jurisdiction=jurisdiction, answered_at=None, lapsed_at=None,
        agency__valid_to__lte=local_day(at), dossier__jurisdiction=jurisdiction,
        dossier__closed_at=None,
    )  # fmt: skip
    ids = list(asked.order_by("dossier").values_list("dossier", flat=True).distinct()[:MOST])
    return list(Dossier.objects.filter(jurisdiction=jurisdiction, pk__in=ids)) if ids else []


def _of_who_left(jurisdiction: str, at: datetime) -> list[Dossier]:
    held = Dossier.objects.filter(
        jurisdiction=jurisdiction, closed_at=None, holder_officer__isnull=False
    )
    keys: set[Key] = set(
        held.values_list("holder_officer", "holder_agency", "holder_role").distinct()
    )
    gone = Q()
    for officer, agency, role in _without_posting(keys, at):
        gone |= Q(holder_officer=officer, holder_agency=agency, holder_role=role)
    return list(held.filter(gone).order_by("pk")[:MOST]) if gone else []


Key = tuple[int, int | None, str]
"""Who holds something, at which agency, in which role."""


def _without_posting(keys: set[Key], at: datetime) -> set[Key]:
    """Those without a posting in force that fits: in the role itself, or as head."""
    posted = posted_among({officer for officer, _, _ in keys}, local_day(at))
    return {
        (officer, agency, role)
        for officer, agency, role in keys
        if not {(officer, agency, role), (officer, agency, Role.HEAD.value)} & posted
    }
