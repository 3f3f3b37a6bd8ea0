"""Replay a year of Bắc Ninh's dossiers through the acts, at moments of 2018.

The three-level agencies of then, 1,780 services of which 819 are online, seasons and working
days. `--online` and `--counter` count what is received; how much of it was settled is told apart.
The same seed gives the same figures. Interrupted, the same command goes on where it was. Use a
database of its own: other data of the registry would spoil the figures.
"""

import argparse
import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from motcua.config import progress
from motcua.core.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from motcua.sample.year.replay import Progress

EXAMPLE = (
    "DATABASE_URL=sqlite:////tmp/2018.sqlite3 motcua manage migrate\n"
    "  DATABASE_URL=sqlite:////tmp/2018.sqlite3 \\\n"
    "    motcua simulate --agency H05 --year 2018 --online 22667 --counter 200000 --seed 1"
)
AGENCY, YEAR = "H05", 2018


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where, when, how many, and by which seed."""
    parser.add_argument("--agency", required=True, metavar="CODE", help="H05, Bắc Ninh")
    parser.add_argument("--year", required=True, type=int, help="2018")
    parser.add_argument("--online", required=True, type=_count, metavar="N", help="received online")
    parser.add_argument(
        "--counter", type=_count, default=0, metavar="N", help="received at counters; default 0"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="default 1")
    parser.add_argument("--json", action="store_true", help="print JSON only")


def run(arguments: argparse.Namespace) -> int:
    """Replay what is not yet done, then print the figures of the year."""
    _check(arguments)
    from motcua.sample.year import figures, replay

    began = time.monotonic()
    with progress.telling(silent=arguments.json) as tell:
        tell("Đang dựng bộ máy, thủ tục và dịch vụ của năm 2018 …")
        mine = replay.begin(seed=arguments.seed, online=arguments.online, counter=arguments.counter)
        acts = replay.go_on(mine, say=_teller(tell))
    found = figures.of(mine) | {"acts": acts, "seconds": round(time.monotonic() - began, 1)}
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print("\n".join(_lines(found)))
    return 0


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("from 0")
    return number


def _check(arguments: argparse.Namespace) -> None:
    """Only what is known of, and never among real dossiers. Raises `Refusal`."""
    from django.conf import settings

    if settings.PRODUCTION:
        raise NotAllowed(
            "Không diễn lại khi MOTCUA_ENV=production.",
            why="Hồ sơ diễn lại không được lẫn vào dữ liệu thật.",
            mend="Dùng một cơ sở dữ liệu riêng, không đặt MOTCUA_ENV=production.",
        )
    if (arguments.agency, arguments.year) != (AGENCY, YEAR):
        raise Refusal(
            f"Chưa có dữ liệu để diễn lại {arguments.agency} năm {arguments.year}.",
            mend=f"Chọn --agency {AGENCY} --year {YEAR}.",
        )


def _teller(tell: Callable[[str], None]) -> "Callable[[Progress], None]":
    """`ngày 125/365 · 70.000 hồ sơ · 300.000 thao tác (820/giây) · còn khoảng 12 phút`."""
    began = time.monotonic()

    def say(now: "Progress") -> None:
        spent = max(time.monotonic() - began, 0.001)
        left = spent * (now.to_come / max(now.come, 1))
        tell(
            f"ngày {now.day}/{now.days} · {progress.grouped(now.come)} hồ sơ · "
            f"{progress.grouped(now.acts)} thao tác ({now.acts / spent:.0f}/giây) · "
            f"{progress.time_left(left)}"
        )

    return say


def _lines(found: dict[str, Any]) -> list[str]:
    number = progress.grouped
    received, settled, ended = found["received"], found["settled"], found["ended"]
    return [
        f"Nhận: {number(received['online'])} trực tuyến, {number(received['counter'])} tại quầy; "
        f"trực tuyến {_percent(found['take_up'])}.",
        f"Giải quyết xong: {number(settled['total'])}, sớm {number(settled['early'])}, "
        f"đúng hạn {number(settled['on_time'])}, trễ {number(settled['late'])}; "
        f"trong đó nộp trực tuyến {number(settled['online'])}.",
        f"Không tiếp nhận {number(ended['refused'])}, rút {number(ended['withdrawn'])}, "
        f"hết hạn bổ sung {number(ended['expired'])}; đang giải quyết {number(found['open'])}.",
        f"Dịch vụ mức độ 3 trở lên: {number(found['coverage']['online'])} trên "
        f"{number(found['coverage']['services'])}, "
        f"{number(found['services_used_online'])} dịch vụ có hồ sơ trực tuyến.",
        f"{number(found['ratings']['all'])} đánh giá, "
        f"{number(found['ratings']['satisfied'])} hài lòng.",
        f"{number(found['acts'])} thao tác trong {found['seconds']} giây.",
    ]


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %".replace(".", ",")
