"""Windows and timers that a failed test left behind: they would call into what is closed, and fail what comes after."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid


def living(app: QApplication) -> list[QObject]:
    """Return every window that hangs on nothing, and every timer of the program itself."""
    return [*(each for each in app.topLevelWidgets() if each.parent() is None), *app.findChildren(QTimer)]


def let_go(app: QApplication, before: list[QObject]) -> None:
    """Let go of all windows, and stop all timers, that were not there before."""
    for each in living(app):
        if not isValid(each) or each in before:
            continue
        for timer in (*each.findChildren(QTimer), each):
            if isinstance(timer, QTimer):
                timer.stop()
        if not isinstance(each, QTimer):
            each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
