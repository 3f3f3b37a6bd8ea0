"""Everyday words that an owner teaches the search: checked, dated, with a reason, used at once."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from motcua.catalogue import unanswered
from motcua.catalogue.models import LocalSynonym, SearchIndex, SearchTerm
from motcua.catalogue.search_terms import keys, spoken_keys
from motcua.catalogue.synonyms import Synonym
from motcua.core.moments import local_day
from motcua.core.refusals import NotAllowed, Refusal
from motcua.people.models import User
from motcua.people.postings import postings_of
from motcua.people.roles import Role

LONGEST_PHRASE = 8  # syllables; what is longer is a sentence that nobody says twice
LONGEST_TEXT = 200


class NotUsable(Refusal):
    """The words can't be taught; `field` names the one to mend."""

    code, status, title = "synonym-not-usable", 422, "Chưa dùng được lời này"


@transaction.atomic
def teach(said: str, *, law: str, reason: str, by: User, at: datetime) -> LocalSynonym:
    """From now on whoever says `said` finds what `law` finds; said before, it means this now.

    Raises `NotAllowed`, `NotUsable`.
    """
    check_may_teach(by, at)
    said, law, reason = (" ".join(text.split()) for text in (said, law, reason))
    check_usable(said, law=law, reason=reason)
    line, _ = LocalSynonym.objects.update_or_create(
        key=_key(spoken_keys(said)),
        defaults={
            "said": said,
            "law": law,
            "reason": reason,
            "by": by.name,
            "since": local_day(at),
        },
    )
    unanswered.settle(said)
    _tell()
    return line


@transaction.atomic
def withdraw(number: int, *, by: User, at: datetime) -> None:
    """Stop using the line; one that is gone already is no error. Raises `NotAllowed`."""
    check_may_teach(by, at)
    LocalSynonym.objects.filter(pk=number).delete()
    _tell()


def taught() -> list[LocalSynonym]:
    """All lines in use, the newest first."""
    return list(LocalSynonym.objects.order_by("-since", "said"))


def taught_lines() -> list[Synonym]:
    """The same as the search reads them."""
    lines = LocalSynonym.objects.order_by("key").values_list("said", "law", "reason")
    return [Synonym((said,), law, reason) for said, law, reason in lines]


def _tell() -> None:
    """By the digest the processes that hold the lines know that they changed."""
    digest = sha256(repr(taught_lines()).encode()).hexdigest()
    SearchIndex.objects.update_or_create(pk=SearchIndex.ONLY, defaults={"taught": digest})


def check_may_teach(by: User, at: datetime) -> None:
    """Owners may."""
    if not any(posting.role == Role.OWNER for posting in postings_of(by, local_day(at))):
        raise NotAllowed(
            "Ông/bà không đặt được lời thường ngày.",
            why="Việc này dành cho người soạn thủ tục.",
            mend="Nhờ quản trị phân công vai trò người soạn thủ tục.",
        )


def check_usable(said: str, *, law: str, reason: str) -> None:
    """Short, with a reason, and with words that some procedure has."""
    if not 1 <= len(spoken_keys(said)) <= LONGEST_PHRASE or len(said) > LONGEST_TEXT // 4:
        raise NotUsable(
            f"Lời người dân nói cần từ 1 đến {LONGEST_PHRASE} tiếng.",
            mend="Ghi cụm từ ngắn mà người dân hay gõ.",
        )
    if len(reason) < len("lời cũ") or len(reason) > LONGEST_TEXT:
        raise NotUsable(
            "Cần lý do, tối đa 200 chữ cái.", mend="Cho biết vì sao hai lời là một việc."
        )
    _check_law(law, said)


def _check_law(law: str, said: str) -> None:
    wanted = set(keys(law))
    known = set(SearchTerm.objects.filter(text__in=wanted).values_list("text", flat=True))
    if not wanted or len(law) > LONGEST_TEXT or keys(law) == spoken_keys(said):
        raise NotUsable(
            "Cần lời trong luật, khác lời người dân nói.", mend="Chép lời từ tên thủ tục."
        )
    if strange := sorted(wanted - known):
        raise NotUsable(
            f"Không thủ tục nào có tiếng “{strange[0]}”.",
            why="Lời trong luật phải có trong tên hoặc lĩnh vực của thủ tục.",
            mend="Chép lời từ tên thủ tục.",
        )


def _key(syllables: Sequence[str]) -> str:
    return " ".join(syllables)[:80]
