"""The sales history page: every sale of the shop, narrowed as the owner likes; shows a `SalesHistoryViewModel`."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.sales_history import HistorySale
from shopdesk.domain.sales_list import SaleState
from shopdesk.viewmodels.sale_state import state_detail, state_words
from shopdesk.viewmodels.sales_history import HistoryPicture, SalesHistoryViewModel, doubt_words
from ui.customers.lines_model import Column, day_column
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.dialogs import Dialogs
from ui.sales_history.tools import HistoryTools
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.cards import Title
from ui.widgets.watched_page import WatchedPage

_AMOUNT = 112
_TIGHT = 520
_GIVING_WAY = (6, 1, 3, 4)
"""What is open, the number, the state, what is worth a look: a sale that is opened says it."""
_GOOD_SHARE = 130
_OPEN = {SaleState.PART_PAID, SaleState.ON_ACCOUNT}


class SalesHistoryPage(WatchedPage):
    """Reads the sales only while it is looked at; older ones are read when the end comes near."""

    help_topic = "sales"
    place = "sales_history"

    def __init__(self, model: SalesHistoryViewModel, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.model = model
        self._dialogs = dialogs
        look = theme()
        self.banner = Banner()
        self.tools = HistoryTools(model)
        self.table: PageTable[HistorySale] = PageTable(
            self.tr("Sales"), self._columns(), lambda row: row.sale.event
        )
        self.table.giving_way, self.table.good_share = _GIVING_WAY, _GOOD_SHARE
        self.card = PageCard(self.table, "")
        whole = self.column()
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(Title(self.tr("Sales history")), 1)
        for button in (self.tools.clear, self.tools.doubtful):
            head.addWidget(button)
        whole.addLayout(head)
        whole.addWidget(self.banner)
        whole.addWidget(self.tools)
        whole.addWidget(self.card, 1)
        self.table.clicked.connect(self._open)
        self.table.activated.connect(self._open)
        self.table.verticalScrollBar().valueChanged.connect(self._near_the_end)
        self.tools.customer_asked_for.connect(
            lambda: dialogs.choose_customer(lambda found: model.choose_customer(CustomerId(found)))
        )
        self.follow(
            model.picture.bind(self._show),
            model.filters.bind(lambda _filters: self._say_why_empty()),
            model.errors.bind(self._refuse),
            model.trouble.listen(lambda said: self.banner.tell(said, "danger") if said else None),
        )
        self.tools.set_allowed(not model.why_not, model.why_not)
        self.card.setVisible(not model.why_not)
        if model.why_not:
            whole.addStretch(1)
            self.banner.tell(model.why_not, "info")

    def enter(self) -> None:
        """Put the cursor on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def unbind(self) -> None:
        """Let the view-model go."""
        self.tools.unbind()
        super().unbind()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the filters fold where there is no room for them."""
        super().resizeEvent(event)
        self.tools.fold(folded=self.width() < theme().px(_TIGHT))

    def _columns(self) -> tuple[Column[HistorySale], ...]:
        text = self.model.text
        return (
            day_column(self.tr("Date"), text, lambda row: row.sale.at),
            Column(
                self.tr("Sale"),
                lambda row: row.sale.reference,
                lambda row: row.sale.staff,
                width=_AMOUNT + 20,
            ),
            Column(
                self.tr("Customer"),
                lambda row: row.full_name or self.tr("Nobody by name"),
                lambda row: "" if row.sale.customer is None else customer_number(row.sale.customer),
                tone=lambda row: "" if row.full_name else "muted",
            ),
            Column(
                self.tr("State", "sale"),
                lambda row: state_words(row.sale.state),
                lambda row: state_detail(row.sale, text),
            ),
            Column(self.tr("Worth a look"), doubt_words, lines=2),
            Column(
                self.tr("Total"),
                lambda row: text.money(row.sale.total),
                tone=lambda _row: "strong",
                width=_AMOUNT,
                size=lambda row: row.sale.total,
            ),
            Column(
                self.tr("Open", "amount"),
                lambda row: text.money(row.sale.outstanding),
                tone=lambda row: "owed" if row.sale.state in _OPEN else "muted",
                width=_AMOUNT,
                size=lambda row: row.sale.outstanding,
            ),
        )

    def _show(self, picture: HistoryPicture | None) -> None:
        if picture is not None:
            self.card.empty.setText(
                self.tr("No sale fits: widen the days or clear what narrows them.")
                if self.model.is_narrowed
                else self.tr(
                    "Nothing has been sold yet. F2 opens the checkout, and every sale is found here."
                )
            )
            self.card.show_lines(picture.sales)
            self.card.said.setText(picture.said)

    def _say_why_empty(self) -> None:
        self.card.empty.setText(
            self.tr("No sale fits: widen the days or clear what narrows them.")
            if self.model.is_narrowed
            else self.tr("Nothing has been sold yet. F2 opens the checkout, and every sale is found here.")
        )

    def _open(self, index: QModelIndex) -> None:
        self._dialogs.open_sale(self.table.lines.line(index.row()).sale.reference)

    def _refuse(self, errors: dict[str, str]) -> None:
        if errors:
            self.banner.tell(" ".join(errors.values()), "danger")
        elif not self.model.why_not:
            self.banner.dismiss()

    def _near_the_end(self, place: int) -> None:
        bar = self.table.verticalScrollBar()
        if self.isVisible() and bar.maximum() and place >= bar.maximum() - self.table.viewport().height():
            self.model.load_more()
