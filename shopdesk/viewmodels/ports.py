"""What view-models ask of the outside: work done elsewhere, and questions to the person."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol, TypeVar

from shopdesk.errors import ShopDeskError

T = TypeVar("T")


class Lane(StrEnum):
    """Which background thread: the writer, the reader, the one for long work that only reads, or one of a neighbour.

    ``KEEP`` looks after the file: the backup of a large one takes minutes, and no statement is to wait for it. What
    stands on the counter may not answer for seconds, the system's keyring not until somebody finds its window, and no
    search and no backup is to wait for them. What is asked of the reader ``LATER`` waits until the last answer is
    painted: a thread that is busy takes its time from the painting.
    """

    WRITE = "write"
    READ = "read"
    LATER = "later"
    LONG = "long"
    KEEP = "keep"
    DEVICE = "device"
    KEYRING = "keyring"


class Runner(Protocol):
    """Runs work off the thread that paints."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ShopDeskError], None],
        lane: Lane = Lane.READ,
    ) -> None:
        """Do the work in its lane, then call ``done`` or ``failed`` on the asker's thread.

        Neither is called once the asker is gone.
        """


class Prompter(Protocol):
    """Asks the person; tests script the answers."""

    def confirm(self, question: str, yes: str) -> bool:
        """Ask a question whose confirming button reads ``yes``."""

    def save_path(self, title: str, suggestion: str) -> str | None:
        """Ask where to save a file; None when cancelled."""

    def open_path(self, title: str, pattern: str) -> str | None:
        """Ask which file to open; None when cancelled."""

    def folder_path(self, title: str) -> str | None:
        """Ask for a folder to write many files to; None when cancelled."""
