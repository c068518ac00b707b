"""A page of the detail dialog that is one table: what stands there when it is empty, and a foot."""

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.customers.page_table import PageTable
from ui.theme import theme
from ui.widgets.cards import Label, Rule
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.table_card import TableCard

T = TypeVar("T")


class PageCard(TableCard, Generic[T]):
    """Holds a table; ``foot`` is the layout below it, ``said`` the words at its left."""

    def __init__(self, table: PageTable[T], empty: str, parent: QWidget | None = None) -> None:
        super().__init__(table, parent)
        look = theme()
        self.table = table
        self.empty = Label(empty, "muted").wrap()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.hide()
        self.said = ElidedLabel("", "label")
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(look.px(16), look.px(4), look.px(8), look.px(4))
        self.foot.setSpacing(look.px(16))
        self.foot.addWidget(self.said, 1)
        self.said.setMinimumHeight(look.px(40))
        self.body.addWidget(table, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(Rule())
        self.body.addLayout(self.foot)

    def stand_below_empty(self, widget: QWidget) -> None:
        """Put something below what is said when there is nothing, as how far the reading is."""
        look = theme()
        widget.setContentsMargins(look.px(16), 0, look.px(16), look.px(12))
        self.body.insertWidget(self.body.indexOf(self.empty) + 1, widget)

    def show_lines(self, lines: tuple[T, ...]) -> None:
        """Show the lines, or that there are none."""
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
