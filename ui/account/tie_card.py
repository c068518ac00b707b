"""One thing that must agree with the balance: its figures, and in words whether it does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.domain.balance_proof import Tie
from shopdesk.viewmodels.shop_text import ShopText
from ui.theme import theme
from ui.widgets.cards import Card, Label
from ui.widgets.proof_line import ProofLine


class TieCard(Card):
    """Shows a `Tie`; one that does not hold is red, and says so."""

    def __init__(self, tie: Tie, text: ShopText, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        look = theme()
        self.body.addWidget(Label(tie.name, "label-strong"))
        figures = QGridLayout()
        figures.setVerticalSpacing(look.px(6))
        figures.setColumnStretch(0, 1)
        for row, (label, amount) in enumerate(tie.figures):
            figures.addWidget(Label(label, "muted").wrap(), row, 0)
            figures.addWidget(Label(text.money(amount), "strong"), row, 1, _AT_THE_RIGHT)
        self.body.addLayout(figures)
        self.told = ProofLine()
        self.told.show_proof(tie.told, proven=tie.holds)
        self.body.addWidget(self.told)


_AT_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
