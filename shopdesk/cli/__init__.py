"""``shopdesk-admin``: the same shop from a terminal; a face that holds no rule of its own."""

import os
import signal
import sys
from collections.abc import Sequence

from shopdesk.cli.exit_status import exit_status
from shopdesk.errors import Cancelled, ShopDeskError, UsageError

_FIRST_FILE = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line and return its exit status; reads the program's own line by default."""
    if arguments is None:
        _open_closed_streams()
        _hear_interruptions(later=True)
    from shopdesk.cli.terminal import Terminal  # noqa: PLC0415  nobody could answer for an interruption meanwhile

    terminal = Terminal()
    if arguments is None:
        # A bug ends in one line without a traceback, in which customers' data might stand.
        sys.excepthook = terminal.report_bug
        os.umask(0o077)  # what this program writes is for the person who runs it
        arguments = sys.argv[1:]
    try:
        _hear_interruptions(later=False)
        # Here, so that a mistyped line is answered without loading what the commands need.
        from shopdesk.cli.command_line import run  # noqa: PLC0415  see above

        return run(terminal, list(arguments))
    except (UsageError, Cancelled, KeyboardInterrupt) as error:
        # The options of a line that cannot be understood, or was broken off, were perhaps never read.
        terminal.json = terminal.json or "--json" in arguments
        return terminal.report(Cancelled() if isinstance(error, KeyboardInterrupt) else error)
    except ShopDeskError as error:
        return terminal.report(error)
    except BrokenPipeError:
        # Whoever read the answer has seen enough, as `head` does; what is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_status(Cancelled())
    finally:
        terminal.close()


def _hear_interruptions(*, later: bool) -> None:
    """Keep a ``Ctrl+C`` until the program can say that nothing was changed; Windows has no such patience."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK if later else signal.SIG_UNBLOCK, {signal.SIGINT})


def _open_closed_streams() -> None:
    """Let streams that were closed lead nowhere; else a file of the shop would be opened in their place."""
    handle = os.open(os.devnull, os.O_RDWR)
    while handle < _FIRST_FILE:
        handle = os.open(os.devnull, os.O_RDWR)
    os.close(handle)
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)
