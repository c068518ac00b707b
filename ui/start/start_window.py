"""The window of the start: whatever page it is time for, one after the other."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.help.opening import bind_help
from ui.icons import program_icon
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.dialog import Dialog
from ui.widgets.why_not import tell_why_not

_WIDTH, _HEIGHT = 1180, 800


class StartWindow(QWidget):
    """Shows one page at a time; ``closed`` is told when the person closes the window."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowIcon(program_icon())
        self.setWindowTitle("ShopDesk")
        self.page: QWidget | None = None
        self.banner = Banner()
        self._release: Callable[[], None] = _nothing
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.banner)
        look = theme()
        bind_help(self)
        self.resize(look.px(_WIDTH), look.px(_HEIGHT))

    @property
    def help_topic(self) -> str:
        """What the help is opened at: the topic of the page."""
        return str(getattr(self.page, "help_topic", ""))

    def show_page(self, page: QWidget, release: Callable[[], None] | None = None) -> None:
        """Show a page in place of the last one; ``release`` is called when its time is over."""
        self.drop_page()
        self.banner.dismiss()
        self.page = page
        self._release = release or _nothing
        self._column.addWidget(page, 1)

    def drop_page(self) -> None:
        """Take the page away."""
        self._release()
        self._release = _nothing
        if self.page is not None:
            self._column.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
            self.page = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say why what was pressed cannot be used."""
        tell_why_not(self, event)
        super().mousePressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the help along: it belongs to what stood here."""
        super().hideEvent(event)
        for dialog in self.findChildren(Dialog):
            dialog.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the person has had enough."""
        super().closeEvent(event)
        self.closed.emit()


def _nothing() -> None:
    """Release nothing."""
