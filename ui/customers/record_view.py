"""The Record page of the detail dialog: every field as it is kept, to read; Edit changes it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from shopdesk.viewmodels.account import AccountPicture, AccountViewModel
from shopdesk.viewmodels.record_page import RecordSection
from ui.theme import set_role, theme
from ui.widgets.cards import Card, Heading, Label

_COLUMNS, _LEAST_COLUMN = 3, 210
_SIDE, _CARD_SIDE = 24, 18
_GAP = 16
_BREAK = "\u200b"
"""Takes no room; a line may end there."""
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class RecordView(QScrollArea):
    """Shows the record of an `AccountViewModel`'s customer until `unbind`."""

    help_topic = "record"

    def __init__(self, model: AccountViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Record"))
        set_role(self, "reader")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._across = self._width = 0
        self._model = model
        self._unbind = model.picture.bind(self._show)

    def unbind(self) -> None:
        """Stop following the view-model."""
        self._unbind()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the fields in fewer columns where there is less room."""
        super().resizeEvent(event)
        if (self.across(), self.width()) != (self._across, self._width):
            self._show(self._model.picture.value)

    def across(self) -> int:
        """Return how many columns there is room for."""
        return max(1, min(_COLUMNS, self.width() // theme().px(_LEAST_COLUMN)))

    def _room(self) -> int:
        """Return how wide a column is at least (pixels)."""
        sides = theme().px(2 * (_SIDE + _CARD_SIDE) + _GAP * self._across)
        return (self.width() - sides) // self._across

    def _show(self, picture: AccountPicture | None) -> None:
        if picture is None:
            return
        self._across, self._width = self.across(), self.width()
        place = self.verticalScrollBar().value()
        look = theme()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(_SIDE), look.px(16), look.px(_SIDE), look.px(16))
        column.setSpacing(look.px(12))
        for section in picture.record:
            column.addWidget(_card(section, self._across, self._room()))
        column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setValue(place)


def breakable(text: str, metrics: QFontMetrics, room: int) -> str:
    """Return a text whose words may be broken anywhere where they are wider than the room."""
    words = (
        _BREAK.join(word) if metrics.horizontalAdvance(word) > room else word for word in text.split(" ")
    )
    return " ".join(words)


def _card(section: RecordSection, across: int, room: int) -> Card:
    look = theme()
    card = Card(padding=_CARD_SIDE)
    head = QHBoxLayout()
    head.addWidget(Heading(section.title))
    head.addStretch(1)
    head.addWidget(Label(section.note, "small"))
    card.body.addLayout(head)
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.px(_GAP))
    grid.setVerticalSpacing(look.px(10))
    for number, (label, value) in enumerate(section.rows):
        cell = QVBoxLayout()
        cell.setSpacing(look.px(2))
        written = breakable(value, QFontMetrics(look.font()), room)
        said = Label(written).wrap()
        # Below its label whichever way the value itself is read; and no long value makes its column wider.
        said.setAlignment(
            QStyle.visualAlignment(said.layoutDirection(), _START) | Qt.AlignmentFlag.AlignAbsolute
        )
        said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        if written == value:  # whoever copied it would get the breaks along
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        said.setAccessibleName(f"{label}: {value}")
        cell.addWidget(Label(label, "label"))
        cell.addWidget(said)
        grid.addLayout(cell, number // across, number % across, Qt.AlignmentFlag.AlignTop)
    for number in range(across):
        grid.setColumnStretch(number, 1)
    card.body.addLayout(grid)
    return card
