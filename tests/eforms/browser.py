"""What a browser without scripts makes of a page: ids, labels, and what a press on a button sends.

Only as much as forms need; it knows nothing of our templates.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

from django.http import QueryDict

VOID = {"input", "option", "path", "svg"}


@dataclass
class Element:
    """A start tag: its attributes, and the text up to its end."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: list["Element"] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text as it is shown: one space for many."""
        return " ".join(self.text.split())

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""


class Seen(HTMLParser):
    """A parsed piece of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), inside=list(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    @property
    def is_closed(self) -> bool:
        """Every element that was opened was closed."""
        return not self._open

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def by_id(self, id: str) -> Element:
        return next(element for element in self.elements if element.get("id") == id)

    def named(self, name: str) -> Element:
        return next(element for element in self.elements if element.get("name") == name)

    def typed(self) -> list[Element]:
        """The controls a person fills in."""
        hidden = ("hidden", "submit")
        return [e for e in self.all("input", "select", "textarea") if e.get("type") not in hidden]

    def post(self, *pressed: str, **typed: str) -> QueryDict:
        """What is sent, with some controls filled in by name and one button pressed."""
        pairs: list[tuple[str, str]] = []
        for control in self.all("input", "select", "textarea"):
            pairs += [(control.get("name"), value) for value in self._values(control)]
        pairs = [(name, typed.pop(name, value)) for name, value in pairs]
        return QueryDict(urlencode([*pairs, *typed.items(), *((name, "1") for name in pressed)]))

    def _values(self, control: Element) -> list[str]:
        if control.tag == "textarea":
            return [control.text.removeprefix("\n").replace("\n", "\r\n")]
        if control.tag == "select":
            options = [o for o in self.all("option") if control in o.inside]
            chosen = [o for o in options if "selected" in o.attributes] or options[:1]
            return [option.get("value") for option in chosen]
        if control.get("type") in ("radio", "checkbox"):
            return [control.get("value")] if "checked" in control.attributes else []
        return [] if control.get("type") == "file" else [control.get("value")]
