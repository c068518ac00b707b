"""The six cards above the list; each that can filter the list does. Shows a `KpisViewModel`."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.domain.customer_list import Segment
from shopdesk.viewmodels.customer_list import Filters
from shopdesk.viewmodels.kpis import KpisViewModel, KpiTexts
from ui.customers.kpi_card import KpiCard
from ui.theme import theme

_GAP, _LOW_GAP = 12, 8
_NARROW = 960
_LOW, _LOW_IN_TWO_ROWS = 640, 700


class KpiRow(QWidget):
    """``asked_for`` names the segment that a press on a card asks for, None for the whole book."""

    asked_for = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: KpisViewModel
        self._unbind: tuple[Callable[[], None], ...] = ()
        self._masked = False
        self.total = KpiCard(self.tr("Total customers"), self.tr("Customers"))
        self.owed = KpiCard(self.tr("Owed to the shop"), self.tr("Owed"))
        self.follow_ups = KpiCard(self.tr("Follow-ups due"), self.tr("Follow-ups"))
        self.vip = KpiCard(self.tr("VIP clients"), self.tr("VIP"))
        self.birthdays = KpiCard(self.tr("Birthdays this month"), self.tr("Birthdays"))
        self.requests = KpiCard(self.tr("Open requests"), self.tr("Requests"))
        self._cards = (self.total, self.owed, self.follow_ups, self.vip, self.birthdays, self.requests)
        self._by_segment = {
            Segment.DEBTORS: self.owed,
            Segment.VIP: self.vip,
            Segment.BIRTHDAYS: self.birthdays,
        }
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._columns = 0
        self._stand_in(len(self._cards))
        self.total.clicked.connect(lambda: self.asked_for.emit(None))
        for segment, card in self._by_segment.items():
            card.clicked.connect(self._asker(segment, card))

    def bind(self, model: KpisViewModel) -> None:
        """Show these figures from now on."""
        self._model = model
        self._unbind = (
            model.texts.bind(lambda _texts: self._show()),
            model.problem.listen(lambda _problem: self._show()),
        )

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._unbind:
            stop()

    def show_filters(self, filters: Filters) -> None:
        """Mark the card whose part of the book is listed."""
        for segment, card in self._by_segment.items():
            card.setChecked(filters.segment is segment)

    def set_masked(self, masked: bool) -> None:
        """Hide or show what is owed, with the balances of the list."""
        self._masked = masked
        self._show()

    def fit(self, page: QSize) -> bool:
        """Stand in two rows on a narrow page, in one of low cards on a low one; tell whether it is low.

        The list below is what people come for: two rows leave it too little sooner than one does.
        """
        look = theme()
        is_narrow = page.width() < look.px(_NARROW)
        is_low = page.height() < look.px(_LOW_IN_TWO_ROWS if is_narrow else _LOW)
        for card in self._cards:
            card.set_low(is_low)
        self._grid.setSpacing(look.px(_LOW_GAP if is_low else _GAP))
        self._stand_in(3 if is_narrow and not is_low else len(self._cards))
        return is_low

    def _asker(self, segment: Segment, card: KpiCard) -> Callable[[], None]:
        # A press on the card that is in force lifts its filter again.
        return lambda: self.asked_for.emit(None if card.isChecked() else segment)

    def _stand_in(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(len(self._cards)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _show(self) -> None:
        texts = self._model.texts.value
        if texts is None:
            problem = self._model.problem.value
            for card in self._cards:
                card.show_figure("—" if problem else "…", problem)
            return
        self._show_texts(texts)

    def _show_texts(self, texts: KpiTexts) -> None:
        self.total.show_figure(texts.customers, self.tr("+{0} this month").format(texts.new_this_month))
        if self._masked:
            self.owed.show_figure("•••••", texts.debtors)
        else:
            short = self.tr("{0} overdue").format(texts.overdue)
            self.owed.show_figure(texts.owed, f"{texts.debtors} · {short}", short, is_owed=texts.owes)
        self.follow_ups.show_figure(
            texts.follow_ups_due, self.tr("{0} overdue").format(texts.follow_ups_overdue)
        )
        self.vip.show_figure(texts.vip, self.tr("Filter the list"))
        self.birthdays.show_figure(
            texts.birthdays_this_month, self.tr("{0} today").format(texts.birthdays_today)
        )
        self.requests.show_figure(texts.open_requests, self.tr("{0} new today").format(texts.requests_today))
