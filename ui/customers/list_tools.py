"""The row above the table: search, what the list is narrowed to, order, and whether balances are shown."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from shopdesk.domain.customer_list import Segment, Sort
from shopdesk.domain.location import Location
from shopdesk.domain.segment import OwnSegment
from shopdesk.viewmodels.customer_list import CustomerListViewModel, Filters
from shopdesk.viewmodels.own_words import tag_words
from ui.customers.search_box import SearchBox
from ui.customers.table_header import SORTS
from ui.customers.table_model import COLUMNS, NAME, column_names
from ui.labels import segment_name, sort_name
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton, fold_to_fit

_HEIGHT = 44
_LEAST_SEARCH = 220
_MENU_SEGMENTS = (Segment.OVERDUE, Segment.IN_CREDIT, Segment.NEW, Segment.LAPSED, Segment.HIGH_VALUE)


class ListTools(QWidget):
    """Shows the filters of a `CustomerListViewModel` and changes them."""

    mask_asked_for = Signal(bool)
    segments_asked_for = Signal()
    notes_asked_for = Signal()
    column_asked_for = Signal(int, bool)
    """Which column, and whether it is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: CustomerListViewModel
        self._unbind: tuple[Callable[[], None], ...] = ()
        look = theme()
        self.search = SearchBox()
        self.filter = Button("", icon="tag")
        self.order = Button("", icon="arrow-down-up")
        self.select = Button(self.tr("Select"), icon="check")
        self.select.setCheckable(True)
        self.eye = IconButton("eye", "")
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._mask)
        self._order_menu = QMenu(self.order)
        self._filter_menu = QMenu(self.filter)
        self.order.setMenu(self._order_menu)
        self.filter.setMenu(self._filter_menu)
        self._filter_menu.setToolTipsVisible(True)
        for button in (self.filter, self.order, self.select, self.eye):
            button.set_tall(_HEIGHT)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(10))
        row.addWidget(self.search, 1)
        row.addWidget(self.filter)
        row.addWidget(self.order)
        row.addWidget(self.select)
        row.addWidget(self.eye)
        self._fill_order()
        self._mask(masked=False)
        self._name(Filters())

    def bind(self, model: CustomerListViewModel) -> None:
        """Show this list's filters from now on, and change them."""
        self._model = model
        self._unbind = (
            model.tags.bind(lambda _tags: self._fill_filter()),
            model.locations.bind(lambda _locations: self._fill_filter()),
            model.segments.bind(lambda _segments: self._fill_filter()),
            model.filters.bind(self._show),
        )

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._unbind:
            stop()

    def _show(self, filters: Filters) -> None:
        self._name(filters)
        self._fill_filter()
        self._fold()

    def _name(self, filters: Filters) -> None:
        self.order.set_text(self.tr("Sort: {0}").format(sort_name(filters.sort)))
        for sort, action in self._orders.items():
            action.setChecked(sort is filters.sort)
        segment = filters.segment
        is_in_menu = isinstance(segment, OwnSegment) or segment in _MENU_SEGMENTS
        place = "" if filters.location is None else filters.location.name
        named = (
            tag_words(filters.tag or "")
            or (segment_name(segment) if segment is not None and is_in_menu else "")
            or place
        )
        if filters.archived:
            named = self.tr("Archived")
        self.filter.set_text(named or self.tr("All tags"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the buttons where the search would have no room."""
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        """Share the room out again when the scale changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fold()

    def _fold(self) -> None:
        look = theme()
        gaps = self._row.spacing() * (self._row.count() - 1)
        taken = look.px(_LEAST_SEARCH) + self.eye.sizeHint().width() + gaps
        fold_to_fit(((self.select, self.order), (self.filter,)), self.width() - taken)

    def _fill_order(self) -> None:
        group = QActionGroup(self)
        self._orders = {sort: _choice(self._order_menu, sort_name(sort), self._sorter(sort)) for sort in Sort}
        for sort, action in self._orders.items():
            action.setData(sort.value)
            group.addAction(action)
        self._order_menu.addSeparator()
        self._fill_columns()

    def show_columns(self, hidden: Collection[int]) -> None:
        """Tick the columns that are shown."""
        for column, action in self._columns.items():
            action.setChecked(column not in hidden)

    def offer_column(self, column: int, *, offered: bool) -> None:
        """Let a column be chosen and ordered by, or leave it out where it would say nothing."""
        self._columns[column].setVisible(offered)
        for sort in SORTS.get(column, ()):
            self._orders[sort].setVisible(offered)

    def _fill_columns(self) -> None:
        menu = self._order_menu.addMenu(self.tr("Columns"))
        self._columns = {
            column: menu.addAction(column_names()[column]) for column in range(NAME + 1, COLUMNS)
        }
        for column, action in self._columns.items():
            action.setCheckable(True)
            action.setChecked(True)
            action.triggered.connect(partial(self.column_asked_for.emit, column))

    def _fill_filter(self) -> None:
        filters, menu, model = self._model.filters.value, self._filter_menu, self._model
        menu.clear()
        everybody = _choice(menu, self.tr("All tags"), lambda: model.show_tag(None))
        everybody.setChecked(not filters.tag and not filters.archived)
        for tag in model.tags.value:
            _choice(menu, tag_words(tag), self._tagger(tag)).setChecked(tag == filters.tag)
        menu.addSeparator()
        segments: tuple[Segment | OwnSegment, ...] = (*_MENU_SEGMENTS, *model.segments.value)
        for segment in segments:
            words = segment_name(segment)
            action = _choice(menu, words[:1].upper() + words[1:], self._segmenter(segment))
            action.setChecked(filters.segment == segment)
        menu.addAction(self.tr("Manage segments…")).triggered.connect(self.segments_asked_for)
        menu.addSeparator()
        for location in model.locations.value:
            _choice(menu, location.name, self._placer(location)).setChecked(filters.location == location)
        menu.addSeparator()
        notes = menu.addAction(self.tr("Search in notes…"))
        notes.triggered.connect(self.notes_asked_for)
        notes.setEnabled(model.may_search_notes)
        notes.setToolTip("" if model.may_search_notes else self.tr("Only the owner searches in notes."))
        _choice(menu, self.tr("Archived customers"), model.show_archived).setChecked(filters.archived)

    def _sorter(self, sort: Sort) -> Callable[[], None]:
        return lambda: self._model.sort_by(sort)

    def _tagger(self, tag: str) -> Callable[[], None]:
        return lambda: self._model.show_tag(tag)

    def _segmenter(self, segment: Segment | OwnSegment) -> Callable[[], None]:
        def press() -> None:
            in_force = self._model.filters.value.segment == segment
            self._model.show_segment(None if in_force else segment)

        return press

    def _placer(self, location: Location) -> Callable[[], None]:
        def press() -> None:
            in_force = self._model.filters.value.location == location
            self._model.show_location(None if in_force else location)

        return press

    def _mask(self, masked: bool) -> None:
        name = self.tr("Show the balances") if masked else self.tr("Hide the balances")
        self.eye.set_icon("eye-off" if masked else "eye")
        self.eye.setAccessibleName(name)
        self.eye.set_hint(name)
        self.mask_asked_for.emit(masked)


def _choice(menu: QMenu, text: str, deed: Callable[[], None]) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.triggered.connect(lambda _checked=False: deed())
    return action
