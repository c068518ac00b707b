"""The commands by name, each loaded when it is called, and how a line of words becomes an answer."""

import importlib
from typing import Any

import typer
from typer.core import TyperGroup

from shopdesk.cli.command import group
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.errors import Cancelled, UsageError

PROGRAM = "shopdesk-admin"
_MODULES = {
    "init": "set_up",
    "demo": "set_up",
    "customers": "customers",
    "sales": "corrections",
    "payments": "payments",
    "account": "account",
    "promises": "promises",
    "loyalty": "loyalty",
    "day": "day",
    "reminders": "reminders",
    "follow-ups": "follow_ups",
    "requests": "requests",
    "messages": "messages",
    "ageing": "reports",
    "statement": "reports",
    "statements": "reports",
    "kpis": "reports",
    "verify": "reports",
    "backup": "backups",
    "backups": "backups",
    "restore": "backups",
    "replay": "backups",
    "journal": "journal",
    "paper": "journal",
    "passphrase": "secrets",
    "recovery-key": "secrets",
    "rekey": "secrets",
    "notes": "notes",
    "segments": "segments",
    "staff": "staff",
    "locations": "locations",
    "settings": "settings",
    "batch": "batch",
}
_CANCELLED = 130
# What is raised for a line that cannot be understood; typer itself exports only this more special one.
_USAGE: type[Exception] = typer.BadParameter.__mro__[2]


class _Root(TyperGroup):
    """Finds commands by name in the modules that declare them."""

    def list_commands(self, _: Any) -> list[str]:
        """Return the names of all commands."""
        return list(_MODULES)

    def get_command(self, _: Any, cmd_name: str) -> Any:
        """Load a command, or return None for a name there is none of."""
        if cmd_name not in self.commands and cmd_name in _MODULES:
            module = importlib.import_module(f"shopdesk.cli.{_MODULES[cmd_name]}")
            found: Any = typer.main.get_command(module.app)
            if cmd_name in getattr(found, "commands", {}) and found.name != cmd_name:
                found = found.commands[cmd_name]
            found.name = cmd_name
            self.commands[cmd_name] = found
        return self.commands.get(cmd_name)


def run(terminal: Terminal, words: list[str]) -> int:
    """Carry out a command line, print its answer, and return the exit status; raises what went wrong."""
    answer = answer_to(terminal, words)
    return terminal.answer(answer) if isinstance(answer, Answer) else answer


def answer_to(terminal: Terminal, words: list[str]) -> Answer | int:
    """Return a command's answer, or the exit status of one that has printed all there is to say.

    Raises UsageError for a line that cannot be understood, and what the command raises.
    """
    try:
        result = _root().main(args=words, prog_name=PROGRAM, standalone_mode=False, obj=terminal)
    except typer.Abort as error:
        raise Cancelled from error
    except SystemExit as end:  # so typer itself ends when nobody reads any more
        raise BrokenPipeError from end
    except _USAGE as error:
        text = str(getattr(error, "format_message", lambda: "")()).strip().rstrip(".")
        raise UsageError(detail=text) from error
    if isinstance(result, Answer):
        return result
    if result == _CANCELLED:
        raise Cancelled
    return int(result or 0)


def _root() -> Any:
    if not _ROOT:
        app = group("The shop from a terminal: the same customers, sales and payments as in the window.")
        app.info.cls = _Root
        _ROOT.append(typer.main.get_command(app))
    return _ROOT[0]


_ROOT: list[Any] = []
