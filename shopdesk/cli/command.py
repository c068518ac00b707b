"""How a command is declared: a function of the terminal and its own options, with the common ones added."""

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.customer import whole_characters

Text = Annotated[str | None, typer.Option(metavar="TEXT")]
Amount = Annotated[str | None, typer.Option(metavar="MINOR")]
Day = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")]
RequestId = Annotated[
    str | None, typer.Option("--request-id", metavar="R", help="Post once, however often asked.")
]
_SWITCHES = frozenset({"json_wanted", "clock_is_right"})
_PLACES = frozenset({"file", "out", "folder", "rejects", "recovery_pdf", "new_passphrase_file"})
"""Parameters that name a file, whose name may be of any bytes."""
Command = Callable[..., Answer]

_COMMON: dict[str, Any] = {
    "shop": Annotated[
        str | None,
        typer.Option(
            "--shop", metavar="DIR", help="The shop's folder.", rich_help_panel="Common to every command"
        ),
    ],
    "json_wanted": Annotated[
        bool,
        typer.Option(
            "--json", help="Answer with one JSON document.", rich_help_panel="Common to every command"
        ),
    ],
    "clock_is_right": Annotated[
        bool,
        typer.Option(
            "--confirm-clock",
            help="The computer's clock is right although it was set back.",
            rich_help_panel="Common to every command",
        ),
    ],
    "passphrase_file": Annotated[
        str | None,
        typer.Option(
            "--passphrase-file",
            metavar="FILE",
            help="Read the passphrase from a file.",
            rich_help_panel="Common to every command",
        ),
    ],
}


def group(help_text: str) -> typer.Typer:
    """Return a group of commands that takes the common options before the command's name."""
    app = typer.Typer(help=help_text, add_completion=False)
    app.callback()(_declared(take_common, help_text, {}))
    return app


def command(
    app: typer.Typer, name: str, options: Mapping[str, Any] | None = None
) -> Callable[[Command], Command]:
    """Declare a command; ``options`` are further ones, by the keyword under which the function gets them."""

    def declare(function: Command) -> Command:
        app.command(name)(_declared(function, inspect.getdoc(function) or "", options or {}))
        return function

    return declare


def take_common(terminal: Terminal) -> None:
    """Take the common options and do nothing else."""


def _declared(function: Callable[..., Any], help_text: str, options: Mapping[str, Any]) -> Callable[..., Any]:
    """Return the function as typer wants it: every option in the signature, the terminal from the context."""
    own = list(inspect.signature(function).parameters.values())[1:]
    parameters = [
        inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
        *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own if p.kind is not p.VAR_KEYWORD),
        *(_option(name, annotation) for name, annotation in options.items()),
        *(_option(name, annotation) for name, annotation in _COMMON.items()),
    ]

    def run(**given: Any) -> Any:
        terminal: Terminal = given.pop("context").obj
        shop, passphrase_file = given.pop("shop"), given.pop("passphrase_file")
        json_wanted, clock_is_right = given.pop("json_wanted"), given.pop("clock_is_right")
        terminal.take(shop, passphrase_file, json_wanted=json_wanted, clock_is_right=clock_is_right)
        return function(terminal, **{name: _told(name, value) for name, value in given.items()})

    run.__doc__ = help_text
    run.__name__ = getattr(function, "__name__", "command")
    run.__dict__["__signature__"] = inspect.Signature(parameters)
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _told(name: str, value: Any) -> Any:
    """Return what was given, in whole characters; the line may be in another encoding than the computer's."""
    if name in _PLACES:
        return value
    if isinstance(value, list):
        return [whole_characters(text) for text in value]
    return whole_characters(value) if isinstance(value, str) else value


def _option(name: str, annotation: Any) -> inspect.Parameter:
    default = False if name in _SWITCHES else None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
