"""The Follow-ups page of the detail dialog: what is to be done for the customer, and what was.

Shows a `CustomerFollowUpsViewModel`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.customer_follow_ups import CustomerFollowUpsViewModel, FollowUpLine
from shopdesk.viewmodels.shop_text import ShopText
from ui.customers.lines_model import Column, day_column
from ui.customers.list_page import ListPage
from ui.customers.page_table import PageTable
from ui.widgets.buttons import Button


class FollowUpsPage(ListPage[FollowUpLine]):
    """``asked_for`` names the follow-up whose form is wanted, None for a new one; ``call_told`` one after a call."""

    help_topic = "reminders"
    call_told = Signal()

    def __init__(
        self, model: CustomerFollowUpsViewModel, text: ShopText, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        table = PageTable(self.tr("Follow-ups"), self._columns(text), lambda line: line.id)
        self.lay_out(table, self.tr("Nothing is to be done for this customer."))
        self.new = Button(self.tr("New follow-up…"), icon="plus").entering()
        self.after_call = Button(self.tr("After a call…"), icon="phone").entering()
        for button in (self.after_call, self.new):
            self.card.foot.addWidget(button)
        self.new.clicked.connect(lambda: self.asked_for.emit(None))
        self.after_call.clicked.connect(self.call_told)
        self.list_lines(model, lambda line: line.id)

    def _columns(self, text: ShopText) -> tuple[Column[FollowUpLine], ...]:
        return (
            Column(
                self.tr("What is to be done"),
                lambda line: line.title,
                lambda line: line.origin,
                tool_tip=lambda line: line.title,
            ),
            Column(self.tr("By"), lambda line: line.due, tone=lambda line: line.tone, width=110),
            Column(self.tr("Who"), lambda line: line.who, width=150),
            Column(self.tr("Priority"), lambda line: line.priority, width=90),
            Column(self.tr("Status"), lambda line: line.status, tone=lambda line: line.tone, width=110),
            day_column(self.tr("Written"), text, lambda line: line.made_at),
        )
