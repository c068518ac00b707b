"""A line that says whether figures add up: a mark and the proof in words, in the colour of either."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import set_role, theme
from ui.widgets.cards import Label


class ProofLine(QFrame):
    """Says nothing until it is told what to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(10), look.px(8), look.px(10), look.px(8))
        row.setSpacing(look.px(8))
        self._mark = Label()
        self._words = Label("", "proof").wrap()
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def show_proof(self, words: str, *, proven: bool) -> None:
        """Say the proof, or in the colour of danger that there is none."""
        look = theme()
        if proven:
            self._show(words, "proof", "check", look.credit)
        else:
            self._show(words, "proof-broken", "triangle-alert", look.owed)

    def show_pending(self, words: str) -> None:
        """Say that the figures are still being added up."""
        self._show(words, "proof-pending", "clock", theme().muted)

    def _show(self, words: str, role: str, mark: str, colour: str) -> None:
        for part in (self, self._words):
            set_role(part, role)
        self._mark.setPixmap(pixmap(mark, colour, theme().px(15)))
        self._words.setText(words)

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()
