"""A page of the start: one column in the middle of the window that scrolls where the window is too small."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import theme


class Centred(QScrollArea):
    """Fill ``body``, the column; it is at most ``width`` pixels of the design wide."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(look.px(24), look.px(24), look.px(24), look.px(24))
        column = _Column(look.px(width))
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(look.px(12))
        row.addStretch(1)
        row.addWidget(column, 100)
        row.addStretch(1)
        self.setWidget(whole)


class _Column(QWidget):
    """What stands in the middle: no wider than it is told, unless its words need it."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Return the width that is kept to where there is room for it."""
        return QSize(max(self._width, self.minimumSizeHint().width()), super().sizeHint().height())
