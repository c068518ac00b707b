"""A field whose error offers a way out beside it: *Open Lina Haddad*."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.fields import Field

_LEAST, _AROUND = 160, 24
"""The least room for the words of the button, and what stands around them."""


class LinkedField(Field):
    """A line of text; `offer` shows the button, ``followed`` tells that it was pressed."""

    followed = Signal()

    def __init__(self, label: str, *, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(label, limit=limit, parent=parent)
        self.link = Button("", kind="quiet")
        self.link.clicked.connect(self.followed)
        self.link.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addSpacing(-theme().px(16))
        row.setSpacing(theme().px(4))
        row.addWidget(self.link)
        row.addStretch(1)
        self._column.addLayout(row)

    def offer(self, text: str) -> None:
        """Offer a way out, or none for an empty text; the longest name makes the field no wider."""
        look = theme()
        metrics = QFontMetrics(look.font(14, QFont.Weight.Medium))
        room = max(look.px(_LEAST), self.width() - look.px(_AROUND))
        self.link.set_text(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
        self.link.set_hint(text)
        self.link.setVisible(bool(text))
