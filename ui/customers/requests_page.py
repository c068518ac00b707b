"""The Requests page of the detail dialog: what the customer asks for, and what became of it.

Shows a `CustomerEnquiriesViewModel`.
"""

from PySide6.QtWidgets import QWidget

from shopdesk.domain.enquiry import enquiry_number
from shopdesk.viewmodels.customer_enquiries import CustomerEnquiriesViewModel
from shopdesk.viewmodels.enquiry_words import KIND_WORDS, EnquiryLine, standing_of
from shopdesk.viewmodels.shop_text import ShopText
from ui.customers.lines_model import Column, day_column
from ui.customers.list_page import ListPage
from ui.customers.page_table import PageTable
from ui.widgets.buttons import Button


class RequestsPage(ListPage[EnquiryLine]):
    """``asked_for`` has the request that is to be read, None for a new one."""

    help_topic = "requests"

    def __init__(
        self, model: CustomerEnquiriesViewModel, text: ShopText, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        table = PageTable(self.tr("Requests"), self._columns(text), lambda line: line.enquiry.id)
        self.lay_out(table, self.tr("This customer has asked for nothing yet."))
        self.new = Button(self.tr("New request…"), icon="plus")
        self.card.foot.addWidget(self.new)
        self.new.clicked.connect(lambda: self.asked_for.emit(None))
        self.list_lines(model, lambda line: line.enquiry)

    def _columns(self, text: ShopText) -> tuple[Column[EnquiryLine], ...]:
        return (
            Column(
                self.tr("What is asked for"),
                lambda line: line.title,
                _kind_and_number,
                tool_tip=lambda line: line.title,
            ),
            Column(
                self.tr("Status"),
                lambda line: standing_of(line.enquiry, text),
                tone=lambda line: line.tone,
                width=190,
            ),
            Column(self.tr("Who"), lambda line: line.enquiry.who, width=130),
            day_column(self.tr("Asked"), text, lambda line: line.enquiry.made_at),
        )


def _kind_and_number(line: EnquiryLine) -> str:
    return f"{KIND_WORDS[line.enquiry.kind]} · {enquiry_number(line.enquiry.id)}"
