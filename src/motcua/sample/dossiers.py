"""Dossiers of the demo in every state, made by the same acts as all others, so with a true journal.

Fewer than 300, spread over the last weeks; names and papers are made up. The same seed gives the
same dossiers relative to the day.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from motcua.agencies import calendars
from motcua.agencies.models import Agency
from motcua.catalogue.models import Service
from motcua.core.consultations import Opinion
from motcua.core.moments import local_day
from motcua.core.states import Outcome
from motcua.core.worktime import add_time, next_working_moment
from motcua.dossiers import access, acts, drafts, supplements
from motcua.dossiers.actors import CLOCK, Applicant, Officer, officer_of
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.holding import held_by
from motcua.dossiers.models import Dossier
from motcua.eforms import units, versions
from motcua.eforms.examples import examples
from motcua.eforms.validation import visible_fields
from motcua.people.models import Posting, User
from motcua.people.roles import Role
from motcua.sample import names

REASONS = ("unaware", "form_hard", "needs_help", "originals", "on_the_way")


@dataclass(frozen=True, kw_only=True)
class Life:
    """One kind of life: how many hours ago it began, of which procedure, what was done with it."""

    name: str
    count: int
    age: tuple[float, float]
    live: "Callable[[Story], None]"
    procedure: str = ""


@dataclass
class Story:
    """One dossier on its way: who, where, and the moment it has come to."""

    rng: random.Random
    service: Service
    staff: dict[Role, Officer]
    by: Applicant
    at: datetime
    now: datetime
    dossier: Dossier

    def later(self, least: float, most: float) -> datetime:
        """Let some working hours pass, but never beyond now."""
        amount = timedelta(hours=self.rng.uniform(least, most))
        self.at = min(add_time(calendars.legal_calendar(), self.at, amount), self.now)
        return self.at


def load(*, at: datetime, seed: int = 1) -> int:
    """Make the dossiers of the demo; how many were made."""
    rng = random.Random(seed)
    places = _places(at)
    services = [service for service in _services() if service.agency_id in places]
    citizen = User.objects.get(username="nguoidan")
    made = 0
    for life in LIVES:
        fitting = [one for one in services if life.procedure in ("", one.procedure.code)]
        for number in range(life.count if fitting else 0):
            service = rng.choice(fitting)
            owner = citizen if number % 10 == 0 else None
            staff = places[service.agency_id]
            story = _begin(rng, service, staff, owner, at, life.age)
            life.live(story)
            _open(story)
            made += 1
    return made


def _begin(
    rng: random.Random,
    service: Service,
    staff: dict[Role, Officer],
    owner: User | None,
    now: datetime,
    age: tuple[float, float],
) -> Story:
    """Hand in a filled-in form some working hours ago, online or at the counter."""
    legal = calendars.legal_calendar()
    at = next_working_moment(legal, now - timedelta(hours=rng.uniform(*age)))
    at = min(at, now - timedelta(minutes=5))
    form = versions.load(service.form) if service.form else None
    if form is None:
        raise LookupError(service)
    answers = _answers(rng, form.fields, at)
    if rng.random() < 0.25:
        dossier = acts.receive(
            service,
            by=staff[Role.DESK_OFFICER],
            at=at,
            answers=answers,
            reason_for_counter=rng.choice(REASONS),
        )
        return Story(rng, service, staff, Applicant(secret=dossier.secret), at, now, dossier)
    draft = drafts.start(service, by=owner, at=at)
    drafts.save(draft, answers, at=at)
    for field in visible_fields(form, answers):
        if field.type == "document" and field.required:
            paper = BytesIO(_paper(rng.randrange(6)))
            drafts.add_document(draft, field.name, paper, filename="giấy tờ.jpg", at=at)
    by = Applicant(user=owner, secret=draft.secret)
    dossier = acts.submit(draft, by=by, at=at, key=f"demo-{draft.pk}")
    return Story(rng, service, staff, by, at, now, dossier)


def _answers(rng: random.Random, fields: Any, at: datetime) -> dict[str, Any]:
    made = dict(examples(fields, today=local_day(at), unit=_unit()))
    name = names.person(rng)
    if "applicant.name" in fields:
        made["applicant.name"] = name
    if "applicant.email" in fields:
        made["applicant.email"] = "nguoi.nop@example.com" if rng.random() < 0.3 else None
    return {key: value for key, value in made.items() if value is not None}


@cache
def _unit() -> str:
    return units.example(local_day(datetime.now(UTC)))


@cache
def _paper(number: int) -> bytes:
    """A made-up paper as a phone would photograph it."""
    picture = Image.new("RGB", (900, 1200), (250, 248, 240))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 60, 840, 1140), outline=(120, 120, 120), width=3)
    for line in range(12):
        width = 300 + (number * 137 + line * 91) % 400
        draw.line((110, 200 + line * 70, 110 + width, 200 + line * 70), fill=(90, 90, 90), width=4)
    out = BytesIO()
    picture.save(out, "JPEG", quality=60)
    return out.getvalue()


def _open(story: Story) -> None:
    """Whoever holds it has mostly looked at it; the watchdog finds the rest."""
    if story.dossier.holder_role and story.rng.random() < 0.95:
        access.look(story.dossier, by=_holder(story), at=story.later(0.1, 1.5))


def _waiting(story: Story) -> None:
    """Nobody has looked at it yet."""


def _handled(story: Story) -> None:
    _accept(story)
    if story.rng.random() < 0.5 and story.dossier.holder_role == Role.HANDLING_OFFICER:
        officer = story.staff[Role.HANDLING_OFFICER]
        story.dossier = acts.assign(story.dossier, by=officer, at=story.later(0.1, 1))


def _at_signing(story: Story) -> None:
    _accept(story)
    head, handling = story.staff[Role.HEAD], story.staff[Role.HANDLING_OFFICER]
    while story.dossier.holder_role == Role.HANDLING_OFFICER:
        by = _holder(story)
        story.dossier = acts.advance(story.dossier, by=by, at=story.later(0.5, 3))
    if story.rng.random() < 0.1 and story.dossier.step:
        story.dossier = acts.send_back(
            story.dossier, by=head, at=story.later(0.2, 1), reason="Ghi thiếu căn cứ pháp luật."
        )
        story.dossier = acts.advance(story.dossier, by=handling, at=story.later(0.2, 1))


def _holder(story: Story) -> Officer:
    """Who has the step, perhaps at another agency."""
    dossier = story.dossier
    if dossier.holder_agency_id == dossier.agency_id:
        return story.staff[Role(dossier.holder_role)]
    return _officer_at(held_by(dossier), Role(dossier.holder_role), story.at)


def _officer_at(agency: Agency, role: Role, at: datetime) -> Officer:
    here = Posting.objects.filter(agency=agency, role=role, user__is_demo=True)
    return officer_of(here.select_related("user").earliest("pk").user, at)


def _asked(story: Story, *, days: int = 3) -> Officer:
    """The tax office was asked and has not answered; whoever can answer there."""
    _accept(story)
    tax = Agency.objects.get(code=TAX)
    story.dossier = acts.consult(
        story.dossier, by=_holder(story), at=story.later(0.5, 3), agency=tax, days=days,
        question="Thửa đất còn nợ tiền sử dụng đất hoặc lệ phí trước bạ không?",
    )  # fmt: skip
    return _officer_at(tax, Role.HANDLING_OFFICER, story.at)


def _asking(story: Story) -> None:
    _asked(story)


def _overdue_answer(story: Story) -> None:
    _asked(story, days=1)


def _answered_by_tax(story: Story) -> None:
    tax = _asked(story)
    story.dossier = acts.answer_consultation(
        story.dossier, by=tax, at=story.later(1, 6), opinion=Opinion.AGREE,
        answer="Thửa đất không còn nợ nghĩa vụ tài chính.",
    )  # fmt: skip


def _at_tax(story: Story) -> None:
    """At the step of the tax office, in its inbox."""
    _accept(story)
    story.dossier = acts.advance(story.dossier, by=_holder(story), at=story.later(0.5, 4))


def _awaiting(story: Story) -> None:
    desk = story.staff[Role.DESK_OFFICER]
    if story.dossier.state != "submitted":
        desk = story.staff[Role.HANDLING_OFFICER]
    form = versions.load(story.dossier.form_version)
    name = next(iter(form.documents), form.fields["applicant.name"]).name
    kind = "document" if form.fields[name].type == "document" else "field"
    words = "Ảnh mờ, xin chụp lại ở chỗ sáng, thấy đủ bốn góc."
    item = SupplementItem(kind=kind, id=name, message=words)
    story.dossier = acts.request_supplement(
        story.dossier, by=desk, at=story.later(0.3, 2), items=[item]
    )


def _answered(story: Story) -> None:
    _awaiting(story)
    at = story.later(1, 6)
    request = supplements.open_request(story.dossier)
    for item in request.items:
        if item["kind"] == "document":
            supplements.add_document(
                story.dossier, request, item["id"], BytesIO(_paper(5)),
                filename="chụp lại.jpg", at=at,
            )  # fmt: skip
        else:
            answers = {item["id"]: story.dossier.applicant_name}
            supplements.save(story.dossier, request, answers)
    story.dossier = acts.supplement(story.dossier, by=story.by, at=at)


def _decided(story: Story) -> None:
    _at_signing(story)
    outcome = story.rng.choices(list(Outcome), weights=[90, 6, 4])[0]
    reason = "" if outcome is Outcome.GRANTED else "Chưa đủ điều kiện theo quy định."
    head = story.staff[Role.HEAD]
    story.dossier = acts.decide(
        story.dossier, by=head, at=story.later(0.3, 2), outcome=outcome, reason=reason
    )


def _returned(story: Story) -> None:
    _decided(story)
    way = story.rng.choice(["counter", "post", "online"])
    desk = story.staff[Role.DESK_OFFICER]
    story.dossier = acts.return_result(story.dossier, by=desk, at=story.later(0.5, 5), way=way)


def _refused(story: Story) -> None:
    if story.dossier.state == "submitted":
        desk = story.staff[Role.DESK_OFFICER]
        story.dossier = acts.refuse(
            story.dossier, by=desk, at=story.later(0.3, 3),
            reason="Không thuộc thẩm quyền của phường; xin nộp ở nơi thường trú.",
        )  # fmt: skip


def _withdrawn(story: Story) -> None:
    story.dossier = acts.withdraw(story.dossier, by=story.by, at=story.later(0.5, 4))


def _expired(story: Story) -> None:
    _awaiting(story)
    if story.dossier.due_at is not None:
        after = story.dossier.due_at + timedelta(hours=1)
        story.dossier = acts.expire(story.dossier, by=CLOCK, at=after)


def _accept(story: Story) -> None:
    if story.dossier.state == "submitted":
        desk = story.staff[Role.DESK_OFFICER]
        story.dossier = acts.accept(story.dossier, by=desk, at=story.later(0.3, 3))


def _places(at: datetime) -> dict[int, dict[Role, Officer]]:
    """The demo officers by agency and role, where all three roles are held."""
    roles = (Role.DESK_OFFICER, Role.HANDLING_OFFICER, Role.HEAD)
    found: dict[int, dict[Role, Officer]] = {}
    for posting in Posting.objects.filter(user__is_demo=True, role__in=roles).select_related(
        "user"
    ):
        officer = officer_of(posting.user, at)
        found.setdefault(posting.agency_id, {})[Role(posting.role)] = officer
    return {agency: staff for agency, staff in found.items() if len(staff) == len(roles)}


def _services() -> list[Service]:
    rows = Service.objects.filter(published_at__isnull=False, withdrawn_at=None, form__isnull=False)
    return list(
        rows.select_related("agency", "procedure__current", "form", "process").order_by("pk")
    )


DAY = 24
LAND, TAX = "1.012783", "000.24.10.G12"  # through the tax office, see data/processes.json
LIVES = (
    Life(name="submitted", count=36, age=(0.2, 20), live=_waiting),
    Life(name="accepted", count=48, age=(4, 2 * DAY), live=_handled),
    Life(name="signing", count=24, age=(8, 2 * DAY), live=_at_signing),
    Life(name="awaiting", count=24, age=(DAY, 10 * DAY), live=_awaiting),
    Life(name="answered", count=12, age=(2 * DAY, 4 * DAY), live=_answered),
    Life(name="decided", count=30, age=(1.5 * DAY, 4 * DAY), live=_decided),
    Life(name="returned", count=60, age=(8 * DAY, 40 * DAY), live=_returned),
    Life(name="refused", count=10, age=(3 * DAY, 30 * DAY), live=_refused),
    Life(name="withdrawn", count=8, age=(3 * DAY, 30 * DAY), live=_withdrawn),
    Life(name="expired", count=8, age=(45 * DAY, 60 * DAY), live=_expired),
    Life(name="asking", count=3, age=(DAY, 2 * DAY), live=_asking, procedure=LAND),
    Life(name="overdue", count=1, age=(8 * DAY, 9 * DAY), live=_overdue_answer, procedure=LAND),
    Life(name="answered", count=2, age=(2 * DAY, 5 * DAY), live=_answered_by_tax, procedure=LAND),
    Life(name="at tax", count=3, age=(DAY, 3 * DAY), live=_at_tax, procedure=LAND),
)
