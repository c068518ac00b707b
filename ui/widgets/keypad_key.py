"""One key of a pad of figures, large enough for a finger."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont

from ui.theme import theme
from ui.widgets.buttons import Button, Kind

_KEY_WIDTH, _KEY_HEIGHT = 84, 54


class KeypadKey(Button):
    """One key, its figure large; it leaves the focus where it is, so that the keyboard goes on working."""

    def __init__(self, text: str, *, kind: Kind = "plain", icon: str = "") -> None:
        super().__init__(text, kind=kind, icon=icon)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_tall(_KEY_HEIGHT)

    def sizeHint(self) -> QSize:
        """Return the same size for every key."""
        return QSize(theme().px(_KEY_WIDTH), theme().px(_KEY_HEIGHT))

    def _text_font(self) -> QFont:
        return theme().font(20, QFont.Weight.DemiBold)
