"""Everything the product knows of an account, as files of one bundle."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from motcua.core.moments import iso_utc
from motcua.documents import kinds, names, storage
from motcua.documents.bundles import Member
from motcua.dossiers import drafts, my_data
from motcua.dossiers.models import DossierDocument, DraftDocument
from motcua.feedback.queries import rating_of
from motcua.people.models import User
from motcua.people.tokens import tokens_of

READ_ME = """Dữ liệu của {name}, lấy ra lúc {at}.

tai-khoan.json         thông tin tài khoản
ho-so/<mã>/            mỗi hồ sơ: ho-so.json (tờ khai, diễn biến, tin nhắn, ai đã xem) và giấy tờ
ban-nhap/<số>/         bản nháp chưa nộp và giấy tờ kèm theo

Thời điểm trong các tệp .json là giờ quốc tế (UTC).
"""


def members(user: User, at: datetime) -> Iterator[Member]:
    """The files, one after another; each paper is opened when its turn comes."""
    yield _text("doc-truoc.txt", READ_ME.format(name=user.name, at=iso_utc(at)))
    yield _json("tai-khoan.json", _account(user))
    for dossier in my_data.dossiers_of(user):
        facts, papers = my_data.told(dossier)
        rating = rating_of(dossier)
        facts["rating"] = None if rating is None else _rating(rating)
        yield _json(f"ho-so/{dossier.code}/ho-so.json", facts)
        yield from _papers(f"ho-so/{dossier.code}/giay-to", papers)
    for draft in my_data.drafts_of(user, at):
        folder = f"ban-nhap/{draft.public_id}"
        saved = {"saved_at": iso_utc(draft.saved_at), "expires_at": iso_utc(draft.expires_at)}
        facts = {"procedure": draft.service.procedure.name, "agency": draft.agency.name, **saved}
        yield _json(f"{folder}/ban-nhap.json", {**facts, "answers": draft.answers})
        yield from _papers(f"{folder}/giay-to", drafts.documents_of(draft))


def _account(user: User) -> dict[str, Any]:
    """All columns but the hash of the password, and what programs may do in her name."""
    facts = ("username", "kind", "name", "email", "confirmed_email", "phone", "personal_number",
             "tax_code")  # fmt: skip
    return {
        **{name: getattr(user, name) for name in facts},
        "created_at": iso_utc(user.created_at),
        "last_login": iso_utc(user.last_login) if user.last_login else None,
        "tokens": [{"name": one.name, "scope": one.scope} for one in tokens_of(user)],
    }


def _rating(rating: Any) -> dict[str, Any]:
    return {
        **{name: str(value) for name, value in vars(rating.grades).items()},
        "comment": rating.comment,
        "rated_at": iso_utc(rating.rated_at),
    }


def _papers(folder: str, papers: Iterable[DossierDocument | DraftDocument]) -> Iterator[Member]:
    for number, paper in enumerate(papers, start=1):
        name = kinds.with_extension(names.clean(paper.filename), paper.file.content_type)
        path = f"{folder}/{number:02d} {name}"
        try:
            yield Member(path=path, data=storage.open_bytes(paper.file.sha256))
        except FileNotFoundError:
            yield _text(f"{path} (mat).txt", "Tệp này không còn trong kho; báo cho cơ quan.")


def _json(path: str, facts: Any) -> Member:
    return _text(path, json.dumps(facts, ensure_ascii=False, indent=1))


def _text(path: str, text: str) -> Member:
    return Member(path=path, data=text.encode())
