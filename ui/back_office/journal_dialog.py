"""The journal: who did what to whom and when, the newest first; shows a `JournalViewModel`."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.viewmodels.journal import JournalFilters, JournalPicture, JournalRow, JournalViewModel
from shopdesk.viewmodels.journal_words import DEED_WORDS
from shopdesk.viewmodels.narrowed import WHEN_WORDS
from shopdesk.viewmodels.notice import Notice
from ui.customers.lines_model import Column, day_column
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.theme import set_role, theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Muted
from ui.widgets.dialog import Dialog
from ui.widgets.filter_tools import DAY_WIDTH, fill_menu, two_ends, typed_line
from ui.widgets.flow_layout import FlowLayout

_SIZE = (1120, 720)
_DETAIL_LINES = 2
_CHOSEN_HEIGHT = 62

ChooseCustomer = Callable[[Callable[[int], None]], None]


class JournalDialog(Dialog):
    """``choose_customer`` lets one be chosen and passes on who it is."""

    help_topic = "figures"

    def __init__(
        self, model: JournalViewModel, choose_customer: ChooseCustomer, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Journal"), parent)
        self.model = model
        self._choose_customer = choose_customer
        self.take_size(*_SIZE)
        self.banner = Banner()
        self.head = Muted().wrap()
        self.days = Button(self.tr("Days"), icon="calendar")
        self.staff = Button("", icon="user")
        self.customer = Button("", icon="users")
        self.deed = Button("", icon="list")
        self.clear = Button(self.tr("Clear"), kind="quiet", icon="x")
        self.lines = {
            "from": typed_line(self.tr("First day"), DAY_WIDTH),
            "to": typed_line(self.tr("Last day"), DAY_WIDTH),
        }
        self.table: PageTable[JournalRow] = PageTable(
            self.tr("Journal"), self._columns(), lambda row: row.entry.line.sequence
        )
        self.card = PageCard(self.table, self.tr("Nothing fits: widen the days or clear what narrows them."))
        self.chosen = Label("", "label").wrap()
        self.save = Button(self.tr("Save as CSV…"), icon="download")
        self.close_button = Button(self.tr("Close"))
        self._lay_out()
        self._connect()
        self._unbind = (
            model.filters.bind(self._show_filters),
            model.errors.bind(self._mark),
            model.picture.bind(self._show),
            model.notice.listen(self._tell),
            model.busy.bind(lambda busy: self.save.set_allowed(not busy, self.tr("It is being written."))),
        )
        model.load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self, result: int) -> None:
        """Close and stop following the view-model."""
        for stop in self._unbind:
            stop()
        super().done(result)

    def _columns(self) -> tuple[Column[JournalRow], ...]:
        text = self.model.text
        return (
            day_column(self.tr("When"), text, lambda row: row.entry.line.at),
            Column(
                self.tr("Who"),
                lambda row: row.entry.line.staff or self.tr("The program"),
                lambda row: str(row.entry.line.sequence),
                width=150,
            ),
            Column(self.tr("Deed"), lambda row: row.deed, width=150),
            Column(self.tr("To whom or what"), lambda row: row.whom, lambda row: row.number, width=200),
            Column(self.tr("What exactly"), lambda row: row.detail, lines=_DETAIL_LINES),
        )

    def _lay_out(self) -> None:
        look = theme()
        self.body.addWidget(self.head)
        self.body.addWidget(self.banner)
        tools = QWidget()
        flow = FlowLayout(tools, spacing=look.px(8))
        days = two_ends(self.days, self.lines["from"], self.lines["to"])
        for part in (days, self.staff, self.customer, self.deed, self.clear):
            flow.addWidget(part)
        self.body.addWidget(tools)
        self.body.addWidget(self.card, 1)
        self.chosen.setMinimumHeight(look.px(_CHOSEN_HEIGHT))
        self.chosen.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.chosen.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.addWidget(self.chosen, 1)
        self.body.addLayout(row)
        self.add_left(self.save)
        self.add_right(self.close_button)

    def _connect(self) -> None:
        model = self.model
        fill_menu(
            self.days, [(words, partial(model.choose_days, when)) for when, words in WHEN_WORDS.items()]
        )
        deeds = [(words, partial(model.narrow, deed=deed)) for deed, words in DEED_WORDS.items()]
        fill_menu(self.deed, [(self.tr("All deeds"), partial(model.narrow, deed=None)), *deeds])
        for name, line in self.lines.items():
            line.editingFinished.connect(partial(self._typed, name, line))
        self.customer.clicked.connect(self._ask_customer)
        self.clear.clicked.connect(model.clear)
        self.save.clicked.connect(model.save_list)
        self.close_button.clicked.connect(self.reject)
        self.table.selectionModel().currentChanged.connect(self._show_chosen)
        self.table.verticalScrollBar().valueChanged.connect(self._near_the_end)

    def _typed(self, name: str, line: QLineEdit) -> None:
        field = f"{name}_text"
        if line.text() != getattr(self.model.filters.value, field):
            self.model.narrow(**{field: line.text()})

    def _ask_customer(self) -> None:
        if self.model.filters.value.customer is None:
            self._choose_customer(lambda found: self.model.choose_customer(CustomerId(found)))
        else:
            self.model.choose_customer(None)

    def _show_filters(self, filters: JournalFilters) -> None:
        self.staff.set_text(filters.staff or self.tr("All staff"))
        self.customer.set_text(filters.customer_name or self.tr("All customers"))
        self.customer.set_icon("x" if filters.customer_name else "users")
        self.deed.set_text(self.tr("All deeds") if filters.deed is None else DEED_WORDS[filters.deed])
        for name, typed in (("from", filters.from_text), ("to", filters.to_text)):
            if self.lines[name].text() != typed:
                self.lines[name].setText(typed)
        self.clear.set_allowed(filters != JournalFilters(), self.tr("All rows are shown."))

    def _show(self, picture: JournalPicture | None) -> None:
        if picture is None:
            return
        self.head.setText(
            self.tr(
                "Every deed that matters is written here once and chained to the one before it. The newest row has "
                "the code {0}: keep it on paper, and nobody can change or drop a row without its being seen."
            ).format(picture.head)
        )
        self.card.show_lines(picture.rows)
        self.card.said.setText(picture.said)
        every = [(self.tr("All staff"), partial(self.model.narrow, staff=None))]
        names = [(name, partial(self.model.narrow, staff=name)) for name in picture.staff]
        fill_menu(self.staff, [*every, *names])
        if picture.rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.lines.index(0, 0))
        self._show_chosen(self.table.currentIndex())

    def _show_chosen(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        picture = self.model.picture.value
        shown = picture is not None and bool(picture.rows) and index.isValid()
        self.chosen.setText(self.table.lines.line(index.row()).detail if shown else "")

    def _mark(self, errors: dict[str, str]) -> None:
        for name, line in self.lines.items():
            set_role(line, "error" if name in errors else "")
            line.setToolTip(errors.get(name, ""))
        if errors:
            self.banner.tell(" ".join(errors.values()), "danger")
        else:
            self.banner.dismiss()

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            self.banner.tell(notice.text, notice.role)

    def _near_the_end(self, place: int) -> None:
        bar = self.table.verticalScrollBar()
        if self.isVisible() and bar.maximum() and place >= bar.maximum() - self.table.viewport().height():
            self.model.load_more()
