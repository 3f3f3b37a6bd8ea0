"""Dossiers whose holder is gone: an officer without her posting, an agency that has ended."""

from datetime import datetime

import structlog
from django.db.models import Q

from motcua.agencies.models import Agency
from motcua.core.moments import local_day
from motcua.core.refusals import Refusal
from motcua.dossiers.actors import CLOCK
from motcua.dossiers.models import Dossier
from motcua.people.postings import posted_among
from motcua.people.roles import Role

log = structlog.get_logger()
MOST = 500  # each hour


def successor_of(agency: Agency, at: datetime) -> Agency:
    """The agency itself while it exists; else who took its place, and theirs, in its registry."""
    day, seen = local_day(at), {agency.pk}
    while agency.valid_to is not None and agency.valid_to <= day:
        following = agency.successor
        if following is None or following.pk in seen:
            break
        if following.jurisdiction != agency.jurisdiction:
            break
        agency = following
        seen.add(agency.pk)
    return agency


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
    for dossier in [*_of_ended_agencies(jurisdiction, at), *_of_who_left(jurisdiction, at)]:
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
    ids = [agency.pk for agency in ended if successor_of(agency, at) != agency]
    rows = Dossier.objects.filter(jurisdiction=jurisdiction, closed_at=None, agency__in=ids)
    return list(rows.order_by("pk")[:MOST]) if ids else []


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
