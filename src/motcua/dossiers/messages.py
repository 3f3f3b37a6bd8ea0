"""Messages (tin nhắn) between the applicant and the officers who have the dossier.

No act: a message changes nothing of the dossier, moves no deadline and stands in no journal, for
its words are personal. What both sides can rely on is when it was sent and when it was read.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from motcua.core.moments import local_day
from motcua.core.refusals import Incomplete, NotAllowed, Refusal, WrongState
from motcua.core.sayings import say_moment
from motcua.dossiers.actors import Applicant, Officer
from motcua.dossiers.changing import locked
from motcua.dossiers.may import check_not_own, owns
from motcua.dossiers.models import Dossier, Message

LONGEST = 2000  # letters
MOST, WINDOW = 10, timedelta(hours=1)
"""So many may one applicant send about one dossier in this time; officers are not counted."""
SAME = timedelta(minutes=2)
"""The same words again within this time are a second tap on the button."""
MOST_SHOWN = 200
MOST_UNREAD = 1000


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message as a page shows it: who, what, when, and whether the other side has read it."""

    who: str
    text: str
    when: str
    read: str
    mine: bool


class TooManyMessages(Refusal):
    """More messages than anybody can answer."""

    code, status, title = "too-many-messages", 429, "Đã gửi nhiều tin nhắn"


@transaction.atomic
def write(dossier: Dossier, *, by: Applicant | Officer, at: datetime, text: str) -> Message:
    """Send a message to the other side; the same words at once again are the first message.

    Raises `NotAllowed`, `WrongState` once the dossier is closed, `Incomplete` for no words or too
    many, `TooManyMessages`.
    """
    dossier = locked(dossier)
    agency = check_may_write(dossier, by)
    words = _checked(text)
    mine = isinstance(by, Applicant)
    before = _sent_lately(dossier, mine, at)
    if before and before[0].text == words and at - before[0].sent_at < SAME:
        return before[0]
    if mine and len(before) >= MOST:
        raise _too_many(before[MOST - 1].sent_at + WINDOW - at)
    message = Message(
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        from_applicant=mine,
        author_name=by.user.name if isinstance(by, Officer) else "",
        agency_name=agency,
        text=words,
        sent_at=at,
    )
    message.save(force_insert=True)
    read(of(dossier), by=by, at=at)  # who answers has read
    return message


def check_may_write(dossier: Dossier, by: Applicant | Officer) -> str:
    """The agency for which an officer writes, "" for the applicant.

    Raises `NotAllowed`, and `WrongState` once nobody has the dossier any more.
    """
    agency = "" if isinstance(by, Applicant) else _workplace(dossier, by)
    if isinstance(by, Applicant) and not owns(dossier, by):
        raise NotAllowed("Chỉ người nộp và cán bộ đang giữ hồ sơ nhắn được ở đây.")
    if dossier.closed_at is not None:
        raise WrongState(
            "Hồ sơ đã kết thúc, không còn ai giữ để trả lời ở đây.",
            mend=f"Gọi hoặc đến {dossier.agency.name}, đọc mã hồ sơ để cán bộ tìm.",
        )
    return agency


def may_write(dossier: Dossier, by: Applicant | Officer) -> bool:
    """Would `check_may_write` let this person through?"""
    try:
        check_may_write(dossier, by)
    except (NotAllowed, WrongState):
        return False
    return True


def of(dossier: Dossier) -> list[Message]:
    """What was written about the dossier, the oldest first.

    Asks nothing where the dossier was read with the answer that there is nothing.
    """
    if not getattr(dossier, "has_messages", True):
        return []
    rows = Message.objects.filter(jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk)
    return list(rows.order_by("-sent_at", "-id")[:MOST_SHOWN])[::-1]


