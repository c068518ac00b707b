"""A strip of one sentence in the colour of what it means, without buttons."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import set_role, theme
from ui.widgets.cards import Label


class NoteStrip(QFrame):
    """Says ``success``, ``warn`` or ``danger``, also in its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        self._text = Label("").wrap()
        row.addWidget(self._text)

    def text(self) -> str:
        """Return what it says."""
        return self._text.text()

    def tell(self, text: str, role: str) -> None:
        """Say something."""
        set_role(self, f"banner-{role}")
        set_role(self._text, f"note-{role}")
        self._text.setText(text)
        self.setAccessibleName(text)
