"""Drafts (bản nháp): what is being filled in. No dossier yet: no code, no journal, and it expires.

A draft is opened by the secret of its link, or by the account that began it. Everything typed is
kept as it was typed; what is wrong with it is said, never thrown away.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from motcua.agencies.prepared import prepared
from motcua.agencies.sharding import across_jurisdictions, split_public_id
from motcua.catalogue.models import Service
from motcua.core.moments import local_day
from motcua.core.refusals import Conflict, Expired, FileRefused, Incomplete, Refusal
from motcua.core.sayings import say_day
from motcua.documents import changes as documents
from motcua.documents.models import StoredFile
from motcua.dossiers.links import opens
from motcua.dossiers.models import Dossier, Draft, DraftDocument, SupplementDocument
from motcua.dossiers.papers import Paper
from motcua.eforms import validation, versions
from motcua.eforms.definitions import Form
from motcua.eforms.reuse import settled
from motcua.eforms.validation import Checked
from motcua.people.models import User

LIFETIME = timedelta(days=30)
RECOVERY = timedelta(days=30)  # beyond that, in which it can be brought back
MOST_FILES = 20  # for one requirement
MOST_BYTES = 100_000_000  # in one draft: nobody fills our disk from outside


class NotOffered(Refusal):
    """The service is not (or no longer) offered online at this agency."""

    code, status, title = "not-offered", 409, "Dịch vụ chưa nộp được trên mạng"


def bind(service: Service, *, by: User | None, at: datetime, at_counter: bool = False) -> Draft:
    """An unsaved draft bound to the versions now in force. Raises `NotOffered`."""
    version = service.procedure.current
    taken = service.is_received if at_counter else service.is_offered
    if not (taken and version and service.form and service.process):
        raise _not_offered(service, at_counter=at_counter)
    return Draft(
        jurisdiction=service.agency.jurisdiction,
        service=service,
        agency=service.agency,
        procedure_version=version,
        form_version=service.form,
        process_version=service.process,
        applicant=by,
        created_at=at,
        saved_at=at,
        expires_at=at + LIFETIME,
    )


def start(service: Service, *, by: User | None = None, at: datetime) -> Draft:
    """Begin a draft for this service. Raises `NotOffered`."""
    draft = bind(service, by=by, at=at)
    draft.save(force_insert=True)
    return draft


def find(
    public_id: str, *, secret: str = "", user: User | None = None, whole: bool = True
) -> Draft | None:
    """The draft, if the secret or the account opens it; else None, as if there were none.

    With its service and agency, unless one is not `whole`.
    """
    place = split_public_id(public_id)
    if place is None:
        return None
    draft = next(iter(_found(*place) if whole else _alone(*place)), None)
    if draft is None:
        return None
    mine = user is not None and draft.applicant_id == user.pk
    return draft if mine or opens(secret, draft.secret) else None


def open_for(user: User, service: Service, *, at: datetime) -> list[Draft]:
    """The drafts this account has begun for the service and not handed in, newest first."""
    drafts = Draft.objects.filter(
        jurisdiction=service.agency.jurisdiction,
        applicant=user,
        service=service,
        dossier=None,
        corrects=None,
        expires_at__gt=at,
    )
    return list(drafts.order_by("-saved_at")[:5])


def all_open_for(user: User, *, at: datetime) -> list[Draft]:
    """The drafts this account has begun anywhere, newest first."""
    with across_jurisdictions():
        drafts = Draft.objects.filter(applicant=user, dossier=None, expires_at__gt=at)
        whole = drafts.select_related(*_REFERENCES, "corrects")
        return list(whole.order_by("-saved_at")[:50])


@transaction.atomic
def save(draft: Draft, patch: Mapping[str, Any], *, at: datetime) -> Checked:
    """Merge answers into the draft and keep them, valid or not; says what is missing or wrong.

    Raises `Incomplete` for a key the form does not have, `Expired`, `Conflict` once submitted.
    """
    now = locked(draft)
    check_open(now, at)
    form, before = form_of(now), now.answers
    now.answers = validation.merge(form, before, patch)
    if now.known:
        now.answers, now.known = settled(form, before, now.answers, now.known)
    now.saved_at, now.expires_at = at, at + LIFETIME
    now.save(update_fields=["answers", "known", "saved_at", "expires_at"])
    draft.known = now.known
    draft.answers, draft.saved_at, draft.expires_at = now.answers, now.saved_at, now.expires_at
    return check(now, at=at)


def check(draft: Draft, *, at: datetime) -> Checked:
    """What is missing and what is wrong at this moment."""
    present = {document.requirement for document in documents_of(draft)}
    return validation.check(form_of(draft), draft.answers, present, today=local_day(at))


def documents_of(draft: Draft) -> list[DraftDocument]:
    """The papers uploaded so far, in order."""
    return _documents(draft.jurisdiction, draft.pk)


def add_document(
    draft: Draft, requirement: str, source: UploadedFile | BinaryIO, *, filename: str, at: datetime
) -> DraftDocument:
    """Keep a paper for one requirement of the form; it is a save like any other.

    Raises `FileRefused`, `StorageFull`, `Incomplete`, `Expired`, `Conflict` once submitted.
    """
    check_takes(draft, requirement, at)
    file = documents.take_in(draft.jurisdiction, source, filename=filename, at=at)
    return attach(draft, requirement, file, filename=filename, at=at)


def attach(
    draft: Draft, requirement: str, file: StoredFile, *, filename: str, at: datetime
) -> DraftDocument:
    """The second half of `add_document`, for a file that was taken in; raises the same."""
    check_takes(draft, requirement, at)
    with transaction.atomic():
        touch(draft, at)
        return DraftDocument.objects.create(
            jurisdiction=draft.jurisdiction,
            draft=draft,
            requirement=requirement,
            filename=filename[-200:],
            file=documents.record(file),
            added_at=at,
        )


@transaction.atomic
def remove_document(draft: Draft, public_id: str, *, at: datetime) -> bool:
    """Take a paper away again; False when the draft has no such paper."""
    touch(draft, at)
    place = split_public_id(public_id)
    rows = DraftDocument.objects.filter(
        jurisdiction=draft.jurisdiction, draft=draft, pk=place[1] if place else 0
    )
    return bool(rows.delete()[0])


def locked(draft: Draft) -> Draft:
    """The draft as it is now, locked until the transaction ends. Raises `Expired` when gone."""
    found = _locked(draft.jurisdiction, draft.pk)
    if not found:
        raise _gone()
    found[0]._state.fields_cache.update(draft._state.fields_cache)  # the same for ever
    return found[0]


def check_open(draft: Draft, at: datetime) -> None:
    """Raises `Expired` when its time is over and `Conflict` with the code once it was submitted."""
    if draft.dossier_id is not None:
        raise _submitted(draft)
    if at >= draft.expires_at:
        check_recoverable(draft, at)
        raise _over(draft)


def check_recoverable(draft: Draft, at: datetime) -> None:
    """Raises `Expired` when it cannot be brought back either, `Conflict` once it was submitted."""
    if draft.dossier_id is not None:
        raise _submitted(draft)
    if draft.corrects_id is not None or at >= draft.expires_at + RECOVERY:
        raise _gone()


def check_new(draft: Draft) -> None:
    """Raises `Conflict` for a correction: it goes into its dossier and becomes no other."""
    if draft.corrects_id is not None:
        raise Conflict("Bản sửa này thuộc một hồ sơ đã nộp.", mend="Nộp lại ở trang của bản sửa.")


def check_takes(draft: Draft, requirement: str, at: datetime) -> None:
    """Is it open, does its form ask for this paper, is there room for one more?

    Raises as `add_document`.
    """
    check_open(draft, at)
    check_requirement(form_of(draft), requirement)
    check_room(documents_of(draft), requirement)


def check_requirement(form: Form, requirement: str) -> None:
    """Raises `Incomplete` when the form asks for no such paper."""
    known = [field.name for field in form.documents]
    if requirement not in known:
        raise Incomplete(
            f"Tờ khai không có giấy tờ “{requirement}”.",
            mend=f"Các giấy tờ của tờ khai: {', '.join(known) or 'không có'}.",
            missing=[],
            errors=[{"field": "/requirement", "message": "Không có giấy tờ này trong tờ khai"}],
        )


def check_room(
    papers: Sequence[DraftDocument] | Sequence[SupplementDocument], requirement: str
) -> None:
    """Raises `FileRefused` beyond so many files for one requirement, or so many bytes in all."""
    if sum(paper.requirement == requirement for paper in papers) >= MOST_FILES:
        raise FileRefused(
            f"Đã có {MOST_FILES} tệp cho giấy tờ này.",
            mend="Bỏ bớt tệp, hoặc gộp nhiều trang vào một tệp PDF.",
        )
    if sum(paper.file.bytes for paper in papers) >= MOST_BYTES:
        megabytes = MOST_BYTES // 1_000_000
        raise FileRefused(
            f"Các tệp của hồ sơ này đã quá {megabytes} MB.",
            mend="Bỏ bớt tệp, hoặc gửi ảnh ở cỡ nhỏ hơn.",
        )


def complete(draft: Draft, at: datetime) -> tuple[dict[str, Any], list[Paper]]:
    """Answers and papers to hand in. Raises `Expired`, and `Incomplete` when they are not."""
    check_open(draft, at)
    rows = documents_of(draft)
    form, today = form_of(draft), local_day(at)
    checked = validation.check(form, draft.answers, {row.requirement for row in rows}, today=today)
    refuse_incomplete(checked)
    answers = validation.effective_answers(form, draft.answers)
    wanted = {field.name for field in validation.visible_fields(form, draft.answers)}
    return answers, [
        Paper(requirement=row.requirement, filename=row.filename, file=row.file)
        for row in rows
        if row.requirement in wanted
    ]


def complete_at_counter(bound: Draft, answers: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The answers written down at the counter. Papers lie on the table; fields must be right."""
    form = form_of(bound)
    merged = validation.merge(form, {}, answers)
    papers = {field.name for field in form.documents}
    refuse_incomplete(validation.check(form, merged, papers, today=local_day(at)))
    return validation.effective_answers(form, merged)


