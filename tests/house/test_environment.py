"""`.env.example` names every variable that the product reads, and no other."""

import ast
import re
from pathlib import Path

import motcua
from motcua.config import environment

HOUSE = Path(motcua.__file__).parent
EXAMPLE = (HOUSE.parent.parent / ".env.example").read_text()
DJANGO_S_OWN = {"DJANGO_SETTINGS_MODULE"}  # set by the command itself
ELSEWHERE = re.compile(r"(?:environ(?:\.get|\.setdefault)?[\[(]|getenv\()\s*\"([A-Z_]+)\"")


def variables_read() -> set[str]:
    """What `environment.py` asks for, and the few that commands read by themselves."""
    calls = ast.walk(ast.parse(Path(environment.__file__).read_text()))
    arguments = [a for node in calls if isinstance(node, ast.Call) for a in node.args[:2]]
    named = {a.value for a in arguments if isinstance(a, ast.Constant) and _is_name(a.value)}
    elsewhere = {v for path in HOUSE.rglob("*.py") for v in ELSEWHERE.findall(path.read_text())}
    return {str(name) for name in named} | elsewhere - DJANGO_S_OWN


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[A-Z][A-Z0-9_]+", value))


def variables_in_example() -> dict[str, str]:
    """Name and the comment line above it, of every `NAME=…` and `# NAME=…`."""
    pairs = re.findall(r"^# (?!NAME)(\S.*)\n#?\s?([A-Z][A-Z0-9_]+)=", EXAMPLE, re.MULTILINE)
    return {name: purpose for purpose, name in pairs}


def test_the_example_and_the_code_name_the_same_variables() -> None:
    written = set(re.findall(r"^#?\s?([A-Z][A-Z0-9_]+)=", EXAMPLE, re.MULTILINE))

    assert written == variables_read()


def test_every_variable_has_its_purpose_in_a_line() -> None:
    assert set(variables_in_example()) == variables_read()


def test_the_example_gives_away_no_secret() -> None:
    for secret in ("SECRET_KEY", "EMAIL_URL", "DATABASE_URL"):
        assert f"\n{secret}=" not in EXAMPLE
