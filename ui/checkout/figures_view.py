"""What the sale comes to, and after it what was sold and the change due."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.viewmodels.checkout_words import Figures
from shopdesk.viewmodels.sale_done import SaleDone
from ui import shortcuts
from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.elided_label import ElidedLabel

_LARGE, _GAP, _PANEL = 36, 8, 400
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FiguresView(QStackedWidget):
    """The figures of the sale; the last sale's change in their place until the next one begins."""

    discount_asked_for = Signal()
    receipt_asked_for = Signal()
    invoice_asked_for = Signal()
    undo_asked_for = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._is_low = theme().px(_PANEL), False
        self.subtotal = Label("", "plain-figure")
        self.discount = Button("", kind="link")
        self.give_discount = Button(self.tr("Discount"), kind="link")
        self.tax = Label("", "small")
        self.rounding = Label("", "small")
        self.to_pay = Label("", "hero")
        self.done_title = Label("", "heading")
        self.done_figure = Label("", "hero")
        self.done_account = ElidedLabel("", "muted")
        self.print_receipt = Button(self.tr("Print receipt"))
        self.print_invoice = Button(self.tr("A4"))
        self.undo = Button(self.tr("Undo…"))
        self._sides = (self._sums(), self._after())
        for side in self._sides:
            self.addWidget(side)
        self._turn_to(0)

    def fit(self, room: int, *, low: bool) -> None:
        """Write smaller what does not fit so many pixels.

        Where there is little height, leave the subtotal out while it says no more than what is to pay.
        """
        self._room, self._is_low = room, low
        self._show_subtotal()
        self._fit_to_pay()

    def show_figures(self, figures: Figures) -> None:
        """Show what the sale comes to."""
        self.subtotal.setText(figures.subtotal)
        self.discount.set_text(figures.discount)
        self.discount.setAccessibleName(self.tr("Discount {0}").format(figures.discount))
        self.tax.setText(self.tr("includes {0} tax").format(figures.tax) if figures.tax else "")
        self.rounding.setText(self.tr("rounded {0}").format(figures.rounding) if figures.rounding else "")
        for remark in (self.tax, self.rounding):
            remark.setVisible(bool(remark.text()))  # an empty line would lift *To pay* off its figure
        self.to_pay.setText(figures.to_pay)
        self.to_pay.setAccessibleName(self.tr("To pay {0}").format(figures.to_pay))
        self._show_subtotal()
        self._fit_to_pay()

    def show_done(self, done: SaleDone | None) -> None:
        """Show what was just sold; None goes back to the figures."""
        self._turn_to(0 if done is None else 1)
        if done is None:
            return
        title = self.tr("Paid") if done.paid else self.tr("Sold")
        title = self.tr("Change due") if done.change else title
        self.done_title.setText(title)
        self.done_figure.setText(done.change or done.total)
        words = " · ".join(part for part in (done.reference, done.account) if part)
        self.done_account.setText(words)
        self.done_figure.setAccessibleName(f"{title} {self.done_figure.text()}")

    def _turn_to(self, shown: int) -> None:
        """Show one side; the other asks for no room."""
        self.setCurrentIndex(shown)
        for place, side in enumerate(self._sides):
            wants = QSizePolicy.Policy.Preferred if place == shown else QSizePolicy.Policy.Ignored
            side.setSizePolicy(wants, wants)
        self.updateGeometry()

    def _show_subtotal(self) -> None:
        says_more = not self._is_low or self.subtotal.text() != self.to_pay.text()
        for part in (self._subtotal_word, self.subtotal):
            part.setVisible(says_more)

    def _fit_to_pay(self) -> None:
        large = QFontMetrics(theme().font(_LARGE, QFont.Weight.Bold)).horizontalAdvance(self.to_pay.text())
        fits = large + self._to_pay_word.sizeHint().width() + theme().px(_GAP) <= self._room
        set_role(self.to_pay, "hero" if fits else "figure")

    def _sums(self) -> QWidget:
        look = theme()
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(_GAP))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self._subtotal_word = Label(self.tr("Subtotal"), "muted")
        self._subtotal_word.setMinimumHeight(look.px(26))
        for button in (self.discount, self.give_discount):
            button.set_tall(44)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.set_hint(self.tr("Give a discount ({0})").format(shortcuts.shown("discount")))
            button.clicked.connect(self.discount_asked_for)
        self.give_discount.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the figure beside it has the focus
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self.discount)
        paying = QVBoxLayout()
        paying.setSpacing(0)
        self._to_pay_word = Label(self.tr("To pay"), "strong")
        paying.addWidget(self._to_pay_word)
        paying.addWidget(self.tax)
        paying.addWidget(self.rounding)
        grid.addWidget(self._subtotal_word, 0, 0)
        grid.addWidget(self.subtotal, 0, 1, _END)
        grid.addWidget(self.give_discount, 1, 0)
        grid.addLayout(row, 1, 1)
        grid.addLayout(paying, 2, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.to_pay, 2, 1, _END)
        return inside

    def _after(self) -> QWidget:
        look = theme()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        line = QHBoxLayout()
        line.addWidget(self.done_title)
        line.addStretch(1)
        line.addWidget(self.done_figure)
        column.addLayout(line)
        column.addWidget(self.done_account)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        self.print_invoice.set_hint(self.tr("Print it on A4"))
        self.print_invoice.setAccessibleName(self.tr("Print it on A4"))
        for button, told in (
            (self.print_receipt, self.receipt_asked_for),
            (self.print_invoice, self.invoice_asked_for),
            (self.undo, self.undo_asked_for),
        ):
            button.set_tall(44)
            button.clicked.connect(told)
        buttons.addWidget(self.print_receipt, 1)
        buttons.addWidget(self.print_invoice)
        buttons.addWidget(self.undo)
        column.addLayout(buttons)
        return inside
