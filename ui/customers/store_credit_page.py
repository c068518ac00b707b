"""The Store credit page of the detail dialog: where the credit came from and where it went.

Shows a `StoreCreditViewModel`.
"""

from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.viewmodels.store_credit import CreditLine, CreditPicture, StoreCreditViewModel
from ui.customers.lines_model import Column, change_column, day_column, standing_column
from ui.customers.list_page import ListPage
from ui.customers.page_table import PageTable


class StoreCreditPage(ListPage[CreditLine]):
    """Binds to the view-model until `unbind`."""

    help_topic = "debt"

    def __init__(self, model: StoreCreditViewModel, text: ShopText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        table = PageTable(self.tr("Store credit"), self._columns(text), lambda line: line.reference)
        empty = self.tr(
            "No store credit yet. It comes from a refund to the account, from goodwill, or from overpaying."
        )
        self.lay_out(table, empty)
        self.follow(model.picture.bind(self._show))

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
            Column(self.tr("Staff", "person"), lambda line: line.staff, width=140),
            change_column(self.tr("Change", "of credit"), text.change, lambda line: line.change),
            standing_column(self.tr("Credit"), text.money, lambda line: line.credit),
        )

    def _show(self, picture: CreditPicture | None) -> None:
        if picture is not None:
            self.card.show_lines(picture.lines)
            self.card.said.setText(self.tr("Store credit now {0}").format(picture.credit))