def refuse_incomplete(checked: Checked) -> None:
    """Raises `Incomplete` with what is missing and wrong, if anything is."""
    if checked.is_complete:
        return
    count = len(checked.missing) + len(checked.errors)
    raise Incomplete(
        f"Còn {count} điều thiếu hoặc chưa đúng.",
        mend="Điền hoặc sửa các mục được nêu rồi nộp lại. Mọi điều đã điền vẫn còn.",
        missing=[{"kind": one.kind, "id": one.id} for one in checked.missing],
        errors=[{"field": one.field, "message": one.message} for one in checked.errors],
    )


def submitted_before(draft: Draft, key: str) -> Dossier:
    """The dossier, when the same key asks again; raises `Conflict` with the code otherwise."""
    if not opens(key, draft.submit_key):
        raise _submitted(draft)
    return dossier_of(draft)


def dossier_of(draft: Draft) -> Dossier:
    """The dossier that the draft became; call it for a draft that became one."""
    rows = Dossier.objects.select_related("agency", "service__procedure")
    return rows.get(jurisdiction=draft.jurisdiction, pk=draft.dossier_id or 0)


def close(draft: Draft, dossier: Dossier, key: str) -> None:
    """The draft has become a dossier; its answers live on there."""
    draft.dossier, draft.submit_key, draft.answers, draft.known = dossier, key, {}, {}
    draft.save(update_fields=["dossier", "submit_key", "answers", "known", "applicant"])


