"""The command `motcua`: help with an example, exit codes, and what stops it said in a sentence."""

import json
import re

import pytest

from motcua.config import cli
from motcua.dossiers.models import Dossier
from motcua.people.tokens import user_of_token
from tests import cast as people
from tests.config.line import motcua


@pytest.mark.parametrize("command", sorted(set(cli.COMMANDS) - {"manage"}))
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = motcua(command, "--help")

    assert done.code == 0
    assert "example:\n" in done.out
    assert re.search(rf"motcua {command}\b", done.out.split("example:")[1])


def test_the_help_lists_every_command() -> None:
    assert [name for name in cli.COMMANDS if name not in motcua("--help").out] == []


@pytest.mark.parametrize("arguments", [[], ["khong-co"], ["token"], ["serve", "--port", "x"]])
def test_a_wrong_call_ends_with_two(arguments: list[str]) -> None:
    assert motcua(*arguments).code == 2


@pytest.mark.django_db
def test_a_token_is_printed_alone_and_opens_the_account() -> None:
    cast = people.make()

    done = motcua("token", "lan", "--scope", "desk", "--days", "2")

    assert done.code == 0
    found = user_of_token(done.out.strip(), at=cast.at)
    assert found is not None
    assert (found[0].username, found[1]) == ("lan", "desk")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments", [["khong-co"], ["lan", "--scope", "x"], ["lan", "--days", "0"]]
)
def test_a_token_that_cannot_be_made_prints_nothing(arguments: list[str]) -> None:
    people.make()

    done = motcua("token", *arguments)

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("motcua: ")


@pytest.mark.django_db
def test_verify_is_green_then_red_and_says_where() -> None:
    dossier = people.make().accepted()

    assert motcua("verify").code == 0
    Dossier.objects.filter(jurisdiction="H05", pk=dossier.pk).update(applicant_name="Ai đó")
    said, read = motcua("verify"), motcua("verify", "--json")

    assert said.code == read.code == 1
    assert dossier.code in said.out
    assert [fault["place"] for fault in json.loads(read.out)["faults"]] == [dossier.code]


@pytest.mark.django_db
def test_verify_of_a_registry_that_does_not_exist_proves_nothing() -> None:
    people.make()

    done = motcua("verify", "--jurisdiction", "H99")

    assert done.code == 1
    assert "H05" in done.err
