"""What will happen when a dialog is saved: a sunken box of lines, and the balance afterwards."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from shopdesk.viewmodels.payment import Preview
from shopdesk.viewmodels.sale_on_account import SalePreview
from ui.theme import theme
from ui.widgets.cards import Card, Label, Rule
from ui.widgets.elided_label import ElidedLabel

_LARGE = {"owed": "large-owed", "credit": "large-credit", "even": "large-even"}


class PreviewBox(Card):
    """Shows a `Preview` or a `SalePreview`; without one it says what to do."""

    def __init__(self, waiting: str = "", parent: QWidget | None = None) -> None:
        super().__init__(role="sunken", padding=16, parent=parent)
        self._calm = waiting or self.tr("Type an amount to see what it will do.")
        self._waiting = self._calm
        self._shown: Preview | SalePreview | None = None
        self._inside = QWidget()
        self.body.addWidget(self._inside)
        self.show_payment(None)

    def wait_for(self, *, right: bool) -> None:
        """Ask for something typed, or for what is typed to be put right."""
        self._waiting = self._calm if right else self.tr("Put right what is marked to see what it will do.")
        if self._shown is None:
            self.show_payment(None)

    def show_payment(self, preview: Preview | SalePreview | None) -> None:
        """Show what would happen, or nothing yet."""
        self._shown = preview
        self.body.removeWidget(self._inside)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = QWidget()
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme().px(8))
        grid.setColumnStretch(0, 1)
        self.body.addWidget(self._inside)
        if preview is None:
            grid.addWidget(Label(self._waiting, "muted"), 0, 0)
            self.setAccessibleName(self._waiting)
            return
        for number, (text, amount) in enumerate(preview.lines):
            grid.addWidget(ElidedLabel(text), number, 0)
            grid.addWidget(Label(amount, "strong"), number, 1, Qt.AlignmentFlag.AlignRight)
        row = len(preview.lines)
        if row:
            grid.addWidget(Rule(), row, 0, 1, 2)
        grid.addWidget(ElidedLabel(preview.label), row + 1, 0)
        grid.addWidget(Label(preview.figure, _LARGE[preview.stands]), row + 1, 1, Qt.AlignmentFlag.AlignRight)
        if preview.remark:
            remark = Label(preview.remark, "small-text").wrap()
            # The longest of all names in it makes no dialog wider than the screen.
            remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
            grid.addWidget(remark, row + 2, 0, 1, 2)
        self._inside.show()  # at once, so that whoever fits around it knows its height
        said = [f"{text} {amount}" for text, amount in preview.lines]
        self.setAccessibleName(", ".join([*said, f"{preview.label} {preview.figure}", preview.remark]))
