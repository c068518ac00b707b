"""The receivables page: how old the debt is, the year behind it, and who owes; shows a `ReceivablesViewModel`."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from shopdesk.domain.message import MessageKind
from shopdesk.domain.receivables import Debtor
from shopdesk.viewmodels.dust import WriteOffDust
from shopdesk.viewmodels.message_batch import BatchStart
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.receivables import DebtorOrder, Ordering, ReceivablesPicture, ReceivablesViewModel
from ui.customers.lines_model import Column
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.dialogs import Dialogs
from ui.receivables.age_columns import AgeColumns
from ui.receivables.debt_line import DebtLine
from ui.theme import set_role, theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import FINGER, Button, fold_to_fit
from ui.widgets.cards import Card, Figure, Label, Title
from ui.widgets.level_line import LevelLine
from ui.widgets.watched_page import WatchedPage

_AMOUNT = 70
_PROMISE = 176
_NAMED = 520
"""Narrower than this, the title gives way: the rail names the page as well."""
_SUMS_BESIDE = 900
"""Narrower than this, the button beside the sums is a drawing, so that they stand in two lines."""
_LOW = 560
"""Lower than this, the charts give way to the list."""
_LOWEST = 360
"""Lower than this, nothing but the list has room; its foot says how old the debt is."""
_DAY = 124
_CHARTS, _LOW_CHARTS = 196, 128
_AS_HIGH_AS_IT_LIKES = 16_777_215
_GIVING_WAY = (7, 1, 2, 3, 4, 5)
"""Promises, and how old the debts are, which is in what is owed."""
_ORDERS = tuple(DebtorOrder)[:-1]
"""What a press on each column orders by."""


class ReceivablesPage(WatchedPage):
    """Reads the book only while it is looked at; ``ask_statements`` opens the statements for many."""

    help_topic = "receivables"
    place = "receivables"

    def __init__(
        self,
        model: ReceivablesViewModel,
        dialogs: Dialogs,
        ask_statements: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, parent)
        self.model = model
        self._dialogs = dialogs
        self.banner = Banner()
        self.day = LevelLine()
        self.sheet = Button(self.tr("Debtors’ sheet…"), icon="printer")
        self.export = Button(self.tr("Export…"), icon="download")
        self.statements = Button(self.tr("Statements…"), kind="primary", icon="file-text")
        self.more = Button(self.tr("More"), icon="ellipsis")
        menu = QMenu(self.more)
        self.remind = menu.addAction(self.tr("Send reminders…"))
        self.dust = menu.addAction(self.tr("Write off small debts…"))
        self.more.setMenu(menu)
        self.more.entries_enter(self.remind, self.dust)
        self.columns = AgeColumns()
        self.owed = Figure("", "figure-owed")
        self.note = Label("", "small").wrap()
        self.line = DebtLine()
        self._ages, self._year = Card(padding=16), Card(padding=16)
        self._charts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.worst = Button(self.tr("Worst first"), kind="quiet", icon="triangle-alert")
        self.worst.setCheckable(True)
        self.worst.set_hint(self.tr("Whoever owes the most for the longest time stands on top."))
        self.worst.clicked.connect(lambda: model.order_by(DebtorOrder.WORST))
        self._table_room = QStackedLayout()
        self.table: PageTable[Debtor] | None = None
        self.card: PageCard[Debtor] | None = None
        self.sums = Label("", "label").wrap()
        self.sums.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lay_out()
        self.sheet.clicked.connect(model.save_sheet)
        self.export.clicked.connect(model.save_csv)
        self.statements.clicked.connect(ask_statements)
        self.remind.triggered.connect(lambda _on: dialogs.message_many(BatchStart(MessageKind.DEBT)))
        self.dust.triggered.connect(lambda: dialogs.put_right(None, WriteOffDust()))
        self.day.editingFinished.connect(lambda: model.choose_day(self.day.text()))
        self.follow(
            model.picture.bind(self._show),
            model.day_text.bind(self.day.setText),
            model.error.bind(self._wrong_day),
            model.ordering.listen(self._mark_order),
            model.busy.bind(lambda _busy: self._allow()),
            model.notice.listen(self._tell),
        )
        if model.why_not:
            self.banner.tell(model.why_not, "info")

    def enter(self) -> None:
        """Put the cursor on the list of debtors."""
        (self.table or self.day).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what can be spared give way where there is no room for it."""
        super().resizeEvent(event)
        self._share_room()
        buttons = (self.sheet, self.export, self.more, self.statements)
        gaps = theme().px(10) * (len(buttons) + 2)
        beside = self._as_of.sizeHint().width() + self.day.width() + gaps
        title = self._title.sizeHint().width()
        least = title + beside + len(buttons) * theme().px(FINGER)
        named = self.width() >= max(theme().px(_NAMED), least)  # the rail names the page as well
        self._title.setVisible(named)
        self.worst.set_folded(self.width() < theme().px(_SUMS_BESIDE))
        set_role(self.sums, "label" if named else "small")
        if self.card is not None:
            self.card.said.setVisible(named)  # the amounts have the whole line where there is little room
        taken = beside + (title if named else 0)
        fold_to_fit((buttons[:-1], buttons[-1:]), self.width() - taken)

    def _mark_order(self, ordering: Ordering) -> None:
        self.worst.setChecked(ordering.by is DebtorOrder.WORST)
        if self.table is not None:
            place = _ORDERS.index(ordering.by) if ordering.by in _ORDERS else None
            self.table.lines.mark_order(place, upwards=ordering.upwards)

    def _share_room(self) -> None:
        low = self.height() < theme().px(_LOW)
        self.line.setVisible(not low)
        for card in (self._ages, self._year):
            card.setVisible(self.height() >= theme().px(_LOWEST))
            card.setMinimumHeight(theme().px(_LOW_CHARTS if low else _CHARTS))
            card.setMaximumHeight(card.minimumHeight() if low else _AS_HIGH_AS_IT_LIKES)

    def _lay_out(self) -> None:
        look = theme()
        whole = QVBoxLayout(self)
        # The buttons fold once the page has become narrower than they are: it must be let.
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(12))
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        self._title = Title(self.tr("Receivables"))
        self._as_of = Label(self.tr("As of"), "label")
        head.addWidget(self._title, 1)
        self.day.setFixedWidth(look.px(_DAY))
        self.day.setAccessibleName(self.tr("As of"))
        head.addWidget(self._as_of)
        for widget in (self.day, self.sheet, self.export, self.more, self.statements):
            head.addWidget(widget)
        whole.addLayout(head)
        whole.addWidget(self.banner)
        ages, year = self._ages, self._year
        ages.body.addWidget(Label(self.tr("How old the debt is"), "label"))
        ages.body.addWidget(self.columns, 1)
        year.body.setSpacing(look.px(2))
        year.body.addWidget(Label(self.tr("Owed to the shop, twelve months"), "label"))
        year.body.addWidget(
            self.owed, 0, Qt.AlignmentFlag.AlignLeft
        )  # where the words begin, from the right too
        year.body.addWidget(self.note)
        year.body.addWidget(self.line, 1)
        self._charts.setSpacing(look.px(12))
        for card, share in ((ages, 5), (year, 4)):
            self._charts.addWidget(card, share)
        whole.addLayout(self._charts)
        whole.addLayout(self._table_room, 1)

    def _show(self, picture: ReceivablesPicture | None) -> None:
        self._allow()
        if picture is None:
            return
        self.columns.show_buckets(picture.buckets)
        self.owed.setText(picture.owed)
        set_role(self.owed, "figure-owed" if picture.debtors else "figure")
        self.note.setText(picture.note)
        self.line.show_points(picture.months)
        if self.card is None:
            self._make_table(picture)
        if self.card is not None:
            self.card.show_lines(picture.debtors)
            self.card.said.setText(picture.count)
            # The sums beside it take two lines where they must; a number that is cut says nothing.
            self.card.said.setMinimumWidth(self.card.said.sizeHint().width())
        self.sums.setText(picture.sums)

    def _make_table(self, picture: ReceivablesPicture) -> None:
        """Make the table once the hand of the shop is known."""
        self.table = PageTable(self.tr("Who owes"), self._columns(picture), lambda each: each.customer)
        self.table.clicked.connect(self._open)
        self.table.activated.connect(self._open)
        self.table.giving_way = _GIVING_WAY
        heads = self.table.horizontalHeader()
        heads.setSectionsClickable(True)
        heads.sectionClicked.connect(lambda column: self.model.order_by(_ORDERS[column]))
        self.card = PageCard(self.table, self.tr("Nobody owes anything."))
        look = theme()
        self.card.foot.setContentsMargins(look.px(16), look.px(8), look.px(8), look.px(8))
        self.card.foot.addWidget(self.sums, 6)
        self.card.foot.addWidget(self.worst)
        self._mark_order(self.model.ordering.value)
        self.card.said.setVisible(not self._title.isHidden())
        self._table_room.addWidget(self.card)
        self._share_room()

    def _columns(self, first: ReceivablesPicture) -> tuple[Column[Debtor], ...]:
        text = first.text

        def amount(name: str, place: int) -> Column[Debtor]:
            return Column(
                name,
                lambda each: text.money(each.ageing.buckets[place]) if each.ageing.buckets[place] else "",
                width=_AMOUNT,
                size=lambda each: each.ageing.buckets[place],
            )

        return (
            Column(
                self.tr("Customer"),
                lambda each: each.full_name,
                lambda each: each.number,
                person=lambda each: each.customer,
            ),
            amount(self.tr("Not yet due"), 0),
            amount(self.tr("1–30"), 1),
            amount(self.tr("31–60"), 2),
            amount(self.tr("61–90"), 3),
            amount(self.tr("Over 90"), 4),
            Column(
                self.tr("Owes"),
                lambda each: text.money(each.balance),
                tone=lambda _each: "owed",
                width=_AMOUNT + 8,
                size=lambda each: each.balance,
            ),
            Column(
                self.tr("Promise"),
                self._promise,
                lambda each: self._promise(each, amount=True),
                tone=lambda _each: "muted",
                width=_PROMISE,
            ),
        )

    def _promise(self, debtor: Debtor, *, amount: bool = False) -> str:
        picture = self.model.picture.value
        if picture is None:
            return ""
        return picture.promised(debtor) if amount else picture.promise(debtor)

    def _open(self, index: QModelIndex) -> None:
        if self.table is not None:
            self._dialogs.open_customer(self.table.lines.line(index.row()).customer)

    def _allow(self) -> None:
        why = self.model.why_not
        if not why and (self.model.picture.value is None or self.model.busy.value):
            why = self.tr("Wait until this is done.")
        for button in (self.sheet, self.export):
            button.set_allowed(not why, why)
        self.more.set_allowed(not self.model.why_not, self.model.why_not)
        self.statements.set_allowed(not self.model.why_not, self.model.why_not)
        self.day.setEnabled(not self.model.why_not)

    def _wrong_day(self, sentence: str) -> None:
        set_role(self.day, "error" if sentence else "")
        if sentence:
            self.banner.tell(sentence, "danger")
            self.day.setFocus()
        elif not self.model.why_not:
            self.banner.dismiss()

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            self.banner.tell(notice.text, notice.role)
