"""What stands below a field: a hint or an error, in as many lines as its words take."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.formatting import unbroken
from ui.theme import theme
from ui.widgets.cards import Label

_LEAST = 18
_ENDLESS = 10_000


class LineBelow(Label):
    """Keeps the room of one line, and takes more where the sentence is longer than the field."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "hint", parent)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().px(_LEAST))

    def tell(self, text: str) -> None:
        """Say another sentence."""
        self.setText(text)
        self._take_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._take_height()

    def _take_height(self) -> None:
        flags = int(Qt.TextFlag.TextWordWrap)
        words = self.fontMetrics().boundingRect(0, 0, self.width(), _ENDLESS, flags, unbroken(self.text()))
        self.setFixedHeight(max(theme().px(_LEAST), words.height()))
