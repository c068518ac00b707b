"""The Store credit page of the detail dialog: where the credit came from and where it went.

Shows a `StoreCreditViewModel`.
"""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.viewmodels.store_credit import CreditLine, CreditPicture, StoreCreditViewModel
from ui.customers.lines_model import Column, day_column
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.theme import theme


class StoreCreditPage(QWidget):
    """Binds to the view-model until `unbind`."""

    help_topic = "debt"

    def __init__(self, model: StoreCreditViewModel, text: ShopText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.table: PageTable[CreditLine] = PageTable(
            self.tr("Store credit"), self._columns(text), lambda line: line.reference
        )
        empty = self.tr(
            "No store credit yet. It comes from a refund to the account, from goodwill, or from overpaying."
        )
        self.card = PageCard(self.table, empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        row.addWidget(self.card)
        self._unbind = model.picture.bind(self._show)

    def unbind(self) -> None:
        """Stop following the view-model."""
        self._unbind()

    def _columns(self, text: ShopText) -> tuple[Column[CreditLine], ...]:
        return (
            day_column(self.tr("Date"), text, lambda line: line.at),
            Column(
                self.tr("What happened"),
                lambda line: line.text,
                lambda line: line.detail,
                tool_tip=lambda line: "\n".join(filter(None, (line.text, line.detail))),
            ),
            Column(
                self.tr("Reference"),
                lambda line: line.reference,
                lambda line: line.other_reference,
                width=124,
            ),
            Column(self.tr("Staff"), lambda line: line.staff, width=140),
            Column(
                self.tr("Change"),
                lambda line: text.change(line.change),
                tone=lambda line: "credit" if line.change > 0 else "" if line.change else "muted",
                width=120,
                size=lambda line: abs(line.change),
            ),
            Column(
                self.tr("Credit"),
                lambda line: text.money(line.credit),
                tone=lambda _line: "strong",
                width=120,
                size=lambda line: line.credit,
            ),
        )

    def _show(self, picture: CreditPicture | None) -> None:
        if picture is not None:
            self.card.show_lines(picture.lines)
            self.card.said.setText(self.tr("Store credit now {0}").format(picture.credit))
