"""What the sales are narrowed by: days, staff, customer, mark and amount, and whether the doubtful come first."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.domain.sales_list import SaleMark
from shopdesk.viewmodels.narrowed import WHEN_WORDS
from shopdesk.viewmodels.sales_history import (
    MARK_WORDS,
    HistoryFilters,
    HistoryPicture,
    SalesHistoryViewModel,
)
from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.filter_tools import DAY_WIDTH, fill_menu, two_ends, typed_line
from ui.widgets.flow_layout import FlowLayout

_AMOUNT = 96


class HistoryTools(QWidget):
    """Shows the filters of a `SalesHistoryViewModel` and changes them; ``customer_asked_for`` a customer to choose.

    ``doubtful`` and ``clear`` are about the whole list, and stand where the page puts them.
    """

    customer_asked_for = Signal()

    def __init__(self, model: SalesHistoryViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.days = Button(self.tr("Days"), icon="calendar")
        self.staff = Button("", icon="user")
        self.customer = Button("", icon="users")
        self.marked = Button("", icon="banknote")
        self.doubtful = Button(self.tr("Worth a look first"), icon="triangle-alert")
        self.clear = Button(self.tr("Clear"), kind="quiet", icon="x")
        self.doubtful.setCheckable(True)
        why = self.tr(
            "Cash not counted, corrected later, or sold to nobody soon after a debtor’s sale was parked."
        )
        self.doubtful.set_hint(why)
        self.lines = {
            "from": typed_line(self.tr("First day"), DAY_WIDTH),
            "to": typed_line(self.tr("Last day"), DAY_WIDTH),
            "least": typed_line(self.tr("Lowest"), _AMOUNT),
            "most": typed_line(self.tr("Highest"), _AMOUNT),
        }
        self._lay_out()
        fill_menu(
            self.days, [(words, partial(model.choose_days, when)) for when, words in WHEN_WORDS.items()]
        )
        every = [(self.tr("However marked"), partial(model.narrow, marked=None))]
        marks = [(MARK_WORDS[mark], partial(model.narrow, marked=mark)) for mark in SaleMark]
        fill_menu(self.marked, [*every, *marks])
        for name, line in self.lines.items():
            line.editingFinished.connect(partial(self._typed, name))
        self.customer.clicked.connect(self._ask_customer)
        self.doubtful.clicked.connect(lambda first: model.narrow(doubtful_first=first))
        self.clear.clicked.connect(model.clear)
        self._unbind = (
            model.filters.bind(self._show),
            model.errors.bind(self._mark),
            model.picture.bind(self._offer_staff),
        )

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._unbind:
            stop()

    def set_allowed(self, allowed: bool, why_not: str) -> None:
        """Let everything be used, or say why not."""
        for button in (self.days, self.staff, self.customer, self.marked, self.doubtful, self.clear):
            button.set_allowed(allowed, why_not)
        for line in self.lines.values():
            line.setEnabled(allowed)

    def fold(self, *, folded: bool) -> None:
        """Show the drawings of the buttons alone, so that the sales below keep some room."""
        for button in (self.days, self.staff, self.customer, self.marked):
            button.set_folded(folded)

    def _lay_out(self) -> None:
        look = theme()
        flow = FlowLayout(self, spacing=look.px(8))
        for part in (
            two_ends(self.days, self.lines["from"], self.lines["to"]),
            self.staff,
            self.customer,
            self.marked,
            two_ends(Label(self.tr("Amount"), "label"), self.lines["least"], self.lines["most"]),
        ):
            flow.addWidget(part)

    def _typed(self, name: str) -> None:
        field = f"{name}_text"
        typed = self.lines[name].text()
        if typed != getattr(self._model.filters.value, field):
            self._model.narrow(**{field: typed})

    def _ask_customer(self) -> None:
        if self._model.filters.value.customer is None:
            self.customer_asked_for.emit()
        else:
            self._model.choose_customer(None)

    def _show(self, filters: HistoryFilters) -> None:
        self.staff.set_text(filters.staff or self.tr("All staff"))
        self.customer.set_text(filters.customer_name or self.tr("All customers"))
        self.customer.set_icon("x" if filters.customer_name else "users")
        self.marked.set_text(
            self.tr("However marked") if filters.marked is None else MARK_WORDS[filters.marked]
        )
        typed = (filters.from_text, filters.to_text, filters.least_text, filters.most_text)
        for line, text in zip(self.lines.values(), typed, strict=True):
            if line.text() != text:
                line.setText(text)
        self.doubtful.setChecked(filters.doubtful_first)
        plain = HistoryFilters(doubtful_first=filters.doubtful_first)
        self.clear.set_allowed(filters != plain, self.tr("All sales are shown."))

    def _offer_staff(self, picture: HistoryPicture | None) -> None:
        names = () if picture is None else picture.staff
        every = [(self.tr("All staff"), partial(self._model.narrow, staff=None))]
        fill_menu(self.staff, [*every, *((name, partial(self._model.narrow, staff=name)) for name in names)])

    def _mark(self, errors: dict[str, str]) -> None:
        for name, line in self.lines.items():
            set_role(line, "error" if name in errors else "")
            line.setToolTip(errors.get(name, ""))
