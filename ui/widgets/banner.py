"""A quiet strip that tells what has happened and offers what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.icons import pixmap
from ui.theme import set_role, theme
from ui.widgets.announcing import announce
from ui.widgets.buttons import FINGER, Button, IconButton
from ui.widgets.cards import Label

_ICONS = {"info": "info", "success": "circle-check", "warn": "triangle-alert", "danger": "circle-alert"}


class Banner(QFrame):
    """Hidden until it has something to say; roles ``info``, ``success``, ``warn`` and ``danger``."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, can_close: bool = True) -> None:
        super().__init__(parent)
        look = theme()
        self._role = "info"
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(look.px(14), look.px(6), look.px(8), look.px(6))
        self._row.setSpacing(look.px(10))
        self._mark = QLabel()
        self._text = Label().wrap()
        self._close = IconButton("x", self.tr("Close this message"))
        self._close.set_tall(FINGER)
        self._close.clicked.connect(self.dismiss)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self._close.setVisible(can_close)  # once it stands here: before, it would be a window for an instant
        self._actions: list[Button] = []
        self.hide()

    def text(self) -> str:
        """Return what the banner says."""
        return self._text.text()

    def actions_offered(self) -> tuple[Button, ...]:
        """Return the buttons that the banner offers."""
        return tuple(self._actions)

    def tell(
        self, text: str, role: str = "info", actions: Sequence[tuple[str, Callable[[], None]]] = ()
    ) -> None:
        """Say something; each action is a button's text and what it does. Replaces what was said before."""
        look = theme()
        colour = {"success": look.credit, "warn": look.warn, "danger": look.owed}.get(role, look.accent)
        self._mark.setPixmap(pixmap(_ICONS.get(role, "info"), colour, look.px(18)))
        set_role(self, f"banner-{role}")
        self._text.setText(text)
        self.setAccessibleName(text)
        announce(self, text)
        self._drop_actions()
        for title, deed in actions:
            button = Button(title)
            button.set_tall(FINGER)
            button.clicked.connect(lambda _checked=False, deed=deed: deed())
            self._row.insertWidget(self._row.count() - 1, button)
            self._actions.append(button)
        self.show()

    def dismiss(self) -> None:
        """Fall silent."""
        self.hide()
        self._drop_actions()
        self.closed.emit()

    def _drop_actions(self) -> None:
        for button in self._actions:
            self._row.removeWidget(button)
            button.deleteLater()
        self._actions.clear()
