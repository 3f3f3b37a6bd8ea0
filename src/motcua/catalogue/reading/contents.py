"""From a record to the content of a procedure, with remarks on what was not understood."""

import re

from motcua.catalogue.content import Channel, Method, ProcedureContent
from motcua.catalogue.reading.documents import read_documents
from motcua.catalogue.reading.methods import read_methods
from motcua.catalogue.reading.records import RawRecord
from motcua.catalogue.reading.remarks import Remark

KINDS = {"ministry", "province", "district", "commune", "other"}
_ELECTRONIC = re.compile(r"điện tử", re.IGNORECASE)
_COPIED = (
    "code", "name", "field", "kind", "owner", "decision", "levels", "applicants", "authority",
    "performed_by", "coordinating", "steps", "legal_basis", "conditions", "result", "url",
    "methods_text", "documents_text",
)  # fmt: skip


def read_content(record: RawRecord) -> tuple[ProcedureContent, list[Remark]]:
    """The content of a record. Nothing is dropped: what is not understood stays as text."""
    methods, of_methods = read_methods(record)
    documents, of_documents = read_documents(record)
    content = ProcedureContent(
        **{key: getattr(record, key) for key in _COPIED},
        methods=methods,
        documents=documents,
        online_return=_online_return(record, methods),
    )
    return content, [*of_methods, *of_documents, *_doubts(record)]


def _online_return(record: RawRecord, methods: tuple[Method, ...]) -> bool:
    """Said by the record, or else where the result is electronic and one may apply online."""
    if record.online_return is not None:
        return record.online_return
    online = any(method.channel is Channel.ONLINE for method in methods)
    return online and bool(_ELECTRONIC.search(record.result))


def _doubts(record: RawRecord) -> list[Remark]:
    doubts = []
    strange = sorted(set(record.levels) - KINDS)
    if strange:
        doubts.append(
            Remark(about="levels", what=f"Cấp thực hiện chưa biết: {', '.join(strange)}.")
        )
    if not record.levels:
        doubts.append(Remark(about="levels", what="Nguồn không ghi cấp thực hiện."))
    if record.unknown:
        keys = ", ".join(record.unknown)
        doubts.append(Remark(about="record", what=f"Khóa chưa biết, không dùng: {keys}."))
    return doubts
