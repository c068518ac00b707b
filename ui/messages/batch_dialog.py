"""Messages to many at once; shows a `MessageBatchViewModel` until it is closed."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.message_batch import BatchLine, MessageBatchViewModel
from shopdesk.viewmodels.notice import Notice
from ui.customers.lines_model import Column
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.dialogs import Dialogs
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Muted
from ui.widgets.dialog import Dialog


class MessageBatchDialog(Dialog):
    """A row opens the message to its customer; what goes by the shop's mail server goes with one button."""

    help_topic = "messages"

    def __init__(self, model: MessageBatchViewModel, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        title = self.tr("Greetings of these days") if model.greetings else self.tr("Reminders of debts")
        self.setWindowTitle(title)
        self.model = model
        self._dialogs = dialogs
        look = theme()
        self.take_size(980, 720)
        self.banner = Banner()
        self.table: PageTable[BatchLine] = PageTable(
            title, self._columns(), lambda line: (line.customer, line.kind)
        )
        nobody = self.tr("Nobody is to be greeted.") if model.greetings else self.tr("Nobody is overdue.")
        self.card = PageCard(self.table, nobody)
        self.close_it = Button(self.tr("Close"), key=self.tr("Esc"))
        self.send = Button(self.tr("Send emails"), kind="primary", icon="mail")
        self.body.addWidget(Label(title, "heading"))
        self.body.addWidget(
            Muted(
                self.tr(
                    "Press a row to write to one customer. Emails by the shop’s mail server can go all at once."
                )
            ).wrap()
        )
        self.body.addWidget(self.banner)
        self.body.addWidget(self.card, 1)
        self.body.setSpacing(look.px(10))
        self.add_left(self.close_it)
        self.add_right(self.send)
        for button in (self.close_it, self.send):
            button.set_tall(44)
        self.close_it.clicked.connect(self.reject)
        self.send.clicked.connect(model.send_mails)
        self.table.clicked.connect(self._open)
        self.table.activated.connect(self._open)
        self._unbind = (
            model.lines.bind(self._show),
            model.mails.bind(lambda _mails: self._allow()),
            model.busy.bind(lambda _busy: self._allow()),
            model.notice.listen(self._tell),
        )
        model.load()

    def done(self, result: int) -> None:
        """Close and stop following the view-model."""
        for stop in self._unbind:
            stop()
        super().done(result)

    def _columns(self) -> tuple[Column[BatchLine], ...]:
        return (
            Column(self.tr("Customer"), lambda line: line.full_name, lambda line: line.detail),
            Column(self.tr("About"), lambda line: line.about, width=160),
            Column(self.tr("Goes by"), lambda line: line.way, width=180),
            Column(
                self.tr("Why not"),
                lambda line: line.why_not,
                tone=lambda _line: "muted",
                width=260,
                lines=2,
                tool_tip=lambda line: line.why_not,
            ),
        )

    def _show(self, lines: tuple[BatchLine, ...] | None) -> None:
        if lines is not None:
            self.card.show_lines(lines)
            count = self.model.text.count(len(lines))
            self.card.said.setText(self.tr("{0} customers").format(count))
        self._allow()

    def _allow(self) -> None:
        model = self.model
        many = model.mails.value
        self.send.set_text(self.tr("Send {0} emails").format(many) if many else self.tr("Send emails"))
        if model.lines.value is None:
            why_not = self.tr("They are being read.")
        elif model.busy.value:
            why_not = self.tr("They are being written down.")
        else:
            why_not = (
                "" if many else self.tr("Nobody here is reached by the shop’s mail server: press a row.")
            )
        self.send.set_allowed(not why_not, why_not)

    def _open(self, index: QModelIndex) -> None:
        line = self.table.lines.line(index.row())
        self._dialogs.message(line.customer, line.kind)

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            self.banner.tell(notice.text, notice.role)
