"""The card with the figures at a glance."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import theme
from ui.widgets.cards import Card, Label


class GlanceCard(Card):
    """Shows pairs of label and value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self.body.addWidget(Label(self.tr("At a glance"), "label-strong"))
        self._rows = QGridLayout()
        self._rows.setVerticalSpacing(theme().px(8))
        self._rows.setColumnStretch(0, 1)
        self._rows.setColumnStretch(1, 2)
        self.body.addLayout(self._rows)

    def show_rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        """Show these pairs instead of the present ones."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (label, value) in enumerate(rows):
            self._rows.addWidget(Label(label, "muted"), number, 0)
            words = Label(value, "strong").wrap()  # a long one takes two lines, not the room of the entries
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._rows.addWidget(words, number, 1)
