"""The house itself: tests mirror the rooms, files stay readable, names mean something."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import motcua

HOUSE = Path(motcua.__file__).parent
ROOT = HOUSE.parent.parent
ALL = sorted(
    path
    for folder in (HOUSE, ROOT / "tests", ROOT / "bench")
    for path in folder.rglob("*.py")
    if "migrations" not in path.parts
)
SOURCES = [path for path in ALL if HOUSE in path.parents]
ROOMS = sorted(folder for folder in HOUSE.iterdir() if (folder / "__init__.py").is_file())

LONGEST_FILE, LONGEST_FUNCTION = 400, 40
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "lib"}
NAMED_BY_DJANGO = {"config/sqlite/base.py"}
LEFT_FOR_LATER = re.compile(r"\b(?:T[O]DO|F[I]XME|X[X]X|H[A]CK)\b")
SIGNALS = {"django.dispatch", "django.db.models.signals"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_every_room_has_its_tests_and_says_what_it_is_for() -> None:
    without_tests = [r.name for r in ROOMS if not (ROOT / "tests" / r.name).is_dir()]
    silent = [r.name for r in ROOMS if not ast.get_docstring(tree(r / "__init__.py"))]

    assert without_tests == []
    assert silent == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name(path)
        for path in SOURCES
        if tree(path).body and path.name != "apps.py" and not ast.get_docstring(tree(path))
    ]

    assert silent == []


def test_no_file_grows_past_what_one_can_read() -> None:
    long = [name(path) for path in ALL if len(path.read_text().splitlines()) > LONGEST_FILE]

    assert long == []


def test_functions_fit_on_a_screen() -> None:
    long = [
        f"{name(path)}: {function.name} ({lines(function)})"
        for path in SOURCES
        for function in functions(path)
        if lines(function) > LONGEST_FUNCTION
    ]

    assert long == []


def test_names_of_files_and_folders_mean_something() -> None:
    empty = [
        name(path)
        for path in SOURCES
        if {part.removesuffix(".py") for part in path.relative_to(HOUSE).parts} & SAYS_NOTHING
        and path.relative_to(HOUSE).as_posix() not in NAMED_BY_DJANGO
    ]

    assert empty == []


def test_nothing_is_left_for_later_in_comments() -> None:
    assert [name(path) for path in ALL if LEFT_FOR_LATER.search(path.read_text())] == []


def test_nothing_happens_behind_ones_back() -> None:
    """No signals and no overridden `save`: it stands in the act."""
    listening = [
        name(path)
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module in SIGNALS
    ]
    overriding = [
        name(path)
        for path in SOURCES
        if path.name == "models.py"
        for function in functions(path)
        if function.name in {"save", "delete"}
    ]

    assert listening == overriding == []
