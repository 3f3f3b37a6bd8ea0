"""The level of an online service, earned by what works for it now; never typed in.

Levels of Decree 43/2011/NĐ-CP Art. 3(4): 1 full information, 2 and forms to download, 3 and the
dossier is sent online, 4 and fees are paid online and the result comes online or by post. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.catalogue.content import Channel, Method, ProcedureContent


@dataclass(frozen=True, kw_only=True)
class Earned:
    """The level, 0 to 4, and what the next one still needs, as plain sentences; 0 is less than 1.

    At level 4 nothing is missing.
    """

    level: int
    missing_for_next_level: tuple[str, ...] = ()


def earned(content: ProcedureContent, *, offered: bool, payable_online: bool = False) -> Earned:
    """What the service earns: `offered` with a published form makes 3, whatever is written down.

    `payable_online`: can the agency take this fee online?
    """
    if offered:
        missing = (*_fee_missing(content, payable_online), *_return_missing(content))
        return Earned(level=3 if missing else 4, missing_for_next_level=missing)
    untold = tuple(_information_missing(content))
    if untold:
        return Earned(level=0, missing_for_next_level=untold)
    if not _has_blank_forms(content):
        return Earned(level=1, missing_for_next_level=(_NO_BLANK_FORMS,))
    return Earned(level=2, missing_for_next_level=(_NOT_OFFERED,))


_NO_BLANK_FORMS = "Chưa có mẫu đơn, tờ khai để tải về."
_NOT_OFFERED = "Chưa nhận hồ sơ trực tuyến: cần công bố thủ tục này thành dịch vụ trực tuyến."


def is_free(content: ProcedureContent) -> bool:
    """Is it free when handed in online, beyond doubt? An amount named beside “free” is a doubt."""
    methods = _methods_online(content)
    return bool(methods) and all(
        method.free and not any(case.amount for case in method.fee_cases) for method in methods
    )


def _methods_online(content: ProcedureContent) -> tuple[Method, ...]:
    """What holds online; where the source has no online way, what holds for the others."""
    online = tuple(method for method in content.methods if method.channel is Channel.ONLINE)
    return online or content.methods


def _fee_missing(content: ProcedureContent, payable_online: bool) -> Iterator[str]:
    if payable_online or is_free(content):
        return
    if any(method.free is False for method in _methods_online(content)):
        yield "Có phí, lệ phí nhưng chưa nộp trực tuyến được."
    else:
        yield "Chưa công bố rõ phí, lệ phí: cần ghi mức thu hoặc ghi miễn phí."


def _return_missing(content: ProcedureContent) -> Iterator[str]:
    """The public postal service takes in and returns (Decision 45/2016/QĐ-TTg)."""
    if not (content.online_return or Channel.POST in content.channels):
        yield "Chưa trả kết quả trực tuyến hoặc qua dịch vụ bưu chính."


def _information_missing(content: ProcedureContent) -> Iterator[str]:
    told = {
        "trình tự thực hiện": content.steps,
        "cách thức thực hiện": content.methods or content.methods_text,
        "thành phần hồ sơ": content.documents or content.documents_text.strip(" -"),
        "kết quả thực hiện": content.result,
        "căn cứ pháp lý": content.legal_basis,
    }
    yield from (f"Chưa công bố {what}." for what, value in told.items() if not value)


def _has_blank_forms(content: ProcedureContent) -> bool:
    """The page on the national portal carries them; so does a document that names its own."""
    return bool(content.url) or any(paper.template for paper in content.documents)
