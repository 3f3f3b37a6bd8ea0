"""The words that Django's Vietnamese lacks: what is compiled is what is written."""

import gettext
import re
from pathlib import Path

import pytest

import motcua.config

FOLDER = Path(motcua.config.__file__).parent / "locale" / "vi" / "LC_MESSAGES"
ENTRY = re.compile(
    r'(?:msgctxt "(?P<context>[^"]+)"\n)?msgid "(?P<id>[^"]+)"\n'
    r'(?:msgid_plural "[^"]+"\n)?msgstr(?:\[0\])? "(?P<said>[^"]+)"'
)


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_compiled_words_are_the_written_ones(domain: str) -> None:
    written = ENTRY.findall((FOLDER / f"{domain}.po").read_text())
    with (FOLDER / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert len(written) > 10
    for context, source, said in written:
        found = compiled.pgettext(context, source) if context else compiled.gettext(source)
        if found == source:  # one that has a plural
            found = compiled.ngettext(source, source, 1)
        assert found == said, f"{domain}.mo is older than {domain}.po: msgfmt makes it anew"


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_written_word_is_missed(domain: str) -> None:
    text = (FOLDER / f"{domain}.po").read_text()

    assert len(ENTRY.findall(text)) == text.count("\nmsgid ") - 1  # the first is the header
