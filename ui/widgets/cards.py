"""Cards, rules and the labels that stand on them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.formatting import unbroken
from ui.theme import set_role, theme
from ui.widgets.flow_layout import FlowLayout


class Card(QFrame):
    """A surface with soft corners and a thin line; ``body`` is its vertical layout."""

    def __init__(self, *, role: str = "card", padding: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, role)
        self.body = QVBoxLayout(self)
        space = theme().px(padding)
        self.body.setContentsMargins(space, space, space, space)
        self.body.setSpacing(theme().px(8))

    def add_head(self, name: str, *buttons: QWidget) -> None:
        """Name the card, its buttons at the far end of that line, or below where there is no room for them."""
        head = FlowLayout(spacing=theme().px(8), spread=True)
        for widget in (Heading(name), *buttons):
            head.addWidget(widget)
        self.body.addLayout(head)


class Label(QLabel):
    """Text in one of the looks of the style sheet; plain text only, so that no name is taken for markup."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(unbroken(text), parent)
        self._said = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            set_role(self, role)

    def text(self) -> str:
        """Return what the label says."""
        return self._said

    def setText(self, text: str) -> None:
        """Say another text; no line ends within an amount."""
        self._said = text
        super().setText(unbroken(text))

    def wrap(self) -> "Label":
        """Let the text take several lines, and return the label."""
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        return self


class Title(Label):
    """The name of a page."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "title", parent)


class Heading(Label):
    """The name of a card."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "heading", parent)


class Muted(Label):
    """Text that stands back."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "muted", parent)


class Figure(Label):
    """A figure that is the content of its card; ``role`` ``figure``, ``figure-owed`` or one of ``hero``."""

    def __init__(self, text: str = "", role: str = "figure", parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent)


class Rule(QFrame):
    """A thin line across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "rule")
        self.setFixedHeight(1)
