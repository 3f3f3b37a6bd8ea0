"""What templates write of the design system: icons, tags, deadlines, and blocks that wrap.

Every part stands on the gallery page. Knows how things look and read, not what is decided.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.core.sayings import Due, say_day, say_moment
from motcua.ui import icons

register = template.Library()

DUE_ICONS = {
    "ok": "clock",
    "soon": "hourglass",
    "today": "hourglass",
    "late": "alert",
    "paused": "pause",
    "done": "check",
}
TAG_ICONS = {
    "online": "online",
    "partly": "partly",
    "counter": "counter",
    "ok": "check",
    "info": "info",
    "wait": "hourglass",
    "bad": "alert",
}
NOTE_ICONS = {"info": "info", "soon": "hourglass", "ok": "check", "late": "alert"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "check" %}`: one of `icons/`, beside words. Raises `UnknownIcon`."""
    return icons.icon(name)


@register.simple_tag
def mark() -> SafeString:
    """`{% mark %}`: the door, beside the portal's name."""
    return icons.mark()


@register.inclusion_tag("parts/due.html")
def due(due: Due) -> dict[str, Any]:
    """`{% due row.due %}`: the clock of a thing; its words always carry the number."""
    return {"due": due}


@register.filter
def due_icon(kind: str) -> SafeString:
    """The picture of a clock's state: ok, soon, today, late, paused or done."""
    return icons.icon(DUE_ICONS[kind])


@register.inclusion_tag("parts/tag.html")
def tag(kind: str, text: str) -> dict[str, Any]:
    """`{% tag "online" "Toàn trình" %}`: the state of a thing."""
    return {"kind": kind, "text": text}


@register.filter
def tag_icon(kind: str) -> SafeString:
    """The picture of a state: online, partly, counter, ok, info, wait or bad."""
    return icons.icon(TAG_ICONS[kind])


@register.inclusion_tag("parts/progress.html")
def progress(number: int, total: int, title: str) -> dict[str, Any]:
    """`{% progress 2 6 page.title %}`: "Bước 2 trên 6" with its bar."""
    steps = ["done" if n < number else "now" if n == number else "next" for n in _count(total)]
    return {"number": number, "total": total, "title": title, "steps": steps}


@register.filter
def moment(at: datetime) -> str:
    """`{{ item.at|moment }}`: "15 giờ 30, thứ Năm 03/12/2026", in Viet Nam's time."""
    return say_moment(at)


@register.filter
def day(day: date) -> str:
    """`{{ draft.expires_on|day }}`: "thứ Năm 03/12/2026"."""
    return say_day(day)


@register.simple_block_tag(end_name="endnote")
def note(content: str, kind: str = "info", title: str = "", level: int = 2) -> SafeString:
    """`{% note "soon" "Cần bổ sung 2 điều" %}…{% endnote %}`: at most one on top of a page."""
    picture = icons.icon(NOTE_ICONS[kind])
    heading = _heading(level, format_html("{}{}", picture, title)) if title else ""
    return format_html('<div class="note {}">{}{}</div>', kind, heading, content)


@register.simple_block_tag(end_name="endcard")
def card(content: str, title: str, level: int = 2) -> SafeString:
    """`{% card "Đã nộp hồ sơ?" %}…{% endcard %}`: a quiet block beside the main thing."""
    return format_html(
        '<section class="band pad flow">{}{}</section>', _heading(level, title), content
    )


@register.simple_block_tag(end_name="endpane")
def pane(content: str, title: str, aside: str = "") -> SafeString:
    """`{% pane "Tờ khai" aside="1 mục mới" %}…{% endpane %}`: one column of the desk."""
    more = format_html(' <span class="small quiet regular">{}</span>', aside) if aside else ""
    heading = _heading(2, format_html("{}{}", title, more))
    return format_html('<section class="pane">{}{}</section>', heading, content)


@register.simple_block_tag(end_name="endfold")
def fold(content: str, title: str) -> SafeString:
    """`{% fold "Căn cứ và mã thủ tục" %}…{% endfold %}`: what few people need, one press away."""
    return format_html(
        '<details class="fold"><summary>{}</summary><div class="flow">{}</div></details>',
        title,
        content,
    )


@register.simple_block_tag(end_name="enddialog")
def dialog(content: str, id: str, title: str) -> SafeString:
    """`{% dialog "tu-choi" "Từ chối hồ sơ này?" %}…{% enddialog %}`: opened by
    `<a href="#tu-choi" data-opens>`, closed by `<a href="#…" data-closes>`; works by `:target`."""
    return format_html(
        '<dialog id="{}" aria-labelledby="{}-t"><div class="flow"><h2 id="{}-t">{}</h2>{}</div>'
        "</dialog>",
        *(id, id, id, title, content),
    )


@register.simple_block_tag(end_name="endslip")
def slip(content: str) -> SafeString:
    """`{% slip %}…{% endslip %}`: the look of an official document on screen."""
    return format_html('<section class="slip">{}</section>', content)


@register.simple_tag
def key(text: str) -> SafeString:
    """`{% key "T" %}`: the key that stands on its button."""
    return format_html("<kbd>{}</kbd>", text)


@register.simple_tag(takes_context=True)
def here(context: Context, url: str) -> SafeString:
    """`<a href="{{ url }}"{% here url %}>`: marks the link of the page, or part, one is in."""
    path = getattr(context.get("request"), "path", "")
    if path == url:
        return SafeString(' aria-current="page"')
    within = url != "/" and path.startswith(url)
    return SafeString(' aria-current="true"' if within else "")


@register.simple_tag(takes_context=True)
def elsewhere(context: Context) -> list[Mapping[str, str]]:
    """`{% elsewhere as places %}`: the officer's workplaces, without the one this page is in."""
    request = context.get("request")
    places: Sequence[Mapping[str, str]] = getattr(request, "workplaces", ())
    path = getattr(request, "path", "")
    return [place for place in places if not path.startswith(place["url"])]


@register.simple_tag(takes_context=True)
def fills(context: Context, name: str) -> bool:
    """`{% fills "aside" as has_aside %}`: does the page put something into this block?"""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    return blocks is not None and len(blocks.blocks[name]) > 1


def _heading(level: int, text: str) -> SafeString:
    return format_html("<h{}>{}</h{}>", level, text, level)


def _count(total: int) -> range:
    return range(1, total + 1)
