"""How a form is laid out on paper where the law has a form of its own; pure data, all optional."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How the value of a line is written."""

    PLAIN = "plain"
    CAPITALS = "capitals"
    IN_WORDS = "in_words"
    BOXES = "boxes"


@dataclass(frozen=True, kw_only=True)
class PrintLine:
    """One line of the legal form: its words, and the fields that it takes its value from.

    The first field that was answered, or with `joined` all of them, one after the other.
    """

    label: str
    fields: tuple[str, ...]
    joined: bool = False
    style: Style = Style.PLAIN


@dataclass(frozen=True, kw_only=True)
class PrintPart:
    """Lines under one heading, which may be empty."""

    title: str
    lines: tuple[PrintLine, ...]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The legal form: its title, the instrument that made it, its order, its promise.

    `silent` names fields that only lead through the questions and are not printed.
    """

    title: str
    instrument: str = ""
    promise: str = ""
    signer: str = ""
    parts: tuple[PrintPart, ...] = ()
    silent: tuple[str, ...] = ()

    def names(self) -> Iterator[str]:
        """Every field that is spoken of."""
        for part in self.parts:
            for line in part.lines:
                yield from line.fields
        yield from self.silent

    def strangers(self, known: Container[str]) -> list[str]:
        """Names that are no fields of the form."""
        return sorted({name for name in self.names() if name not in known})
