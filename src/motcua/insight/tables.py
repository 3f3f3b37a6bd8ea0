"""The figures as a table that people read: groups of a label, a number and what it is a part of."""

from dataclasses import dataclass

from motcua.core.money import say_number
from motcua.core.sayings import say_moment
from motcua.insight.asking import Answer
from motcua.insight.figures import Figures
from motcua.insight.targets import Targets, targets_on


@dataclass(frozen=True, kw_only=True)
class Line:
    """One figure in words."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Figures that belong together."""

    title: str
    lines: tuple[Line, ...]


NOTHING = "chưa có"


def groups(figures: Figures, targets: Targets) -> list[Group]:
    """All figures, in the order of the contract."""
    return [
        _received(figures),
        _settled(figures),
        _rest(figures),
        _funnel(figures),
        _satisfaction(figures, targets),
        _meets(figures, targets),
    ]


def text(answer: Answer) -> list[str]:
    """The table for a terminal."""
    lines = [heading(answer), as_of(answer)]
    for group in groups(answer.figures, targets_on(answer.last)):
        lines += ["", group.title]
        lines += [
            f"  {one.label:<34}{one.value:>12}{'  ' + one.note if one.note else ''}"
            for one in group.lines
        ]
    return lines


def heading(answer: Answer) -> str:
    """Whose figures, of what, when."""
    of = f", {answer.procedure.name}" if answer.procedure else ""
    return f"{answer.scope.name}{of}: {answer.first:%d/%m/%Y} đến {answer.last:%d/%m/%Y}"


def as_of(answer: Answer) -> str:
    """Since when the figures stand."""
    if answer.counted_at is None:
        return "Chưa tính xong số liệu lần đầu."
    return f"Số liệu tính lúc {say_moment(answer.counted_at)}."


def say_share(share: float | None) -> str:
    """`96,4 %`."""
    return NOTHING if share is None else f"{say_number(round(share * 100, 1))}\u00a0%"


def _received(figures: Figures) -> Group:
    came = figures.received
    return Group(
        title="Hồ sơ đến",
        lines=(
            Line(label="Trực tuyến", value=say_number(came.online)),
            Line(label="Trực tuyến có hỗ trợ", value=say_number(came.assisted)),
            Line(label="Tại quầy", value=say_number(came.counter)),
            Line(label="Bưu chính", value=say_number(came.post)),
            Line(label="Tổng số", value=say_number(came.total)),
            Line(label="Tỷ lệ hồ sơ trực tuyến", value=say_share(figures.take_up)),
            Line(label="Dịch vụ đạt mức 3 trở lên", value=say_share(figures.coverage)),
        ),
    )


def _settled(figures: Figures) -> Group:
    done = figures.settled
    return Group(
        title="Đã giải quyết, trong số hồ sơ đến",
        lines=(
            Line(label="Trước hạn", value=say_number(done.early)),
            Line(label="Đúng hạn", value=say_number(done.on_time)),
            Line(label="Trễ hạn", value=say_number(done.late)),
            Line(label="Tổng số", value=say_number(done.total)),
        ),
    )


def _rest(figures: Figures) -> Group:
    still, ended = figures.open, figures.ended
    return Group(
        title="Chưa giải quyết và không giải quyết",
        lines=(
            Line(label="Đang giải quyết, trong hạn", value=say_number(still.in_time)),
            Line(label="Đang giải quyết, quá hạn", value=say_number(still.overdue)),
            Line(label="Không tiếp nhận", value=say_number(ended.refused)),
            Line(label="Đã rút", value=say_number(ended.withdrawn)),
            Line(label="Hết hạn bổ sung", value=say_number(ended.expired)),
        ),
    )


def _funnel(figures: Figures) -> Group:
    way = figures.funnel
    return Group(
        title="Từ lúc bắt đầu điền đến lúc đánh giá",
        lines=(
            Line(label="Bắt đầu điền", value=say_number(way.starts)),
            Line(label="Đã nộp", value=say_number(way.submitted)),
            Line(label="Được tiếp nhận", value=say_number(way.accepted)),
            Line(label="Có kết quả", value=say_number(way.settled)),
            Line(label="Đã đánh giá", value=say_number(way.rated)),
        ),
    )


def _satisfaction(figures: Figures, targets: Targets) -> Group:
    said = figures.satisfaction
    few = f"chỉ hiện tỷ lệ khi có từ {targets.least_ratings} đánh giá"
    return Group(
        title="Hài lòng",
        lines=(
            Line(label="Số đánh giá", value=say_number(said.n)),
            Line(
                label="Hài lòng cả ba mặt",
                value=say_share(said.satisfied),
                note=few if said.satisfied is None else "",
            ),
            Line(label="Mức độ thuận tiện", value=say_share(said.ease)),
            Line(label="Thời gian giải quyết", value=say_share(said.time)),
            Line(label="Thái độ phục vụ", value=say_share(said.conduct)),
        ),
    )


def _meets(figures: Figures, targets: Targets) -> Group:
    found = figures.meets
    shares = (
        ("Tỷ lệ hồ sơ trực tuyến", figures.take_up, targets.take_up),
        ("Điền xong và nộp", found.completion, targets.completion),
        ("Trả lời lần đầu trong 8 giờ", found.answered_in_time, targets.answered_in_time),
        ("Giải quyết không trễ hạn", found.on_time, targets.on_time),
    )
    return Group(
        title=verdict(figures, targets),
        lines=tuple(
            Line(label=label, value=say_share(share), note=f"mục tiêu {say_share(target)}")
            for label, share, target in shares
        ),
    )


def verdict(figures: Figures, targets: Targets) -> str:
    """The sentence that a head can read aloud."""
    if figures.meets.field is None:
        return f"Chưa kết luận: cần từ {targets.least_dossiers} hồ sơ trở lên"
    return figures.meets.field.label
