"""A card that says what something is good for, and leads to it."""

from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Muted


class DoorCard(Card):
    """``open`` leads to it."""

    def __init__(self, title: str, what: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.open = Button(self.tr("Open…"), icon=icon)
        self.open.setAccessibleName(self.tr("Open: {0}").format(title))
        self.add_head(title, self.open)
        self.body.addWidget(Muted(what).wrap())
