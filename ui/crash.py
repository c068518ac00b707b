"""The last line of defence: a bug is logged without customer data, said once, and ends the program."""

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from shopdesk.logs import redacted, write_log
from shopdesk.wording import tr
from ui.saying import say

EXIT_STATUS = 1


class CrashHandler:
    """Installed as ``sys.excepthook``; ``tell`` shows the sentence, where there is somebody to read it."""

    def __init__(self, logs: Path, tell: Callable[[str], None]) -> None:
        self.logs = logs
        self._tell = tell
        self._crashed = False

    def install(self) -> None:
        """Take every exception that nobody else takes, on any thread."""
        sys.excepthook = self.handle
        threading.excepthook = self._handle_thread

    def handle(self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        """Log a bug, say it once and end the program; Ctrl+C just ends it."""
        del trace
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.exit(130)
            return
        text = redacted(bug)
        place = ""
        with suppress(OSError):  # no log on a full disk; the person is told all the same
            place = str(write_log(self.logs, text, datetime.now(UTC)))
        say(f"ShopDesk met a bug and ends.\n{text}", sys.stderr)
        if not self._crashed:
            self._crashed = True
            self._tell(sentence_of(kind, place))
            QCoreApplication.exit(EXIT_STATUS)

    def _handle_thread(self, arguments: threading.ExceptHookArgs) -> None:
        bug, app = arguments.exc_value, QApplication.instance()
        if bug is not None and app is not None:
            # Windows may only be shown by the thread that paints.
            QTimer.singleShot(0, app, lambda: self.handle(type(bug), bug, bug.__traceback__))


def sentence_of(kind: type[BaseException], log: str) -> str:
    """Return what a person is told about a bug."""
    told = tr(
        "Something went wrong inside ShopDesk ({0}), and it closes now. Everything that was confirmed before is "
        "kept. Start it again; if it happens once more, send us the log, which holds no customer data.",
    ).format(kind.__name__)
    return f"{told}\n\n{log}" if log else told


def show_crash(text: str) -> None:
    """Show the one crash dialog."""
    box = QMessageBox(QMessageBox.Icon.Critical, tr("ShopDesk has to close"), text)
    box.addButton(tr("Close ShopDesk"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
