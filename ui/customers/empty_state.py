"""What stands in the table's place when there are no rows: why, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label

_ICON = 36
_WIDEST = 460
Action = tuple[str, Callable[[], None]]


class EmptyState(QWidget):
    """An icon, a sentence, advice, and buttons for what helps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        column = QVBoxLayout(self)
        column.setSpacing(look.px(10))
        column.addStretch(2)
        self._mark = QLabel()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading = Label("", "heading")
        self.advice = Label("", "muted")
        self.advice.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(look.px(8))
        for label in (self.heading, self.advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._mark)
        column.addWidget(self.heading)
        column.addWidget(self.advice, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(look.px(6))
        column.addLayout(self._buttons)
        column.addStretch(3)

    def tell(self, icon: str, heading: str, advice: str = "", actions: tuple[Action, ...] = ()) -> None:
        """Say why there is nothing, and offer what helps; the first action stands out."""
        self._mark.setPixmap(pixmap(icon, theme().faint, theme().px(_ICON)))
        self.heading.setText(heading)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        width = theme().px(_WIDEST)
        self.advice.setFixedSize(width, max(0, self.advice.heightForWidth(width)))
        while (item := self._buttons.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        self._buttons.addStretch(1)
        for number, (text, deed) in enumerate(actions):
            button = Button(text, kind="plain" if number else "primary")
            button.clicked.connect(lambda _checked=False, deed=deed: deed())
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
