"""The page `docs/states.md`, drawn from the table of states: `python -m motcua.core.state_diagram`.

The table is the truth; a test compares the page with it.
"""

import sys
from itertools import groupby

from motcua.core.states import FACTS, Act, Holder, State, transitions

_OPENING = """\
# States of a dossier

Made from `src/motcua/core/states.py` by `python -m motcua.core.state_diagram > docs/states.md`;
do not edit. The step within an approved process is separate: `advance` and `send_back` change it
and leave the state as it is. `supplement` goes back to where the supplement was asked, intake or
handling.
"""

_HOLDERS = {
    Holder.DESK: "one-stop desk",
    Holder.HANDLING: "handling unit",
    Holder.APPLICANT: "applicant",
    Holder.OTHER_AGENCY: "another agency",
    Holder.NOBODY: "nobody (closed)",
}


def page() -> str:
    """The whole page in Markdown, with the diagram in Mermaid."""
    return f"{_OPENING}\n```mermaid\n{_diagram()}\n```\n\n{_table()}\n"


def _diagram() -> str:
    """One arrow for each pair of states, with every act that leads along it."""
    rows = sorted(((_name(a), _name(b), act) for a, act, b in transitions()), key=_order)
    arrows = [
        f"    {a} --> {b}: {', '.join(act for _, _, act in group)}"
        for (a, b), group in groupby(rows, key=lambda row: row[:2])
    ]
    ends = [f"    {state} --> [*]" for state in State if state.is_closed]
    return "\n".join(["stateDiagram-v2", *arrows, *ends])


def _name(state: State | None) -> str:
    return state.value if state else "[*]"


def _order(row: tuple[str, str, Act]) -> tuple[int, int, int]:
    """As the tables of states and acts have them, the beginning first."""
    places = {_name(state): place for place, state in enumerate((None, *State))}
    return places[row[0]], places[row[1]], list(Act).index(row[2])


def _table() -> str:
    head = "| state | in Vietnamese | who holds it | clock |\n| --- | --- | --- | --- |"
    rows = (
        f"| `{state}` | {facts.label} | {_HOLDERS[facts.holder]} "
        f"| {'runs' if facts.clock_runs else 'stands still'} |"
        for state, facts in FACTS.items()
    )
    return "\n".join([head, *rows])


if __name__ == "__main__":
    sys.stdout.write(page())
