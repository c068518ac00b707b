"""The Messages page of the detail dialog: what the customer was sent, and what they do not want.

Shows a `CustomerMessagesViewModel`.
"""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.message import Wishes
from shopdesk.viewmodels.customer_messages import CustomerMessagesViewModel, MessageLine
from shopdesk.viewmodels.shop_text import ShopText
from ui.customers.lines_model import Column, day_column
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox


class MessagesPage(QWidget):
    """``asked_for`` names the message that is to be looked at, None for a new one."""

    help_topic = "messages"
    asked_for = Signal(object)

    def __init__(
        self, model: CustomerMessagesViewModel, text: ShopText, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = model
        look = theme()
        self.table: PageTable[MessageLine] = PageTable(
            self.tr("Messages"), self._columns(text), lambda line: line.id
        )
        self.card = PageCard(self.table, self.tr("Nothing was sent to this customer yet."))
        self.no_messages = CheckBox(self.tr("Wants no messages"))
        self.do_not_chase = CheckBox(self.tr("Do not chase"))
        self.new = Button(self.tr("New message…"), icon="plus")
        for widget in (self.no_messages, self.do_not_chase, self.new):
            self.card.foot.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        row.addWidget(self.card)
        self.new.clicked.connect(lambda: self.asked_for.emit(None))
        for box in (self.no_messages, self.do_not_chase):
            box.clicked.connect(self._wish)
        self.table.clicked.connect(self._open)
        self.table.activated.connect(self._open)
        self._unbind = (
            model.lines.bind(self._show),
            model.wishes.bind(self._show_wishes),
            model.trouble.bind(self._say),
        )

    def unbind(self) -> None:
        """Stop following the view-model."""
        for stop in self._unbind:
            stop()

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

    def _show(self, lines: tuple[MessageLine, ...] | None) -> None:
        if lines is not None:
            self.card.show_lines(lines)

    def _show_wishes(self, wishes: Wishes) -> None:
        self.no_messages.setChecked(wishes.no_messages)
        self.do_not_chase.setChecked(wishes.do_not_chase)

    def _open(self, index: QModelIndex) -> None:
        self.asked_for.emit(self.table.lines.line(index.row()).id)

    def _say(self, trouble: str) -> None:
        self.card.said.setText(trouble)
