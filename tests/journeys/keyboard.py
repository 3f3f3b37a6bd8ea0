"""A person at the keyboard: Tab, Enter, Space, arrows and letters, nothing else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FAR = 250  # more stops than any page has
LOOK = """() => { const e = document.activeElement; return {
  tag: e.tagName, type: e.type || '', name: e.name || '', value: e.value || '', id: e.id,
  text: (e.innerText || e.value || '').trim(), form: !!e.closest('main form'),
  checked: !!e.checked, shown: e.offsetParent !== null }; }"""


class Keyboard:
    """Types on a page. Fails when what is looked for cannot be reached by Tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def focused(self) -> dict[str, Any]:
        """What has the focus."""
        found: dict[str, Any] = self.page.evaluate(LOOK)
        return found

    def tab_to(self, selector: str) -> None:
        """Tab until the focus is on something that matches the CSS selector."""
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"{selector} cannot be reached by Tab on {self.page.url}")

    def tab_to_text(self, words: str, tag: str = "a, button") -> None:
        """Tab until the focus is on a link or button with these words."""
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            there = self.page.evaluate("s => document.activeElement.matches(s)", tag)
            if there and words in self.focused()["text"]:
                return
        raise AssertionError(f"“{words}” cannot be reached by Tab on {self.page.url}")

    def follow(self, words: str) -> None:
        """Reach a link or button by its words and press Enter; waits for the next page."""
        self.tab_to_text(words)
        self.enter()

    def enter(self) -> None:
        """Press Enter where it leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def fill_in(self, values: Mapping[str, str], until: str) -> None:
        """Answer every control that has a value here, up to the button with these words."""
        for stop in range(FAR):
            if stop or not self.focused()["form"]:  # some pages begin in their first control
                self.page.keyboard.press("Tab")
            here = self.focused()
            if here["form"] and here["tag"] == "BUTTON" and here["text"].startswith(until):
                return
            if here["form"] and here["name"] in values:
                self._answer(here, values[here["name"]])
        raise AssertionError(f"“{until}” cannot be reached by Tab on {self.page.url}")

    def choose_file(self, selector: str, file: Path) -> None:
        """Open the file dialog with the keyboard and choose a file."""
        self.tab_to(selector)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)

    def _answer(self, here: dict[str, Any], value: str) -> None:
        keys = self.page.keyboard
        if here["type"] == "radio":
            self._choose(value)
        elif here["type"] == "checkbox":
            if not here["checked"]:
                keys.press("Space")
        elif here["tag"] == "SELECT":
            keys.type(value, delay=5)
        elif here["value"] != value:
            keys.press("Control+A")
            keys.type(value)

    def _choose(self, value: str) -> None:
        """Go through the options of a radio group to the one that is meant."""
        for _ in range(60):
            here = self.focused()
            if here["value"] == value:
                if not here["checked"]:
                    self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no option {value} on {self.page.url}")
