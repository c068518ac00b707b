"""The Requests page of the detail dialog: what the customer asks for, and what became of it.

Shows a `CustomerEnquiriesViewModel`.
"""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.enquiry import enquiry_number
from shopdesk.viewmodels.customer_enquiries import CustomerEnquiriesViewModel
from shopdesk.viewmodels.enquiry_words import KIND_WORDS, EnquiryLine, standing_of
from shopdesk.viewmodels.shop_text import ShopText
from ui.customers.lines_model import Column, day_column
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.theme import theme
from ui.widgets.buttons import Button


class RequestsPage(QWidget):
    """``asked_for`` has the request that is to be read, None for a new one."""

    help_topic = "requests"
    asked_for = Signal(object)

    def __init__(
        self, model: CustomerEnquiriesViewModel, text: ShopText, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        look = theme()
        self.table: PageTable[EnquiryLine] = PageTable(
            self.tr("Requests"), self._columns(text), lambda line: line.enquiry.id
        )
        self.card = PageCard(self.table, self.tr("This customer has asked for nothing yet."))
        self.new = Button(self.tr("New request…"), icon="plus")
        self.card.foot.addWidget(self.new)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        row.addWidget(self.card)
        self.new.clicked.connect(lambda: self.asked_for.emit(None))
        self.table.clicked.connect(self._open)
        self.table.activated.connect(self._open)
        self._unbind = (model.lines.bind(self._show), model.trouble.bind(self._say))

    def unbind(self) -> None:
        """Stop following the view-model."""
        for stop in self._unbind:
            stop()

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

    def _show(self, lines: tuple[EnquiryLine, ...] | None) -> None:
        if lines is not None:
            self.card.show_lines(lines)

    def _open(self, index: QModelIndex) -> None:
        self.asked_for.emit(self.table.lines.line(index.row()).enquiry)

    def _say(self, trouble: str) -> None:
        if trouble:
            self.card.empty.setText(trouble)
            self.card.show_lines(())


def _kind_and_number(line: EnquiryLine) -> str:
    return f"{KIND_WORDS[line.enquiry.kind]} · {enquiry_number(line.enquiry.id)}"
