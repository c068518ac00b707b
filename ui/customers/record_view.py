"""The Record page of the detail dialog: every field as it is kept, to read; Edit changes it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.viewmodels.account import AccountPicture, AccountViewModel
from shopdesk.viewmodels.record_page import RecordSection
from ui.theme import theme
from ui.widgets.cards import Card, Heading, Label

_COLUMNS = 3


class RecordView(QScrollArea):
    """Shows the record of an `AccountViewModel`'s customer until `unbind`."""

    def __init__(self, model: AccountViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Record"))
        self._unbind = model.picture.bind(self._show)

    def unbind(self) -> None:
        """Stop following the view-model."""
        self._unbind()

    def _show(self, picture: AccountPicture | None) -> None:
        if picture is None:
            return
        place = self.verticalScrollBar().value()
        look = theme()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        column.setSpacing(look.px(12))
        for section in picture.record:
            column.addWidget(_card(section))
        column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setValue(place)


def _card(section: RecordSection) -> Card:
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
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        said.setAccessibleName(f"{label}: {value}")
        cell.addWidget(Label(label, "label"))
        cell.addWidget(said)
        grid.addLayout(cell, number // _COLUMNS, number % _COLUMNS, Qt.AlignmentFlag.AlignTop)
    for number in range(_COLUMNS):
        grid.setColumnStretch(number, 1)
    card.body.addLayout(grid)
    return card
