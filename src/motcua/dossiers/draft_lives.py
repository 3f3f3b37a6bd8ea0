"""How long a draft lives: extended in one act, thrown away, and brought back for a while.

Nothing that somebody wrote is lost by silence: before its time is over the applicant is warned
twice, and for `RECOVERY` afterwards, expired or thrown away, it can be brought back whole. What
nobody has brought back by then is deleted.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from motcua.agencies.sharding import across_jurisdictions
from motcua.dossiers import begun, drafts
from motcua.dossiers.drafts import LIFETIME, RECOVERY
from motcua.dossiers.models import Draft, DraftDocument
from motcua.people.models import User

WARNINGS = (timedelta(days=7), timedelta(days=1))
"""So long before its time is over the applicant is told, each time anew after an extension."""
NUDGE_AFTER = timedelta(days=1)
NUDGE_WITHIN = timedelta(days=3)
"""A finished draft is spoken of once, this long after it was last saved; later nobody is nudged."""
MOST = 200


@transaction.atomic
def extend(draft: Draft, *, at: datetime) -> Draft:
    """Keep it its whole time from now on. Raises `Expired`, `Conflict` once submitted."""
    now = drafts.locked(draft)
    drafts.check_open(now, at)
    return _kept(now, at + LIFETIME, discarded_at=None)


@transaction.atomic
def discard(draft: Draft, *, at: datetime) -> None:
    """Throw it away; a correction is gone at once, for its dossier has all that was handed in.

    Raises `Expired`, `Conflict` once submitted.
    """
    now = drafts.locked(draft)
    drafts.check_open(now, at)
    if now.corrects_id is not None:
        delete(now.jurisdiction, [now.pk])
    else:
        _kept(now, at, discarded_at=at)


@transaction.atomic
def restore(draft: Draft, *, at: datetime) -> Draft:
    """Bring it back as it was; one that is open stays so.

    Raises `Expired` when the time to bring it back is over too, `Conflict` once submitted.
    """
    now = drafts.locked(draft)
    if at < now.expires_at:
        drafts.check_open(now, at)
        return now
    drafts.check_recoverable(now, at)
    return _kept(now, at + LIFETIME, discarded_at=None)


def ends_soon(draft: Draft, at: datetime) -> bool:
    """Is it time for the first warning?"""
    return at < draft.expires_at <= at + WARNINGS[0]


def recoverable_for(user: User, *, at: datetime) -> list[Draft]:
    """The drafts of this account that are over and can be brought back, the latest first."""
    with across_jurisdictions():
        rows = Draft.objects.filter(
            applicant=user,
            dossier=None,
            corrects=None,
            expires_at__gt=at - RECOVERY,
            expires_at__lte=at,
        )
        whole = rows.select_related("service__procedure", "agency")
        return list(whole.order_by("-expires_at")[:50])


def to_warn(jurisdiction: str, *, at: datetime) -> list[Draft]:
    """Drafts whose time runs out and of which the applicant was not warned since it matters."""
    due = Q()
    for before in WARNINGS:
        unwarned = Q(warned_at=None) | Q(warned_at__lt=F("expires_at") - before)
        due |= Q(expires_at__lte=at + before) & unwarned
    rows = _open(jurisdiction).filter(
        due, expires_at__gt=at, expires_at__lte=at + WARNINGS[0], saved_at__gt=F("created_at")
    )
    return list(rows.order_by("expires_at")[:MOST])


def to_nudge(jurisdiction: str, *, at: datetime) -> list[Draft]:
    """Drafts left alone for a day that were not looked at since, finished or not."""
    rows = _open(jurisdiction).filter(
        Q(looked_at=None) | Q(looked_at__lt=F("saved_at")),
        # As each save keeps it its whole time, the index by expiry finds them.
        expires_at__gt=at + LIFETIME - NUDGE_WITHIN,
        expires_at__lte=at + LIFETIME - NUDGE_AFTER,
        saved_at__lte=at - NUDGE_AFTER,
        nudged_at=None,
    )
    return list(rows.order_by("expires_at")[:MOST])


def note(draft: Draft, *names: str, at: datetime) -> None:
    """Remember that the applicant was warned or nudged, or that the draft was looked at."""
    rows = Draft.objects.filter(jurisdiction=draft.jurisdiction, pk=draft.pk)
    rows.update(**dict.fromkeys(names, at))


@transaction.atomic
def delete_expired(jurisdiction: str, *, at: datetime, most: int = 500) -> int:
    """Forget up to `most` drafts that never became a dossier and cannot be brought back now."""
    over = Draft.objects.select_for_update(skip_locked=True).filter(
        jurisdiction=jurisdiction, dossier=None, expires_at__lte=at - RECOVERY
    )
    known = over.only("pk", "jurisdiction", "service_id", "created_at", "corrects_id")
    forgotten = list(known.order_by("expires_at")[:most])
    begun.count_forgotten(jurisdiction, [one for one in forgotten if one.corrects_id is None])
    delete(jurisdiction, [draft.pk for draft in forgotten])
    return len(forgotten)


def delete(jurisdiction: str, ids: Collection[int]) -> None:
    """These drafts and their papers are gone; the files go with the last who refers to them."""
    DraftDocument.objects.filter(jurisdiction=jurisdiction, draft__in=ids).delete()
    Draft.objects.filter(jurisdiction=jurisdiction, pk__in=ids).delete()


def _open(jurisdiction: str) -> QuerySet[Draft]:
    rows = Draft.objects.filter(jurisdiction=jurisdiction, dossier=None, corrects=None)
    return rows.select_related(
        "service__procedure", "agency", "applicant", "form_version", "procedure_version"
    )


def _kept(draft: Draft, until: datetime, *, discarded_at: datetime | None) -> Draft:
    draft.expires_at, draft.discarded_at = until, discarded_at
    draft.save(update_fields=["expires_at", "discarded_at"])
    return draft
