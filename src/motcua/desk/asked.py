"""What the applicant was asked to mend, as the officer who asked reads it again."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.core.sayings import say_moment
from motcua.core.states import State
from motcua.dossiers import supplements
from motcua.dossiers.models import Dossier, JournalEntry, SupplementRequest
from motcua.eforms.definitions import Form

REQUESTED = "dossier.supplement_requested"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request: when, until when or when it was answered, and its points with their words."""

    when: str
    until: str
    answered: str
    points: list[tuple[str, str]]
    ids: frozenset[str]

    @property
    def labels(self) -> str:
        """`Giấy chứng sinh, Dân tộc của mẹ`."""
        return ", ".join(label for label, _ in self.points)


def requests_of(dossier: Dossier, form: Form, entries: Iterable[JournalEntry]) -> list[Asked]:
    """Every request, the newest first; asks the database only where the journal knows of one."""
    if all(entry.kind != REQUESTED for entry in entries):
        return []
    return [_asked(one, form) for one in supplements.requests_of(dossier)]


def still_asked(dossier: Dossier, requests: Iterable[Asked]) -> frozenset[str]:
    """Fields and papers that wait for the applicant."""
    if dossier.state != State.AWAITING_APPLICANT:
        return frozenset()
    return frozenset(id for one in requests if not one.answered for id in one.ids)


def _asked(request: SupplementRequest, form: Form) -> Asked:
    labels = {name: field.label for name, field in form.fields.items()}
    return Asked(
        when=say_moment(request.asked_at),
        until=say_moment(request.answer_by),
        answered=say_moment(request.answered_at) if request.answered_at else "",
        points=[(labels.get(item["id"], item["id"]), item["message"]) for item in request.items],
        ids=frozenset(item["id"] for item in request.items),
    )
