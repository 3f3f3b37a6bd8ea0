"""The command `motcua`: finds the command by its name, reads its arguments, says how to mend.

Each command is a module in `commands/` with a docstring, an `EXAMPLE`, `add_arguments` and `run`.
"""

import argparse
import importlib
import os
import sys
from types import ModuleType

from motcua.config import environment, troubles

COMMANDS = {
    "demo": "Install the demo if need be, then start web and worker",
    "serve": "Start the web server",
    "worker": "Make slips, notices and indexes from the acts; run the timers",
    "import-processes": "Import published processes from a JSON Lines file (.jsonl or .jsonl.gz)",
    "import-procedures": "Import procedures from a JSON Lines file (.jsonl or .jsonl.gz)",
    "import-agencies": "Import agencies from a CSV file or a spreadsheet (.xlsx)",
    "import-units": "Import provinces and communes from a CSV file",
    "import-calendar": "Import holidays and exchanged days from a CSV file",
    "import-sheet": "Take a filled-in spreadsheet in: all of it or nothing",
    "offer": "Offer a procedure online at an agency",
    "simulate": "Replay a year of a province's dossiers through the acts",
    "fill-register": "Enter accepted dossiers that the register lacks",
    "token": "Make a bearer token for an account",
    "stats": "Print the figures of an agency and a period",
    "verify": "Prove that no dossier was altered",
    "export": "Write the journals so that anyone can prove them",
    "doctor": "Say what is wrong with this installation and how to mend it",
    "manage": "Run a command of Django's own",
}


def main() -> None:
    """Run one command and exit with its code: 0 done, 1 not done, 2 wrongly called."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    try:
        sys.exit(_obey(sys.argv[1:]))
    except troubles.EXPECTED as trouble:
        print(f"motcua: {troubles.sentence(trouble)}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _obey(arguments: list[str]) -> int:
    if arguments[:1] == ["manage"]:
        _prepare()
        return _manage(arguments[1:])
    parser, modules = _parser(arguments)
    chosen = parser.parse_args(arguments)
    _prepare()
    return _run(modules[chosen.command], chosen)


def _prepare() -> None:
    """Refuse a bad environment before anything else, and make the folder of the data."""
    environment.read().data.mkdir(parents=True, exist_ok=True)


def _manage(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["motcua manage", *arguments])
    return 0


def _parser(arguments: list[str]) -> tuple[argparse.ArgumentParser, dict[str, ModuleType]]:
    """The parser of all commands; only the module of the one that was asked for is loaded."""
    parser = argparse.ArgumentParser(prog="motcua", description="One door for public services.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    modules = {}
    for name, summary in COMMANDS.items():
        sub = commands.add_parser(
            name, help=summary, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if arguments[:1] == [name]:
            module = importlib.import_module(f"motcua.config.commands.{name.replace('-', '_')}")
            sub.description = module.__doc__
            sub.epilog = f"example:\n  {module.EXAMPLE}"
            module.add_arguments(sub)
            modules[name] = module
    return parser, modules


def _run(module: ModuleType, arguments: argparse.Namespace) -> int:
    """Set Django up and run."""
    import django

    django.setup()
    return int(module.run(arguments) or 0)
