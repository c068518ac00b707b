"""One request: its mark, since when, what and who, and the steps that can be taken with one button each."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.domain.enquiry import EnquiryKind, EnquiryStatus
from shopdesk.viewmodels.enquiry_words import STATUS_WORDS, EnquiryLine
from ui.widgets.buttons import Button
from ui.widgets.filter_tools import fill_menu
from ui.widgets.work_row import WorkRow

_ROOM_FOR_WORDS = 300
_PAIRS = {
    EnquiryKind.GENERAL: 1,
    EnquiryKind.APPOINTMENT: 2,
    EnquiryKind.REPAIR: 3,
    EnquiryKind.ORDER: 4,
}
"""Which of the soft pairs of the avatars a kind is marked with."""
_ICONS = {
    EnquiryStatus.CONTACTED: "phone",
    EnquiryStatus.BOOKED: "calendar",
    EnquiryStatus.COMPLETED: "check",
}


class RequestRow(WorkRow):
    """Tells by signals what is to be done about its line; ``moved`` names the step."""

    moved = Signal(object)
    sold = Signal()
    followed_up = Signal()
    read = Signal()
    written = Signal()
    customer_opened = Signal()
    customer_chosen = Signal()
    customer_added = Signal()
    forgotten = Signal()

    def __init__(self, line: EnquiryLine, parent: QWidget | None = None) -> None:
        super().__init__(line, _PAIRS[line.enquiry.kind], _ROOM_FOR_WORDS, parent)
        self.line = line
        self.buttons = self._steps() if line.enquiry.status.is_open else self._ended()
        self.more = Button(self.tr("More"), icon="ellipsis")
        fill_menu(self.more, self._others())
        self.show_buttons((*self.buttons, self.more))

    def _steps(self) -> list[Button]:
        made: list[Button] = []
        step = self.line.next
        if step is not None:
            said = self.tr("Book…") if step is EnquiryStatus.BOOKED else STATUS_WORDS[step]
            further = Button(said, kind="primary", icon=_ICONS[step]).entering()
            further.clicked.connect(partial(self._move, step))
            made.append(further)
        sell = Button(self.tr("Sell"), icon="shopping-cart").entering()
        sell.clicked.connect(self.sold)
        later = Button(self.tr("Follow-up…"), icon="bell").entering()
        later.clicked.connect(self.followed_up)
        cancel = Button(self.tr("Cancel"), icon="x").entering()
        cancel.clicked.connect(partial(self._move, EnquiryStatus.CANCELLED))
        return [*made, sell, later, cancel]

    def _ended(self) -> list[Button]:
        """Return what leads to what it became."""
        enquiry = self.line.enquiry
        if enquiry.sale is not None:
            became = Button(self.tr("Open the sale"), icon="receipt-text")
            became.clicked.connect(self.sold)
            return [became]
        if enquiry.follow_up is not None:
            became = Button(self.tr("Open the follow-up"), icon="bell")
            became.clicked.connect(self.followed_up)
            return [became]
        return []

    def _others(self) -> list[tuple[str, Callable[[], object]]]:
        enquiry = self.line.enquiry
        others: list[tuple[str, Callable[[], object]]] = [(self.tr("Read it all"), self.read.emit)]
        if enquiry.customer is not None:
            others.append((self.tr("Open the customer"), self.customer_opened.emit))
            others.append((self.tr("Say that it is ready…"), self.written.emit))
        if enquiry.customer is None or enquiry.status.is_open:
            others.append((self.tr("Choose the customer…"), self.customer_chosen.emit))
        if enquiry.customer is None:
            others.append((self.tr("Add as a new customer…"), self.customer_added.emit))
        if enquiry.status is EnquiryStatus.NEW:
            others.append((self.tr("Book…"), partial(self._move, EnquiryStatus.BOOKED)))
        if enquiry.status in {EnquiryStatus.NEW, EnquiryStatus.CONTACTED}:
            others.append(
                (STATUS_WORDS[EnquiryStatus.COMPLETED], partial(self._move, EnquiryStatus.COMPLETED))
            )
        if enquiry.customer is None:
            others.append((self.tr("Forget who asked…"), self.forgotten.emit))
        return others

    def _move(self, step: EnquiryStatus, _checked: bool = False) -> None:
        self.moved.emit(step)
