"""Closing days, and looking at those that are closed."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Muted


class DaysCard(Card):
    """Says what a close is good for; ``open`` leads to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.open = Button(self.tr("Open…"), icon="wallet")
        head = QHBoxLayout()
        head.addWidget(Heading(self.tr("The close of the day")))
        head.addStretch(1)
        head.addWidget(self.open)
        self.body.addLayout(head)
        how = self.tr(
            "Count the drawer, and see whether what is owed adds up. Cashiers close today; you also close earlier "
            "days, and look at every day that was closed."
        )
        self.body.addWidget(Muted(how).wrap())
