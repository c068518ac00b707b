"""The search box above the list: tells at once what is typed, and again when typing has paused."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.icons import icon, pixmap
from ui.scan_guard import KNOWS_SCANS
from ui.theme import set_role, theme
from ui.widgets.level_line import LevelLine

PAUSE_MS = 250
_ICON = 17
_LIMIT = 100


class SearchBox(LevelLine):
    """``typed`` at every key, ``paused`` 250 ms after the last; arrows and Enter go to the table."""

    typed = Signal(str)
    paused = Signal()
    went_down = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "search")
        self.setProperty(KNOWS_SCANS, True)
        self.setMaxLength(_LIMIT)
        self.setPlaceholderText(self.tr("Name, phone or email"))
        self.setAccessibleName(self.tr("Search customers"))
        self._clear = self.addAction(icon("x", theme().muted), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setText(self.tr("Clear the search"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.paused)
        self._is_owed = False
        self.textChanged.connect(self._changed)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nobody who looks no more: what was typed is asked for when the box is seen again."""
        super().hideEvent(event)
        self._is_owed = self._pause.isActive()
        self._pause.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what was typed when the box was left."""
        super().showEvent(event)
        if self._is_owed:
            self._is_owed = False
            self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Esc; leave for the table with the arrows, open with Enter."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
            self.went_down.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then the glass."""
        super().paintEvent(event)
        look = theme()
        side = look.px(_ICON)
        left = look.px(14)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - side
        painter = QPainter(self)
        colour = look.accent if self.hasFocus() else look.muted
        painter.drawPixmap(QPoint(left, (self.height() - side) // 2), pixmap("search", colour, side))
        painter.end()

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.typed.emit(text)
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
