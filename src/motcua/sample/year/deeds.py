"""Turns an event of the plan into the act, done by the person whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from motcua.catalogue.models import Service
from motcua.core.moments import local_day
from motcua.core.states import Outcome
from motcua.dossiers import acts, drafts, supplements
from motcua.dossiers.actors import CLOCK, Applicant, Officer
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Dossier
from motcua.dossiers.suspensions import Cause
from motcua.eforms import units, versions
from motcua.eforms.examples import examples
from motcua.feedback.acts import rate
from motcua.feedback.grades import Grade
from motcua.people.models import Posting
from motcua.people.roles import Role
from motcua.sample import names
from motcua.sample.year.lives import Deed, Event, Life

ASKED = "request"
WORDS = "Xin ghi rõ hơn việc đề nghị, kèm số giấy tờ liên quan."
WAITS = "Chờ việc khác xong mới giải quyết tiếp được."
MENDED = "Đã bổ sung theo yêu cầu."


@dataclass(frozen=True, kw_only=True)
class Crew:
    """Who works at one agency."""

    desk: Officer
    handling: Officer
    head: Officer

    def holder(self, role: str) -> Officer:
        """Who holds a step of this role."""
        return self.head if role == Role.HEAD else self.handling


def crew(jurisdiction: str) -> dict[str, Crew]:
    """The officers of the replay by their agency's code."""
    found: dict[str, dict[str, Officer]] = {}
    postings = Posting.objects.filter(
        agency__jurisdiction=jurisdiction, user__username__startswith="2018-"
    ).select_related("user", "agency")
    for posting in postings:
        officer = Officer(user=posting.user, postings=(posting,))
        found.setdefault(posting.agency.code, {})[posting.role] = officer
    return {
        code: Crew(
            desk=by_role[Role.DESK_OFFICER],
            handling=by_role[Role.HANDLING_OFFICER],
            head=by_role[Role.HEAD],
        )
        for code, by_role in found.items()
    }


class Doer:
    """Knows the services and officers, and which dossier each life has become."""

    def __init__(self, services: Sequence[Service], crews: dict[str, Crew]) -> None:
        self._services, self._crews = services, crews
        self._dossiers: dict[int, Dossier | str] = {}
        self._answers: dict[int, dict[str, Any]] = {}

    def do(self, number: int, life: Life, event: Event) -> None:
        """Do the act of this event."""
        service = self._services[life.service]
        staff = self._crews[service.agency.code]
        if event.deed is Deed.COME:
            self._dossiers[number] = self._come(service, staff, life, event)
        else:
            act = getattr(self, f"_{event.deed.value}")
            self._dossiers[number] = act(self._dossier(number, service), staff, event)

    def remember(self, number: int, code: str) -> None:
        """This life has become the dossier of this code."""
        self._dossiers[number] = code

    def forget(self, number: int) -> None:
        """Nothing more happens to it in this year."""
        del self._dossiers[number]

    def _dossier(self, number: int, service: Service) -> Dossier:
        found = self._dossiers[number]
        if isinstance(found, str):
            rows = Dossier.objects.select_related("agency")
            return rows.get(jurisdiction=service.agency.jurisdiction, code=found)
        return found

    def _come(self, service: Service, staff: Crew, life: Life, event: Event) -> Dossier:
        answers = self._answers_of(service, life, event.at)
        if not life.online:
            return acts.receive(
                service, by=staff.desk, at=event.at, answers=answers, reason_for_counter=event.word
            )
        draft = drafts.start(service, at=event.at)
        drafts.save(draft, answers, at=event.at)
        by = Applicant(secret=draft.secret)
        return acts.submit(draft, by=by, at=event.at, key=f"2018-{draft.pk}")

    def _answers_of(self, service: Service, life: Life, at: datetime) -> dict[str, Any]:
        if service.form is None:
            raise LookupError(service)
        known = self._answers.get(service.form.pk)
        if known is None:
            fields, today = versions.load(service.form).fields, local_day(at)
            known = examples(fields, today=today, unit=units.example(today))
            self._answers[service.form.pk] = known
        rng = Random(life.person)
        name = names.person(rng)
        return {**known, "applicant.name": name}

    def _accept(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        return acts.accept(dossier, by=staff.desk, at=event.at)

    def _refuse(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        reason = "Không thuộc thẩm quyền giải quyết của cơ quan."
        return acts.refuse(dossier, by=staff.desk, at=event.at, reason=reason)

    def _ask(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        by = staff.desk if dossier.accepted_at is None else staff.handling
        item = SupplementItem(kind="field", id=ASKED, message=WORDS)
        return acts.request_supplement(dossier, by=by, at=event.at, items=[item])

    def _answer(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        request = supplements.open_request(dossier)
        supplements.save(dossier, request, {ASKED: MENDED})
        return acts.supplement(dossier, by=_applicant(dossier, staff), at=event.at)

    def _expire(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        return acts.expire(dossier, by=CLOCK, at=event.at)

    def _withdraw(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        return acts.withdraw(dossier, by=_applicant(dossier, staff), at=event.at)

    def _take(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        return acts.assign(dossier, by=staff.holder(dossier.holder_role), at=event.at)

    def _suspend(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        return acts.suspend(
            dossier, by=staff.handling, at=event.at, cause=Cause(event.word), reason=WAITS
        )

    def _resume(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        return acts.resume(dossier, by=staff.handling, at=event.at)

    def _advance(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        return acts.advance(dossier, by=staff.holder(dossier.holder_role), at=event.at)

    def _send_back(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        reason = "Ghi thiếu căn cứ pháp luật."
        return acts.send_back(dossier, by=staff.head, at=event.at, reason=reason)

    def _apologise(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        return acts.apologise(
            dossier, by=staff.head, at=event.at, new_appointment=event.until or event.at,
            reason="Cần thêm thời gian thẩm định thực tế.",
        )  # fmt: skip

    def _decide(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        outcome = Outcome(event.word)
        reason = "" if outcome is Outcome.GRANTED else "Chưa đủ điều kiện theo quy định."
        return acts.decide(dossier, by=staff.head, at=event.at, outcome=outcome, reason=reason)

    def _return(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        return acts.return_result(dossier, by=staff.desk, at=event.at, way=event.word)

    def _rate(self, dossier: Dossier, staff: Crew, event: Event) -> Dossier:
        ease, in_time, conduct = (Grade(word) for word in event.word.split())
        by = Applicant(secret=dossier.secret)
        rate(dossier, by=by, at=event.at, ease=ease, time=in_time, conduct=conduct)
        return dossier


def _applicant(dossier: Dossier, staff: Crew) -> Applicant | Officer:
    """Online the applicant, by the secret of the receipt; at the counter the desk for her."""
    online = dossier.channel == "online"
    return Applicant(secret=dossier.secret) if online else staff.desk
