"""One run of the program: where the shop is, how to answer, and the shop once it is open."""

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from shopdesk.cli.exit_status import DONE, exit_status
from shopdesk.errors import NotFound, ShopDeskError, UsageError
from shopdesk.formatting import format_money
from shopdesk.messages import sentence
from shopdesk.paths import default_shop_folder
from shopdesk.services.desk import Desk
from shopdesk.shop import Shop, open_shop
from shopdesk.viewmodels.journal_trouble import journal_trouble

PASSPHRASE = "SHOPDESK_PASSPHRASE"  # noqa: S105  the variable's name, not a secret
NEW_PASSPHRASE = "SHOPDESK_NEW_PASSPHRASE"  # noqa: S105  likewise
FOLDER = "SHOPDESK_SHOP"
# Parameters of errors that are amounts: they leave the program as whole minor units.
_AMOUNTS = frozenset({"balance", "limit", "would_owe", "total", "given", "left"})

# Where nobody looks at once, tables are as wide as they like.
_PIPE_WIDTH = 240

Document = dict[str, Any]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answers: a document for programs, and what draws it for people.

    ``document`` is None when everything was printed already.
    """

    document: Document | None
    show: Callable[[], Any]
    status: int = DONE


class Terminal:
    """Holds what the options common to all commands say, and opens the shop when it is first needed."""

    def __init__(self) -> None:
        self.json = False
        self.in_batch: int | None = None
        """The line of the batch that is being carried out."""
        self._folder: str | None = None
        self._passphrase_file: str | None = None
        self._clock_is_right = False
        self._shop: Shop | None = None
        for stream in (sys.stdout, sys.stderr):
            # Names of every script are written whatever the computer's locale; half a character stays visible.
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(encoding="utf-8", errors="backslashreplace")

    def take(
        self, folder: str | None, passphrase_file: str | None, *, json_wanted: bool, clock_is_right: bool
    ) -> None:
        """Take the common options, which may stand before or after the command's name."""
        if self.in_batch is not None and (folder is not None or passphrase_file is not None):
            raise UsageError(detail="a batch works in one shop: name it before batch")
        if folder is not None and not folder.strip():
            # A script whose variable is empty must not find itself in another shop.
            raise UsageError(detail="--shop names no folder")
        self._folder = self._folder if folder is None else folder
        self._passphrase_file = self._passphrase_file if passphrase_file is None else passphrase_file
        self.json = self.json or json_wanted
        self._clock_is_right = self._clock_is_right or clock_is_right

    @property
    def folder(self) -> Path | None:
        """Where the shop is said to be; None when nothing was said."""
        named = self._folder or os.environ.get(FOLDER)
        return Path(named) if named else None

    @property
    def desk(self) -> Desk:
        """The owner's desk in the shop, opened on first use."""
        if self._shop is None:
            folder = self.folder or default_shop_folder()
            self._shop = open_shop(folder, self.secret())
            told = journal_trouble(self._shop.desk)
            if told:
                _say(told)
        if self._clock_is_right:
            self._shop.desk.confirm_clock()
        return self._shop.desk

    def keep(self, shop: Shop) -> None:
        """Take over a shop that was just made; it is closed at the end."""
        self._shop = shop

    def close(self) -> None:
        """Close the shop if it was opened."""
        if self._shop is not None:
            self._shop.close()
            self._shop = None

    def secret(self, *, new: bool = False) -> str:
        """Return the passphrase or recovery key: from the file, the environment, or a prompt on a terminal.

        ``new`` asks twice. Raises UsageError when there is nowhere to take it from.
        """
        if self._passphrase_file is not None:
            return read_secret(self._passphrase_file)
        if os.environ.get(PASSPHRASE):
            return os.environ[PASSPHRASE]
        if not sys.stdin.isatty():
            raise UsageError(detail=f"no passphrase: set {PASSPHRASE} or give --passphrase-file")
        return _typed_twice() if new else getpass.getpass("Passphrase: ")

    def new_passphrase(self, file: str | None) -> str:
        """Return the new passphrase: from the file, the environment, or a prompt on a terminal that asks twice."""
        if file is not None:
            return read_secret(file)
        if os.environ.get(NEW_PASSPHRASE):
            return os.environ[NEW_PASSPHRASE]
        if not sys.stdin.isatty():
            raise UsageError(detail=f"no new passphrase: set {NEW_PASSPHRASE} or give --new-passphrase-file")
        return _typed_twice()

    def answer(self, answer: Answer) -> int:
        """Print an answer and return the exit status."""
        if answer.document is None:
            return answer.status
        if self.json:
            print_document(answer.document)
        else:
            from rich.console import Console  # noqa: PLC0415  programs ask for JSON and need not wait for it

            shown = answer.show()
            if shown is not None:
                width = None if sys.stdout.isatty() else _PIPE_WIDTH
                Console(highlight=False, width=width, soft_wrap=isinstance(shown, str)).print(
                    shown, markup=False
                )
        return answer.status

    def remark(self, line: str) -> None:
        """Say a line on standard error, beside the answer."""
        _say(line)

    def report(self, error: ShopDeskError) -> int:
        """Say an error on standard error and return the exit status."""
        line = self.sentence(error)
        if self.json:
            line = json.dumps(self.error_document(error), ensure_ascii=False)
        _say(line)
        return exit_status(error)

    def report_bug(
        self,
        kind: type[BaseException],
        _: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Say that the program itself failed, and where, without any value from the shop."""
        place = "unknown"
        while trace is not None:
            code = trace.tb_frame.f_code
            place, trace = f"{Path(code.co_filename).name}:{trace.tb_lineno}", trace.tb_next
        bug = ShopDeskError()
        said = f"{sentence(bug)} ({kind.__name__}, {place})"
        _say(json.dumps(self.error_document(bug), ensure_ascii=False) if self.json else said)
        if self.in_batch is not None:
            print_document({"line": self.in_batch, "ok": False, **self.error_document(bug)})
        self.close()

    def sentence(self, error: ShopDeskError) -> str:
        """Return the sentence for an error, with amounts as the shop writes them if it is open."""
        if self._shop is None:
            return sentence(error)
        settings = self._shop.desk.settings
        return sentence(error, partial(format_money, currency=settings.money, locale=settings.locale))

    def error_document(self, error: ShopDeskError) -> Document:
        """Return an error as programs read it."""
        parameters = {
            f"{name}_minor" if name in _AMOUNTS and isinstance(value, int) else name: value
            for name, value in error.parameters.items()
        }
        return {"error": error.code, "message": self.sentence(error), **parameters}

    @contextmanager
    def progress(self, title: str) -> Iterator[Progress | None]:
        """Show a bar on standard error while long work runs; None when nobody looks."""
        if not sys.stderr.isatty():
            yield None
            return
        from rich.console import Console  # noqa: PLC0415  see `answer`
        from rich.progress import Progress as Bar  # noqa: PLC0415  see `answer`

        with Bar(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(title, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


def print_document(document: Document) -> None:
    """Print one JSON document on one line."""
    sys.stdout.write(f"{json.dumps(document, ensure_ascii=False)}\n")
    sys.stdout.flush()


def _typed_twice() -> str:
    typed = getpass.getpass("New passphrase: ")
    if getpass.getpass("Once more: ") != typed:
        raise UsageError(detail="the two passphrases differ")
    return typed


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def read_secret(path: str) -> str:
    """Return the secret that a file holds, without the mark and the end of line that editors add; raises NotFound."""
    return read_bytes(path).decode("utf-8-sig", "replace").rstrip("\r\n")


def read_bytes(path: str) -> bytes:
    """Return a file's bytes; raises NotFound when it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise NotFound(kind="file", reference=path, reason="no_file") from error
