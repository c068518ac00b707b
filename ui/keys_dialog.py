"""The page of keys: what can be done without a mouse."""

from PySide6.QtWidgets import QGridLayout, QWidget

from ui import shortcuts
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Title
from ui.widgets.dialog import Dialog


class KeysDialog(Dialog):
    """Shows the table of keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Keys"), parent)
        look = theme()
        self.body.addWidget(Title(self.tr("Keys")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(20))
        grid.setVerticalSpacing(look.px(8))
        for row, key in enumerate(shortcuts.table()):
            grid.addWidget(Label(shortcuts.shown(key.name), "key"), row, 0)
            grid.addWidget(Label(key.does), row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        close = Button(self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        self.add_right(close)
