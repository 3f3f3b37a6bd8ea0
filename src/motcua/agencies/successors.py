"""Who goes on for an agency that has ended. Knows no dossier."""

from datetime import date

from motcua.agencies.models import Agency


def successor_of(agency: Agency, day: date, *, within: str = "") -> Agency:
    """The agency itself while it exists; else who took its place, and theirs.

    `within` is a jurisdiction that must not be left. Where nobody follows, it is the last one
    known, which has ended too.
    """
    seen = {agency.pk}
    while has_ended(agency, day):
        following = agency.successor
        if following is None or following.pk in seen:
            break
        if within and following.jurisdiction != within:
            break
        agency = following
        seen.add(agency.pk)
    return agency


def exists(agency: Agency, day: date) -> bool:
    """Is it there on this day: begun, and not ended?"""
    begun = agency.valid_from is None or agency.valid_from <= day
    return begun and not has_ended(agency, day)


def has_ended(agency: Agency, day: date) -> bool:
    """Does it exist no more on this day?"""
    return agency.valid_to is not None and agency.valid_to <= day
