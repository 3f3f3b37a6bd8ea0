"""The page about states says what the table says."""

from pathlib import Path

from motcua.core.state_diagram import page
from motcua.core.states import FACTS, transitions

PAGE = Path(__file__).parents[2] / "docs" / "states.md"


def test_the_page_is_the_one_that_the_table_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "The table changed: python -m motcua.core.state_diagram > docs/states.md"
    )


def test_the_diagram_has_every_row_of_the_table() -> None:
    arrows = [line.strip().partition(": ") for line in page().splitlines() if "-->" in line]
    drawn = {(pair, act) for pair, _, acts in arrows for act in acts.split(", ")}

    for before, act, state in transitions():
        assert (f"{before or '[*]'} --> {state}", act.value) in drawn
    assert all(f"| `{state}` | {state.label} |" in page() for state in FACTS)
