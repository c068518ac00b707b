"""What lies on the counter: the lines, how many items they are, and what puts all of them away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.viewmodels.checkout_words import CounterLine
from ui import shortcuts
from ui.checkout.lines_table import LinesTable
from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.table_card import TableCard


class LinesCard(TableCard):
    """Shows the lines, or how to begin; ``park_button`` and ``clear_button`` stand below them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        table = LinesTable()
        super().__init__(table, parent)
        self.table = table
        self.empty = Label(self.tr("Scan or type the first item.\nLike: Chain repair 45.00"), "muted").wrap()
        self.count = Label("", "label")
        self.park_button = Button(
            self.tr("Park sale"), kind="quiet", key=shortcuts.shown("park"), folds_to="inbox"
        )
        self.clear_button = Button(
            self.tr("Clear"), kind="quiet", key=shortcuts.shown("clear_sale"), folds_to="trash-2"
        )
        self._stack = QStackedWidget()
        self._lay_out()

    def show_lines(self, lines: tuple[CounterLine, ...]) -> None:
        """Show these, or how to begin when there are none."""
        self.table.show_lines(lines)
        self._stack.setCurrentIndex(1 if lines else 0)

    def _lay_out(self) -> None:
        look = theme()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing = QFrame()
        set_role(nothing, "page")
        middle = QVBoxLayout(nothing)
        middle.addWidget(self.empty)
        self._stack.addWidget(nothing)
        self._stack.addWidget(self.table)
        foot = QFrame()
        set_role(foot, "table-foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(look.px(16), look.px(2), look.px(4), look.px(2))
        row.setSpacing(0)
        row.addWidget(self.count, 1)
        for button in (self.park_button, self.clear_button):
            button.set_tall(44)
            row.addWidget(button)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(foot)