def read(messages: list[Message], *, by: Applicant | Officer, at: datetime) -> None:
    """This side sees them now: what the other side wrote is read from this moment on.

    Nothing is written where nothing is new.
    """
    mine = isinstance(by, Applicant)
    fresh = [one for one in messages if one.read_at is None and one.from_applicant != mine]
    if fresh:
        rows = Message.objects.filter(jurisdiction=fresh[0].jurisdiction, read_at=None)
        rows.filter(pk__in=[one.pk for one in fresh]).update(read_at=at)
    for one in fresh:
        one.read_at = at


def told(messages: list[Message], *, by: Applicant | Officer, at: datetime) -> list[Said]:
    """The messages in words, as this side reads them."""
    day, applicant = local_day(at), isinstance(by, Applicant)
    return [
        Said(
            who=_who(one, to_applicant=applicant),
            text=one.text,
            when=say_moment(one.sent_at, day),
            read=f"Đã đọc {say_moment(one.read_at, day)}" if one.read_at else "Chưa đọc",
            mine=one.from_applicant == applicant,
        )
        for one in messages
    ]


def _who(one: Message, *, to_applicant: bool) -> str:
    if one.from_applicant:
        return "Ông/bà" if to_applicant else "Người nộp"
    return f"{one.author_name}, {one.agency_name}"


def unread_at(by: Officer) -> list[int]:
    """The open dossiers with messages that no officer has read, where this officer works.

    Up to `MOST_UNREAD`, each once.
    """
    places = {posting.agency_id: posting.agency.jurisdiction for posting in by.workplaces}
    jurisdictions, agencies = list(set(places.values())), list(places)
    rows = Message.objects.filter(
        Q(dossier__agency__in=agencies) | Q(dossier__holder_agency__in=agencies),
        jurisdiction__in=jurisdictions,
        dossier__jurisdiction__in=jurisdictions,
        dossier__closed_at=None,
        from_applicant=True,
        read_at=None,
    )
    found = rows.order_by().values_list("dossier", flat=True).distinct()
    return list(found[:MOST_UNREAD]) if agencies else []


def _workplace(dossier: Dossier, by: Officer) -> str:
    """Where this officer works of the two agencies that may have the dossier."""
    check_not_own(dossier, by)
    for posting in by.workplaces:
        if posting.agency_id in {dossier.agency_id, dossier.holder_agency_id}:
            return posting.agency.name
    raise NotAllowed(
        "Ông/bà không nhắn được về hồ sơ này.",
        why="Chỉ cán bộ của cơ quan đang giữ hồ sơ nhắn với người nộp.",
    )


def _checked(text: str) -> str:
    """The words as they are kept; raises `Incomplete` for none and for too many."""
    words = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not words:
        raise _refused("Chưa có nội dung tin nhắn", "Viết điều cần hỏi hoặc trả lời, rồi gửi.")
    if len(words) > LONGEST:
        over = len(words) - LONGEST
        raise _refused(
            f"Tin nhắn dài quá {over} chữ cái",
            f"Viết gọn trong {LONGEST} chữ cái, hoặc gửi hai tin.",
        )
    return words


def _refused(what: str, mend: str) -> Incomplete:
    errors = [{"field": "/text", "message": f"{what}. {mend}"}]
    return Incomplete(f"{what}.", mend=mend, missing=[], errors=errors)


def _sent_lately(dossier: Dossier, mine: bool, at: datetime) -> list[Message]:
    """What this side sent within the window, the newest first."""
    rows = Message.objects.filter(
        jurisdiction=dossier.jurisdiction,
        dossier_id=dossier.pk,
        from_applicant=mine,
        sent_at__gt=at - WINDOW,
    )
    return list(rows.order_by("-sent_at", "-id")[:MOST])


def _too_many(wait: timedelta) -> TooManyMessages:
    seconds = max(int(wait.total_seconds()), 1)
    minutes = -(-seconds // 60)
    return TooManyMessages(
        f"Đã gửi {MOST} tin nhắn trong một giờ.",
        why="Số tin được giới hạn để cán bộ đọc kịp.",
        mend=f"Gửi tiếp sau {minutes} phút, hoặc gọi cơ quan.",
        retry_after=seconds,
    )