def form_of(draft: Draft) -> Form:
    """The form the draft is bound to."""
    return versions.load(draft.form_version)


_REFERENCES = ("service__procedure", "agency")


@prepared
def _found(jurisdiction: str, number: int) -> QuerySet[Draft]:
    rows = Draft.objects.filter(jurisdiction=jurisdiction, pk=number)
    return rows.select_related(*_REFERENCES)


@prepared
def _alone(jurisdiction: str, number: int) -> QuerySet[Draft]:
    return Draft.objects.filter(jurisdiction=jurisdiction, pk=number)


@prepared
def _locked(jurisdiction: str, number: int) -> QuerySet[Draft]:
    rows = Draft.objects.select_for_update(of=("self",))
    return rows.filter(jurisdiction=jurisdiction, pk=number)


@prepared
def _documents(jurisdiction: str, draft: int) -> QuerySet[DraftDocument]:
    rows = DraftDocument.objects.filter(
        jurisdiction=jurisdiction, draft=draft, file__jurisdiction=jurisdiction
    )
    return rows.select_related("file").order_by("id")


def touch(draft: Draft, at: datetime) -> None:
    """Lock the draft and keep it from now on for its whole time; raises what `check_open` does."""
    now = locked(draft)
    check_open(now, at)
    now.saved_at, now.expires_at = at, at + LIFETIME
    now.save(update_fields=["saved_at", "expires_at"])
    draft.saved_at, draft.expires_at = now.saved_at, now.expires_at


def _not_offered(service: Service, *, at_counter: bool) -> NotOffered:
    if at_counter:
        return NotOffered(
            "Cơ quan này không tiếp nhận thủ tục này.",
            mend=f"Xem lại thủ tục, hoặc hỏi {service.agency.name}.",
        )
    return NotOffered(
        "Dịch vụ này chưa nộp được trên mạng ở cơ quan này.",
        mend=f"Xin nộp tại quầy: {service.agency.name}.",
    )


def _submitted(draft: Draft) -> Conflict:
    dossier = dossier_of(draft)
    return Conflict(
        "Hồ sơ này đã được nộp.",
        why=f"Mã hồ sơ: {dossier.code}.",
        mend="Theo dõi hồ sơ bằng mã này; không cần nộp lại.",
        code=dossier.code,
    )


def _over(draft: Draft) -> Expired:
    """Its time is over, but nothing is lost yet."""
    done = "đã được bỏ" if draft.discarded_at else "đã hết hạn giữ"
    return Expired(
        f"Bản nháp này {done}, chưa bị xóa.",
        why=f"Bản nháp được giữ {LIFETIME.days} ngày kể từ lần lưu cuối.",
        mend=f"Khôi phục được đến {say_day(local_day(draft.expires_at + RECOVERY))}.",
        recoverable=True,
    )


def _gone() -> Expired:
    days = LIFETIME.days
    return Expired(
        "Bản nháp này không còn.",
        why=f"Bản nháp được giữ {days} ngày kể từ lần lưu cuối.",
        mend="Bắt đầu lại ở trang của dịch vụ.",
    )
