"""What stands in the table's place when there are no rows: why, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label

_ICON = 36
_WIDEST = 460
_GAP, _LEAST_GAP = 10, 2
Action = tuple[str, Callable[[], None]]


class EmptyState(QWidget):
    """An icon, a sentence, advice, and buttons for what helps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        column = self._column = QVBoxLayout(self)
        column.setSpacing(look.px(_GAP))
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
            button.show()  # at once, so that its room is counted
        self._buttons.addStretch(1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Break the advice where the place is narrow; leave the icon out, and stand closer, where it is low."""
        sides = self._column.contentsMargins()
        width = min(theme().px(_WIDEST), max(1, self.width() - sides.left() - sides.right()))
        self.advice.setFixedSize(width, max(0, self.advice.heightForWidth(width)))
        for gap, is_marked in ((_GAP, True), (_GAP, False), (_LEAST_GAP, False)):
            self._column.setSpacing(theme().px(gap))
            self._mark.setVisible(is_marked)
            if self._column.minimumSize().height() <= self.height():
                break
