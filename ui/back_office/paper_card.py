"""Checking a paper: the code that is printed on it, and whether it is genuine."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.viewmodels.paper_check import PaperCheckViewModel, PaperVerdict
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading
from ui.widgets.fields import Field
from ui.widgets.proof_line import ProofLine


class PaperCard(Card):
    """Shows a `PaperCheckViewModel`."""

    help_topic = "statement"

    def __init__(self, model: PaperCheckViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = model
        hint = self.tr("It stands at the foot of every receipt and every statement.")
        self.code = Field(self.tr("Code on the paper"), hint=hint)
        self.code.line.setPlaceholderText("42-K7QF3M2A")
        self.check = Button(self.tr("Check"), icon="shield-check")
        self.verdict = ProofLine()
        self._lay_out()
        self.check.clicked.connect(self._ask)
        self.code.line.returnPressed.connect(self._ask)
        self._unbind = model.verdict.bind(self._show_verdict)

    def unbind(self) -> None:
        """Let the view-model go."""
        self._unbind()

    def _lay_out(self) -> None:
        look = theme()
        self.body.addWidget(Heading(self.tr("Check a paper")))
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self.code, 1)
        row.addWidget(self.check)
        self.body.addLayout(row)
        self.body.addWidget(self.verdict)

    def _ask(self) -> None:
        self.model.check(self.code.text())

    def _show_verdict(self, verdict: PaperVerdict | None) -> None:
        self.verdict.setVisible(verdict is not None)
        if verdict is not None:
            self.verdict.show_proof(verdict.text, proven=verdict.genuine)
