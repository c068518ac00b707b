"""The lines of a sale to type: text, quantity and price; an empty one always waits at the end."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from shopdesk.viewmodels.sale_lines import LineDraft
from ui.theme import set_role, theme
from ui.widgets.buttons import FINGER, IconButton
from ui.widgets.cards import Label
from ui.widgets.level_line import LevelLine

_LONGEST = 200
_HEIGHT = 44


@dataclass
class LineFields:
    """The fields of one line."""

    text: QLineEdit
    quantity: QLineEdit
    price: QLineEdit
    remove: IconButton

    def draft(self) -> LineDraft:
        """Return what is typed in them."""
        return LineDraft(self.text.text(), self.quantity.text(), self.price.text())


class LinesEditor(QWidget):
    """Tells the drafts after every edit; ``entered`` when Enter was pressed in one of them."""

    edited = Signal(tuple)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(6))
        self._grid.setColumnStretch(0, 1)
        heads = (self.tr("What was sold"), self.tr("Quantity"), self.tr("Price for one"))
        for column, head in enumerate(heads):
            self._grid.addWidget(Label(head, "label"), 0, column)
        self._rows: list[LineFields] = []
        self._add_row()

    def drafts(self) -> tuple[LineDraft, ...]:
        """Return the lines that something was typed into."""
        return tuple(draft for draft in (row.draft() for row in self._rows) if draft)

    def row(self, number: int) -> LineFields:
        """Return the fields of one line, the first being 0."""
        return self._rows[number]

    def first_field(self) -> QLineEdit:
        """Return where typing begins."""
        return self._rows[0].text

    def mark(self, sentence: str) -> None:
        """Mark the fields as wrong, or as right again."""
        for row in self._rows:
            wrong = bool(sentence) and bool(row.draft())
            for field in (row.text, row.quantity, row.price):
                set_role(field, "error" if wrong else "")

    def _add_row(self) -> None:
        look = theme()
        row = LineFields(LevelLine(), LevelLine(), LevelLine(), IconButton("x", self.tr("Remove this line")))
        row.quantity.setText("1")
        row.text.setMaxLength(_LONGEST)
        row.text.setAccessibleName(self.tr("What was sold"))
        row.quantity.setAccessibleName(self.tr("Quantity"))
        row.price.setAccessibleName(self.tr("Price for one"))
        row.quantity.setFixedWidth(look.px(84))
        row.price.setFixedWidth(look.px(130))
        for field in (row.quantity, row.price):
            field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number = self._grid.rowCount()
        for column, field in enumerate((row.text, row.quantity, row.price)):
            field.setFixedHeight(look.px(_HEIGHT))
            field.textEdited.connect(self._changed)
            field.returnPressed.connect(self.entered)
            self._grid.addWidget(field, number, column)
        row.remove.set_tall(FINGER)
        row.remove.clicked.connect(lambda: self._remove(row))
        self._grid.addWidget(row.remove, number, 3)
        fields: list[QWidget] = [row.text, row.quantity, row.price, row.remove]
        chain = [self._rows[-1].remove, *fields] if self._rows else fields
        for one, other in pairwise(chain):
            self.setTabOrder(one, other)
        self._rows.append(row)
        self._allow()

    def _remove(self, row: LineFields) -> None:
        self._rows.remove(row)
        for widget in (row.text, row.quantity, row.price, row.remove):
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._changed()
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        if not self._rows or self._rows[-1].draft():
            self._add_row()
        self._allow()
        self.edited.emit(self.drafts())

    def _allow(self) -> None:
        for row in self._rows:
            row.remove.set_allowed(row is not self._rows[-1], self.tr("There is nothing in this line."))
