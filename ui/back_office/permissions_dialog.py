"""Who may do what: the one table of the program, to be read."""

from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.viewmodels.permission_table import permission_lines
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Title
from ui.widgets.dialog import Dialog
from ui.widgets.scrolling import scrolling

_SIZE = (720, 700)


class PermissionsDialog(Dialog):
    """Shows every deed with what a cashier and an owner may."""

    help_topic = "staff"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Who may do what"), parent)
        look = theme()
        self.body.addWidget(Title(self.tr("Who may do what")))
        inside = QWidget()
        self.grid = QGridLayout(inside)
        self.grid.setContentsMargins(0, 0, look.px(12), 0)
        self.grid.setHorizontalSpacing(look.px(20))
        self.grid.setVerticalSpacing(look.px(8))
        headings = (self.tr("Deed"), self.tr("Cashier"), self.tr("Owner"))
        for column, heading in enumerate(headings):
            self.grid.addWidget(Label(heading, "strong"), 0, column)
        for row, line in enumerate(permission_lines(), start=1):
            for column, words in enumerate(line):
                self.grid.addWidget(Label(words), row, column)
        self.grid.setColumnStretch(0, 1)
        self.body.addWidget(scrolling(inside), 1)
        self.take_size(*_SIZE)
        close = Button(self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        self.add_right(close)
        self.finished.connect(lambda _result: self.deleteLater())
