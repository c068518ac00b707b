"""The Account page of the detail dialog: the timeline, how old the debt is, the figures at a glance.

Shows an `AccountViewModel`.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shopdesk.viewmodels.account import AccountPicture, AccountViewModel, Shown
from shopdesk.viewmodels.period import PERIOD_WORDS, Period
from shopdesk.viewmodels.row_deeds import WORDS, deeds_of
from ui.customers.ageing_card import AgeingCard
from ui.customers.glance_card import GlanceCard
from ui.customers.page_table import dress_table
from ui.customers.timeline_delegate import TimelineDelegate
from ui.customers.timeline_header import TimelineHeader
from ui.customers.timeline_model import Column, TimelineModel
from ui.customers.two_line_cell import ROW_HEIGHT
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Rule
from ui.widgets.proof_line import ProofLine
from ui.widgets.scrolling import scrolling
from ui.widgets.table_card import TableCard

_SIDE_WIDTH = 292
_WIDTHS = (128, 116, 112, 120)
"""Date, charged, paid and balance where there is plenty of room."""
_TEXT_WIDTH = 250
_LEAST_TEXT = 100
_BESIDE, _LEAST_TABLE, _PEEK, _SPARE, _ANY = 860, 240, 40, 8, 16_777_215
"""What makes the page narrow, how high its entries are then at least, and how much of what is below is seen."""
_MARGINS = 80
_PADDING = 16


class TimelinePage(QWidget):
    """Follows the view-model it is given until `unbind`; ``deed_asked`` tells what is to be put right."""

    help_topic = "debt"
    deed_asked = Signal(str, str)
    """A `RowDeed` and the reference of the entry."""
    why_asked = Signal()
    """Why the balance is what it is."""

    _model: AccountViewModel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widest = Shown().widest
        look = theme()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        self._area = scrolling(inside, self)
        whole.addWidget(self._area)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._row.setSpacing(look.px(16))
        self._card = self._table_card(inside)
        self._row.addWidget(self._card, 1)
        self._side_area = self._side(inside)
        self._row.addWidget(self._side_area)
        self._stops: tuple[Callable[[], None], ...] = ()

    def show_account(self, model: AccountViewModel) -> None:
        """Show an account and follow it."""
        self._model = model
        self._stops = (
            model.picture.bind(self._show_picture),
            model.shown.bind(self._show_part),
            model.period.bind(self._show_period),
        )

    def unbind(self) -> None:
        """Stop following the view-model."""
        for stop in self._stops:
            stop()

    def _table_card(self, parent: QWidget) -> TableCard:
        self.entries = TimelineModel(self)
        card = TableCard(parent=parent)
        self.table = QTableView(card)
        card.ring(self.table)
        self.table.setModel(self.entries)
        self.table.setItemDelegate(TimelineDelegate(self.table))
        self.table.setAccessibleName(self.tr("What happened on the account"))
        self.header = columns = TimelineHeader(self.table)
        self.table.setHorizontalHeader(columns)
        dress_table(self.table, ROW_HEIGHT)
        columns.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        columns.setSectionsClickable(True)
        columns.setSortIndicatorClearable(False)
        self.table.sortByColumn(Column.DATE, Qt.SortOrder.DescendingOrder)
        columns.sectionClicked.connect(self._turn_round)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer_deeds())
        self.table.activated.connect(lambda _index: self._show_deeds())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda _place: self._show_deeds())
        self._newest_first = True
        self._empty = Label("", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._empty, 1)
        card.body.addWidget(Rule())
        card.body.addLayout(self._foot())
        return card

    def _foot(self) -> QHBoxLayout:
        look = theme()
        foot = QHBoxLayout()
        foot.setContentsMargins(look.px(16), look.px(4), look.px(8), look.px(4))
        self._opening = Label("", "label")
        self.put_right = Button(self.tr("Put right"), kind="quiet").entering()
        self.deeds = QMenu(self.put_right)
        self.put_right.setMenu(self.deeds)
        self._period = Button("", kind="quiet")
        menu = QMenu(self._period)
        self._periods = QActionGroup(menu)
        for period in Period:
            action = QAction(self._named(period), menu)
            action.setCheckable(True)
            action.setData(period)
            action.triggered.connect(lambda _checked=False, period=period: self._model.choose_period(period))
            self._periods.addAction(action)
            menu.addAction(action)
        self._period.setMenu(menu)
        foot.addWidget(self._opening, 1)
        foot.addWidget(self.put_right)
        foot.addWidget(self._period)
        return foot

    def _side(self, parent: QWidget) -> QScrollArea:
        look = theme()
        inside = QWidget()
        area = scrolling(inside, parent)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        self.ages = AgeingCard(inside)
        self.glance = GlanceCard(inside)
        self.proof = ProofLine(inside)
        self.why = Button(self.tr("Why this balance?"), icon="scale")
        self.why.clicked.connect(self.why_asked.emit)
        for widget in (self.ages, self.glance, self.proof, self.why):
            column.addWidget(widget)
        column.addStretch(1)
        self._side_inside = inside
        inside.installEventFilter(self)
        return area

    def _show_picture(self, picture: AccountPicture | None) -> None:
        if picture is None:
            return
        self.ages.show_ages(picture.ages)
        self.glance.show_rows(picture.glance)
        if picture.timeline.older is None:
            self.proof.show_proof(picture.proof, proven=picture.timeline.proven)
        else:
            self.proof.show_pending(picture.proof)

    def _show_part(self, shown: Shown) -> None:
        picture = self._model.picture.value
        if picture is None:
            return
        self.entries.show_entries(shown.entries, picture.text)
        self._widest = shown.widest
        self._share_room()
        self._offer_deeds()
        self._opening.setText(shown.opening)
        whole = len(picture.timeline.entries)
        nothing_yet = self.tr("Nothing has happened on this account yet.")
        self._empty.setText(self.tr("Nothing happened in this period.") if whole else nothing_yet)
        # The table stays, so that the focus does: what is pressed on it opens the dialogs at once.
        self._empty.setVisible(not shown.entries)
        header = self.table.horizontalHeader().height()
        self.table.setMaximumHeight(_ANY if shown.entries else header)

    def _offer_deeds(self) -> None:
        """Offer what can be done about the entry that is chosen."""
        self.deeds.clear()
        chosen = self.table.selectionModel().selectedRows()
        if not chosen:
            self.put_right.set_allowed(allowed=False, why_not=self.tr("Choose an entry first."))
            return
        entry = self.entries.entry(chosen[0].row())
        offered = deeds_of(entry)
        for deed in offered:
            action = self.deeds.addAction(WORDS[deed])
            action.triggered.connect(
                lambda _checked=False, deed=deed: self.deed_asked.emit(deed.value, entry.ref)
            )
            action.setEnabled(self._model.may(deed))
        why = self.tr("This was taken back: there is nothing more to do about it.")
        self.put_right.set_allowed(bool(offered), why)

    def _show_deeds(self) -> None:
        """Unfold the menu at the chosen entry, for Enter and for the other mouse button."""
        chosen = self.table.selectionModel().selectedRows()
        if chosen and self.deeds.actions():
            below = self.table.visualRect(chosen[0].siblingAtColumn(Column.WHAT)).bottomLeft()
            self.deeds.popup(self.table.viewport().mapToGlobal(below))

    def _share_room(self) -> None:
        """Give the figures the room that the longest of them needs, and more where there is plenty."""
        look = theme()
        beside = self.is_beside()
        side = look.px(24 if beside else 10)
        self._row.setContentsMargins(side, look.px(16), side, look.px(16))
        if beside:
            self._row.setDirection(QBoxLayout.Direction.LeftToRight)
            meant = min(look.px(_SIDE_WIDTH), self.width() * 3 // 10)
            self._side_area.setFixedWidth(max(meant, self._side_inside.minimumSizeHint().width()))
            self._side_area.setMinimumHeight(0)
            self._card.setMinimumHeight(0)
        else:
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
            self._side_area.setMinimumWidth(0)
            self._side_area.setMaximumWidth(_ANY)
            self._side_area.setMinimumHeight(self._side_inside.sizeHint().height() + look.px(_SPARE))
            self._card.setMinimumHeight(max(look.px(_LEAST_TABLE), self._area.height() - look.px(_PEEK)))
        advance = QFontMetrics(look.font(weight=QFont.Weight.DemiBold)).horizontalAdvance
        widest = (self.entries.longest_day(advance), *map(advance, self._widest))
        columns = (Column.DATE, Column.CHARGED, Column.PAID, Column.BALANCE)
        names = (str(self.table.model().headerData(each, Qt.Orientation.Horizontal)) for each in columns)
        least = [
            max(width, advance(name)) + look.px(2 * _PADDING + 2)
            for width, name in zip(widest, names, strict=True)
        ]
        good = [max(look.px(width), needed) for width, needed in zip(_WIDTHS, least, strict=True)]
        taken = (self._side_area.width() if beside else 0) + look.px(_MARGINS)
        room = self.width() - taken
        in_one = room - sum(least) < look.px(_LEAST_TEXT)
        self.entries.show_in_one(in_one=in_one)
        self.table.setColumnHidden(Column.PAID, in_one)
        if in_one:
            least[1] = max(least[1:3]) + advance("\u2212")
        is_tight = room - sum(good) < look.px(_TEXT_WIDTH)
        for column, width in zip(columns, least if is_tight else good, strict=True):
            self.table.setColumnWidth(column, width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the room out again once the cards know how high they are."""
        if watched is self._side_inside and event.type() == QEvent.Type.LayoutRequest:
            self._share_room()
        return super().eventFilter(watched, event)

    def is_beside(self) -> bool:
        """Tell whether the cards stand beside the entries; where there is no room they stand below."""
        return self.width() >= theme().px(_BESIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out again."""
        super().resizeEvent(event)
        self._share_room()

    def _show_period(self, period: Period) -> None:
        self._period.set_text(self.tr("Period: {0}").format(PERIOD_WORDS[period]))
        for action in self._periods.actions():
            action.setChecked(action.data() == period)

    def _turn_round(self, column: int) -> None:
        """Turn the timeline round when its date is pressed; other columns do not sort."""
        if column == Column.DATE:
            self._newest_first = not self._newest_first
        order = Qt.SortOrder.DescendingOrder if self._newest_first else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(Column.DATE, order)
        self.entries.sort(Column.DATE, order)

    @staticmethod
    def _named(period: Period) -> str:
        words = PERIOD_WORDS[period]
        return words[:1].upper() + words[1:]
