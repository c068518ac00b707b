"""``batch``: one command a line, each its own unit of work, in one opened shop."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import shlex
from typing import IO, Annotated

import typer

from shopdesk.cli.command import command, group
from shopdesk.cli.terminal import Answer, Document, Terminal, print_document
from shopdesk.errors import NotFound, ShopDeskError, UsageError

app = group("Many commands at once.")

_NOT_IN_A_BATCH = frozenset({"batch", "init", "demo"})
_HELP = "--help"


@command(app, "batch")
def batch(
    terminal: Terminal,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Standard input by default.")] = "-",
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Go on after a failure.")] = False,
) -> Answer:
    """Carry out one command a line and answer each with one JSON document."""
    terminal.json = True
    with _opened(file) as lines:
        for number, raw in enumerate(lines, start=1):
            # Left as it is by a bug, so that the line it happened in is answered for.
            terminal.in_batch = number
            document, error = _carry_out(terminal, number, raw)
            terminal.in_batch = None
            if document is not None:
                print_document(document)
            if error is not None and not keep_going:
                raise error
    return Answer(None, lambda: None)


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    if file == "-":
        yield sys.stdin.buffer
        return
    if not Path(file).is_file():
        raise NotFound(kind="file", reference=file, reason="no_file")
    with Path(file).open("rb") as opened:
        yield opened


def _carry_out(terminal: Terminal, number: int, raw: bytes) -> tuple[Document | None, ShopDeskError | None]:
    """Return a line's document, if it holds a command, and what went wrong with it."""
    from shopdesk.cli.command_line import answer_to  # noqa: PLC0415  it knows this module by name only

    try:
        words = words_of(raw)
        if not words:
            return None, None
        answer = answer_to(terminal, words)
        if not isinstance(answer, Answer):
            raise UsageError(detail="only commands with an answer stand in a batch")
    except ShopDeskError as error:
        return {"line": number, "ok": False, **terminal.error_document(error)}, error
    return {"line": number, "ok": True, "result": answer.document}, None


def words_of(raw: bytes) -> list[str]:
    """Part a line as a shell would; a ``#`` where a word begins starts a comment. Raises UsageError."""
    try:
        words = _split(raw.decode("utf-8-sig"))
    except ValueError as error:
        raise UsageError(detail=str(error).rstrip(".")) from error
    if words and (_NOT_IN_A_BATCH & set(words[:1]) or _HELP in words):
        raise UsageError(detail=f"{words[0]} cannot stand in a batch")
    return words


def _split(line: str) -> list[str]:
    lexer = shlex(_without_comment(line), posix=True, punctuation_chars=False)
    lexer.whitespace_split = True
    lexer.commenters = ""
    return list(lexer)


def _without_comment(line: str) -> str:
    """Return the line up to a ``#`` that begins a word; shlex would cut words in two at theirs."""
    quote = ""
    word_begins = True
    escaped = False
    for place, mark in enumerate(line):
        if escaped:
            escaped = False
        elif mark == "\\" and quote != "'":
            escaped = True
        elif quote:
            quote = "" if mark == quote else quote
        elif mark in "'\"":
            quote = mark
        elif mark == "#" and word_begins:
            return line[:place]
        word_begins = mark.isspace() and not quote
    return line
