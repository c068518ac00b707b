"""Opening links in the system's own programs: a browser, an email program, whatever sends messages."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_outside(link: str) -> bool:
    """Open a link in the program that the system has for it; False where there is none."""
    return QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
