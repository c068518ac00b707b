"""The Customers page: figures, search, and the table of everybody. Shows a `CustomerListViewModel`."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import Segment, Sort
from shopdesk.domain.location import Location
from shopdesk.formatting import format_count
from shopdesk.viewmodels.customer_list import CustomerListViewModel, Filters, Listing, State
from shopdesk.viewmodels.kpis import KpisViewModel
from shopdesk.viewmodels.message_batch import BatchStart
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.selection import SelectionViewModel
from shopdesk.wording import tr_count
from ui import shortcuts
from ui.customers.customer_table import CustomerTable
from ui.customers.empty_state import EmptyState
from ui.customers.kpi_row import KpiRow
from ui.customers.list_tools import ListTools
from ui.customers.selection_bar import SelectionBar
from ui.customers.table_model import LOCATION
from ui.customers.tags_dialog import TagsDialog
from ui.dialogs import Dialogs
from ui.labels import filters_words, footer_words
from ui.remembered import Remembered
from ui.theme import set_role, theme
from ui.widgets.buttons import Button, fold_to_fit
from ui.widgets.cards import Title
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.table_card import TableCard

_WIDTHS, _SORT, _MASKED = "customers/widths", "customers/sort", "customers/masked"
_HIDDEN = "customers/hidden"
_LEAST_WITH_CARDS = 300
"""Lower than this, not one row would have room below the cards."""


class CustomersPage(QWidget):
    """Stands before there is a shop; `bind` gives it one. ``told`` has a sentence for the window's banner."""

    help_topic = "customers"
    told = Signal(str)
    place = shortcuts.CUSTOMERS

    def __init__(
        self,
        kpis: KpiRow,
        tools: ListTools,
        table: CustomerTable,
        bar: SelectionBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model: CustomerListViewModel
        self.selection: SelectionViewModel
        self._dialogs: Dialogs
        self._remembered: Remembered
        self._locale = ""
        self.kpis = kpis
        self.tools = tools
        self.search = tools.search
        self.table = table
        self.bar = bar
        self.empty = EmptyState()
        self.footer = ElidedLabel("", "label")
        self.older = Button(self.tr("Load older"))
        self._unbind: tuple[Callable[[], None], ...] = ()
        self._lay_out()

    def bind(
        self,
        model: CustomerListViewModel,
        kpis: KpisViewModel,
        selection: SelectionViewModel,
        dialogs: Dialogs,
        remembered: Remembered,
        locale: str,
    ) -> None:
        """Show this shop's customers from now on; dialogs are opened through ``dialogs``."""
        self.model = model
        self.selection = selection
        self._dialogs = dialogs
        self._remembered = remembered
        self._locale = locale
        self.kpis.bind(kpis)
        self.tools.bind(model)
        self.bar.bind(selection)
        self._recall()
        self._connect()
        self._unbind = (
            model.listing.bind(self._show_listing),
            model.filters.bind(self._show_filters),
            model.locations.bind(self._show_locations),
            model.loading_older.bind(lambda _loading: self._allow_older(model.listing.value)),
            selection.choosing.bind(lambda _choosing: self._show_marked()),
            selection.marked.bind(lambda _marked: self._show_marked()),
            selection.notice.listen(self._say),
        )
        model.start()
        kpis.refresh()

    def unbind(self) -> None:
        """Let the view-models go."""
        for stop in self._unbind:
            stop()
        self.kpis.unbind()
        self.tools.unbind()
        self.bar.unbind()

    def enter(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def take_payment(self) -> None:
        """Take a payment from the chosen customer."""
        self._for_chosen(self._dialogs.take_payment)

    def put_on_account(self) -> None:
        """Put a sale on the chosen customer's account."""
        self._for_chosen(self._dialogs.put_on_account)

    def make_statement(self) -> None:
        """Make a statement for the chosen customer."""
        self._for_chosen(self._dialogs.statement)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cards be lower in a low window, and at large text: the list is what people come for."""
        self._fold()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Share the room out again when the scale changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_title"):
            self._fold()

    def _fold(self) -> None:
        is_low = self.kpis.fit(self.size())
        marking = 0 if self.bar.isHidden() else self.bar.sizeHint().height() + self._column.spacing()
        self.kpis.setVisible(self.height() >= theme().px(_LEAST_WITH_CARDS) + marking)
        self._column.setSpacing(theme().px(9 if is_low else 14))
        lists = (self.twins, self.import_list, self.export_list)
        taken = self._title.sizeHint().width() + theme().px(10) * (len(lists) + 2)
        fold_to_fit((lists, (self.new,)), self.width() - taken)
        self._column.activate()  # in the same frame: for one, the cards would have no room for their figures

    def edit_tags(self) -> None:
        """Edit the tags of the marked customers, or of the chosen one, at its row."""
        lines = self.table.chosen_lines()
        if not lines:
            self._for_chosen(lambda _customer: None)
            return
        dialog = TagsDialog(self.selection, lines, self.model.tags.value, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End marking, or clear the search, with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.selection.choosing.value:
            self.selection.choose(choosing=False)
        elif event.key() == Qt.Key.Key_Escape:
            self.search.clear()
            self.enter()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        look = theme()
        self.import_list = Button(self.tr("Import…"), icon="upload").entering()
        self.new = Button(
            self.tr("New customer"), kind="primary", key=shortcuts.shown("new_customer"), icon="user-plus"
        ).entering()
        self.export_list = Button(self.tr("Export…"), icon="download")
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        self._title = Title(self.tr("Customers"))
        head.addWidget(self._title)
        head.addStretch(1)
        self.twins = Button(self.tr("Twins…"), icon="users")
        head.addWidget(self.twins)
        head.addWidget(self.import_list)
        head.addWidget(self.export_list)
        head.addWidget(self.new)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(14))
        column.addLayout(head)
        column.addWidget(self.kpis)
        column.addWidget(self.tools)
        column.addWidget(self.bar)
        column.addWidget(self._table_card(), 1)
        for first, second in (
            (self.search, self.table),
            (self.table, self.older),
            (self.older, self.tools.filter),
            (self.tools.filter, self.tools.order),
            (self.tools.order, self.tools.select),
            (self.tools.select, self.tools.eye),
        ):
            QWidget.setTabOrder(first, second)

    def _table_card(self) -> TableCard:
        look = theme()
        card = TableCard(self.table)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        foot = QFrame()
        set_role(foot, "table-foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(look.px(16), look.px(5), look.px(12), look.px(5))
        row.addWidget(self.footer, 1)
        row.addWidget(self.older)
        card.body.addWidget(self._stack, 1)
        card.body.addWidget(foot)
        return card

    def _connect(self) -> None:
        model, dialogs = self.model, self._dialogs
        self.import_list.clicked.connect(dialogs.import_customers)
        self.twins.clicked.connect(dialogs.twins)
        self.export_list.clicked.connect(
            lambda: dialogs.export_customers(model.filters.value, model.search.value, ())
        )
        self.new.clicked.connect(dialogs.new_customer)
        self.search.typed.connect(model.set_search)
        self.search.paused.connect(model.ask_whole_book)
        self.search.went_down.connect(self.table.enter)
        self.search.entered.connect(self.table.open_chosen)
        self.table.went_up.connect(self.enter)
        self.table.opened.connect(lambda customer: dialogs.open_customer(CustomerId(customer)))
        self.table.sort_asked_for.connect(model.sort_by)
        self.table.widths_changed.connect(self._keep_widths)
        self.older.clicked.connect(model.load_older)
        self.kpis.asked_for.connect(self._ask_segment)
        self.tools.mask_asked_for.connect(self._mask)
        self.tools.segments_asked_for.connect(dialogs.segments)
        self.tools.notes_asked_for.connect(dialogs.search_notes)
        self.tools.column_asked_for.connect(self._show_column)
        self.tools.select.clicked.connect(lambda on: self.selection.choose(choosing=on))
        self.table.turned.connect(lambda customer: self.selection.toggle(CustomerId(customer)))
        self.table.marked.connect(self.selection.mark)
        self.bar.all.clicked.connect(self.table.mark_all)
        self.bar.tags.clicked.connect(self.edit_tags)
        self.bar.export.clicked.connect(
            lambda: dialogs.export_customers(model.filters.value, model.search.value, self._marked())
        )
        self.bar.labels.clicked.connect(lambda: dialogs.card_labels(self._marked()))
        self.bar.statements.clicked.connect(lambda: dialogs.statements(self._marked()))
        self.bar.messages.clicked.connect(lambda: dialogs.message_many(BatchStart(customers=self._marked())))
        for name, deed in (
            ("take_payment", self.take_payment),
            ("put_on_account", self.put_on_account),
            ("statement", self.make_statement),
            ("new_customer", dialogs.new_customer),
            ("tags", self.edit_tags),
        ):
            shortcuts.bind(name, self, deed)

    def _ask_segment(self, segment: Segment | None) -> None:
        if segment is None:
            self.search.clear()
            self.model.clear_filters()
        else:
            self.model.show_segment(segment)

    def _show_listing(self, listing: Listing) -> None:
        self.table.show_listing(listing)
        self._stack.setCurrentWidget(self.table if listing.state is State.ROWS else self.empty)
        if listing.state is not State.ROWS:
            self._show_emptiness(listing)
        self.footer.setText(footer_words(listing, self.model.filters.value, self._count))
        self._allow_older(listing)

    def _show_emptiness(self, listing: Listing) -> None:
        everybody = (self.tr("Show everybody"), lambda: self._ask_segment(None))
        if listing.state is State.LOADING:
            self.empty.tell("users", self.tr("Reading the customers…"))
        elif listing.state is State.FAILED:
            again = (self.tr("Try again"), self.model.refresh)
            self.empty.tell(
                "circle-alert", self.tr("The customers could not be read"), listing.problem, (again,)
            )
        elif listing.state is State.NO_CUSTOMERS:
            new = (self.tr("New customer"), self._dialogs.new_customer)
            from_list = (self.tr("Import a list"), self._dialogs.import_customers)
            self.empty.tell(
                "users",
                self.tr("No customers yet"),
                self.tr("Add the first one, or bring the list you kept until now."),
                (new, from_list),
            )
        elif listing.state is State.NONE_IN_FILTER:
            part = filters_words(self.model.filters.value)
            self.empty.tell("tag", self.tr("Nobody here: {0}").format(part), "", (everybody,))
        elif listing.state is State.LOOKING_FURTHER:
            self.empty.tell(
                "search", self.tr("No matches in loaded customers"), self.tr("Looking in the whole book…")
            )
        else:
            self._show_no_matches(listing)

    def _show_no_matches(self, listing: Listing) -> None:
        advice = self.tr("Try a part of the name, the phone number, or the customer number.")
        actions = [(self.tr("Clear the search"), self.search.clear)]
        if self.model.filters.value.narrow:
            advice += " " + self.tr("The list is narrowed: {0}.").format(
                filters_words(self.model.filters.value)
            )
            actions.append((self.tr("Show everybody"), lambda: self._ask_segment(None)))
        elif listing.archived_matches:
            found = self._count(listing.archived_matches)
            words = tr_count(
                "{found} archived match", "{found} archived matches", listing.archived_matches, found=found
            )
            actions.insert(0, (words, self.model.show_archived))
        self.empty.tell("search", self.tr("No matches in loaded customers"), advice, tuple(actions))

    def _show_filters(self, filters: Filters) -> None:
        self.table.header.show_sort(filters.sort)
        self.kpis.show_filters(filters)
        self._remembered.keep(_SORT, filters.sort.value)
        self.footer.setText(footer_words(self.model.listing.value, filters, self._count))

    def _allow_older(self, listing: Listing) -> None:
        if self.model.loading_older.value:
            self.older.set_allowed(allowed=False, why_not=self.tr("They are being read."))
        else:
            self.older.set_allowed(listing.has_older, self.tr("Everybody is in the list."))

    def _for_chosen(self, deed: Callable[[CustomerId], None]) -> None:
        customer = self.table.chosen()
        if customer is None:
            self.told.emit(self.tr("Choose a customer first: type a part of the name."))
            self.enter()
        else:
            deed(customer)

    def _recall(self) -> None:
        kept = self._remembered
        sort = kept.text(_SORT)
        if sort in {each.value for each in Sort}:
            self.model.sort_by(Sort(sort))
        widths = [int(part) for part in kept.text(_WIDTHS).split(" ") if part.isascii() and part.isdigit()]
        if len(widths) == len(self.table.widths):
            self.table.widths = dict(zip(self.table.widths, widths, strict=True))
        hidden = {int(part) for part in kept.text(_HIDDEN).split(" ") if part.isascii() and part.isdigit()}
        self._hide(frozenset(hidden & set(self.table.widths)))
        if kept.number(_MASKED, 0):
            self.tools.eye.setChecked(True)
            self._mask(masked=True)

    def _keep_widths(self) -> None:
        self._remembered.keep(_WIDTHS, " ".join(str(width) for width in self.table.widths.values()))

    def _marked(self) -> tuple[CustomerId, ...]:
        return tuple(sorted(self.selection.marked.value))

    def _show_marked(self) -> None:
        self.table.lines.set_marked(self.selection.marked.value, choosing=self.selection.choosing.value)
        self.tools.select.setChecked(self.selection.choosing.value)
        self.bar.allow(self.bar.export)
        self.bar.allow(self.bar.statements)
        self.bar.allow(self.bar.messages)
        self._fold()

    def _say(self, notice: Notice | None) -> None:
        if notice is not None:
            self.told.emit(notice.text)

    def _show_column(self, column: int, shown: bool) -> None:
        hidden = self.table.hidden - {column} if shown else self.table.hidden | {column}
        self._hide(hidden)
        self._remembered.keep(_HIDDEN, " ".join(map(str, sorted(hidden))))

    def _show_locations(self, locations: tuple[Location, ...]) -> None:
        self.table.has_locations = bool(locations)
        self.table.fit_columns()
        self.tools.offer_column(LOCATION, offered=bool(locations))

    def _hide(self, hidden: frozenset[int]) -> None:
        self.table.hidden = hidden
        self.table.fit_columns()
        self.tools.show_columns(hidden)

    def _mask(self, masked: bool) -> None:
        self.table.lines.set_masked(masked)
        self.kpis.set_masked(masked)
        self._remembered.keep(_MASKED, int(masked))

    def _count(self, number: int) -> str:
        return format_count(number, self._locale)
