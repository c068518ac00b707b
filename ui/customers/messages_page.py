"""The Messages page of the detail dialog: what the customer was sent, and what they do not want.

Shows a `CustomerMessagesViewModel`.
"""

from PySide6.QtWidgets import QWidget

from shopdesk.domain.message import Wishes
from shopdesk.viewmodels.customer_messages import CustomerMessagesViewModel, MessageLine
from shopdesk.viewmodels.shop_text import ShopText
from ui.customers.lines_model import Column, day_column
from ui.customers.list_page import ListPage
from ui.customers.page_table import PageTable
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox


class MessagesPage(ListPage[MessageLine]):
    """``asked_for`` names the message that is to be looked at, None for a new one."""

    help_topic = "messages"

    def __init__(
        self, model: CustomerMessagesViewModel, text: ShopText, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        table = PageTable(self.tr("Messages"), self._columns(text), lambda line: line.id)
        self.lay_out(table, self.tr("Nothing was sent to this customer yet."))
        self.model = model
        self.no_messages = CheckBox(self.tr("Wants no messages"))
        self.do_not_chase = CheckBox(self.tr("Do not chase"))
        self.new = Button(self.tr("New message…"), icon="plus")
        for widget in (self.no_messages, self.do_not_chase, self.new):
            self.card.foot.addWidget(widget)
        self.new.clicked.connect(lambda: self.asked_for.emit(None))
        for box in (self.no_messages, self.do_not_chase):
            box.clicked.connect(self._wish)
        self.list_lines(model, lambda line: line.id)
        self.table.end_near.connect(model.load_more)
        self.follow(model.wishes.bind(self._show_wishes), model.shown.bind(self.card.said.setText))

    def say(self, trouble: str) -> None:
        """Say what could not be read or written, beside what stands here."""
        self.card.said.setText(trouble)

    def _columns(self, text: ShopText) -> tuple[Column[MessageLine], ...]:
        return (
            day_column(self.tr("Date"), text, lambda line: line.at),
            Column(
                self.tr("Message"),
                lambda line: line.about,
                lambda line: line.words,
                tool_tip=lambda line: line.words,
            ),
            Column(self.tr("Goes by"), lambda line: line.way, lambda line: line.staff, width=170),
            Column(self.tr("Outcome"), lambda line: line.outcome, tone=lambda line: line.tone, width=170),
        )

    def _wish(self) -> None:
        self.model.wish(Wishes(self.no_messages.isChecked(), self.do_not_chase.isChecked()))

    def _show_wishes(self, wishes: Wishes) -> None:
        self.no_messages.setChecked(wishes.no_messages)
        self.do_not_chase.setChecked(wishes.do_not_chase)
