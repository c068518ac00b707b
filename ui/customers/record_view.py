"""The Record page of the detail dialog: every field as it is kept, to read; Edit changes it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
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
from ui.theme import theme
from ui.widgets.cards import Card, Heading, Label

_COLUMNS, _LEAST_COLUMN = 3, 210
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class RecordView(QScrollArea):
    """Shows the record of an `AccountViewModel`'s customer until `unbind`."""

    def __init__(self, model: AccountViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Record"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._across = 0
        self._model = model
        self._unbind = model.picture.bind(self._show)

    def unbind(self) -> None:
        """Stop following the view-model."""
        self._unbind()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the fields in fewer columns where there is less room."""
        super().resizeEvent(event)
        if self.across() != self._across:
            self._show(self._model.picture.value)

    def across(self) -> int:
        """Return how many columns there is room for."""
        return max(1, min(_COLUMNS, self.width() // theme().px(_LEAST_COLUMN)))

    def _show(self, picture: AccountPicture | None) -> None:
        if picture is None:
            return
        self._across = self.across()
        place = self.verticalScrollBar().value()
        look = theme()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        column.setSpacing(look.px(12))
        for section in picture.record:
            column.addWidget(_card(section, self._across))
        column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setValue(place)


def _card(section: RecordSection, across: int) -> Card:
    look = theme()
    card = Card()
    head = QHBoxLayout()
    head.addWidget(Heading(section.title))
    head.addStretch(1)
    head.addWidget(Label(section.note, "small"))
    card.body.addLayout(head)
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.px(16))
    grid.setVerticalSpacing(look.px(10))
    for number, (label, value) in enumerate(section.rows):
        cell = QVBoxLayout()
        cell.setSpacing(look.px(2))
        said = Label(value).wrap()
        # Below its label whichever way the value itself is read; and no long value makes its column wider.
        said.setAlignment(
            QStyle.visualAlignment(said.layoutDirection(), _START) | Qt.AlignmentFlag.AlignAbsolute
        )
        said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        said.setAccessibleName(f"{label}: {value}")
        cell.addWidget(Label(label, "label"))
        cell.addWidget(said)
        grid.addLayout(cell, number // across, number % across, Qt.AlignmentFlag.AlignTop)
    for number in range(across):
        grid.setColumnStretch(number, 1)
    card.body.addLayout(grid)
    return card
