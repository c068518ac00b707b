"""A field whose error offers a way out beside it: *Open Lina Haddad*."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.fields import Field


class LinkedField(Field):
    """A line of text; `offer` shows the button, ``followed`` tells that it was pressed."""

    followed = Signal()

    def __init__(self, label: str, *, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(label, limit=limit, parent=parent)
        self.link = Button("", kind="quiet")
        self.link.set_tall(30)
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
        """Offer a way out, or none for an empty text."""
        self.link.set_text(text)
        self.link.setVisible(bool(text))
