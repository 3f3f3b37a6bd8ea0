"""Receive (tiếp nhận tại quầy): submit and accept in one, for a person who stands at the desk."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.catalogue.models import Service
from motcua.core import states
from motcua.core.moments import iso_utc
from motcua.core.states import Act
from motcua.dossiers import drafts
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, record
from motcua.dossiers.founding import found
from motcua.dossiers.holding import appointment_from, at_first_step, handed_to
from motcua.dossiers.journal import Received, private
from motcua.dossiers.may import check_may_receive
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.papers import Paper, add_contents, kept_of
from motcua.eforms.merging import storable


@transaction.atomic
def receive(
    service: Service,
    *,
    by: Officer,
    at: datetime,
    answers: Mapping[str, Any],
    reason_for_counter: str = "",
    papers: Sequence[Paper] = (),
) -> Dossier:
    """Receive a dossier at the counter; papers not scanned are there on paper.

    Raises `NotAllowed`, `NotOffered`, `Incomplete` with the fields that are missing or wrong.
    """
    standing = check_may_receive(service.agency, by)
    bound = drafts.bind(service, by=None, at=at, at_counter=True)
    for paper in papers:
        drafts.check_requirement(drafts.form_of(bound), paper.requirement)
    given = drafts.complete_at_counter(bound, answers, at)
    dossier = found(bound, given, channel=Channel.COUNTER, at=at)
    reason_for_counter = str(storable(reason_for_counter))
    dossier.reason_for_counter = reason_for_counter
    dossier.appointment = appointment_from(dossier, at)
    state = states.step(None, Act.RECEIVE)
    change(dossier, state, at=at, accepted_at=at, **at_first_step(dossier, at))
    agency, name = handed_to(dossier)
    entry = Received(
        answers=private(dossier, given),
        documents=kept_of(dossier, papers),
        appointment=iso_utc(dossier.appointment) if dossier.appointment else None,
        reason_for_counter=reason_for_counter,
        agency=agency,
        agency_name=name,
    )
    record(dossier, entry, by=standing, at=at)
    add_contents(dossier, given, papers, at=at)
    return dossier


def appointment_if_received(service: Service, at: datetime) -> datetime | None:
    """What an applicant would be promised who hands in at the counter at this moment."""
    dossier = Dossier(
        agency=service.agency,
        procedure_version=service.procedure.current,
        channel=Channel.COUNTER,
    )
    return appointment_from(dossier, at)
