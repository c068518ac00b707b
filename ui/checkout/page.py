"""The Checkout page: the item box, what lies on the counter, and how it is paid. Shows a `CheckoutViewModel`."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shopdesk.domain.item import Item
from shopdesk.errors import ShopDeskError
from shopdesk.viewmodels.checkout import CheckoutViewModel
from shopdesk.viewmodels.checkout_customer import CustomerCard
from shopdesk.viewmodels.checkout_words import Figures, Stopped
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.parked_sales import ParkedSalesViewModel
from shopdesk.viewmodels.sale_done import SaleDone
from shopdesk.viewmodels.tenders import Way
from ui import shortcuts
from ui.checkout.customer_panel import CustomerPanel
from ui.checkout.dialogs import CheckoutDialogs, Counter
from ui.checkout.drawer_button import DrawerButton
from ui.checkout.figures_view import FiguresView
from ui.checkout.item_offers import ItemOffers
from ui.checkout.lines_card import LinesCard
from ui.checkout.panel_room import LEAST_PANEL, is_roomy, panel_width
from ui.checkout.request_strip import RequestStrip
from ui.checkout.tender_panel import TenderPanel
from ui.customers.search_box import SearchBox
from ui.theme import set_role, theme
from ui.widgets.buttons import Button, fold_to_fit
from ui.widgets.cards import Card, Label, Title

_BESIDE_BUTTONS = 130
"""What the gap, the margins and the count of items take of the row in which a sale is parked and cleared."""
_LOW = 720
_LONGEST_ITEM = 220
_FIXED = QSizePolicy.Policy.Fixed


class CheckoutPage(QWidget):
    """``told`` has a notice for the window's banner."""

    help_topic = "checkout"
    told = Signal(object)
    place = shortcuts.CHECKOUT

    def __init__(
        self,
        model: CheckoutViewModel,
        parked: ParkedSalesViewModel,
        counter: Counter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = model
        self.parked = parked
        self._counter = counter
        self.box = SearchBox()
        self.box.setMaxLength(_LONGEST_ITEM)
        self.box.setPlaceholderText(self.tr("Item, price or barcode"))
        self.box.setAccessibleName(self.tr("Item, price or barcode"))
        self.request = RequestStrip(model.request, self.box)
        self.says = Label("", "hint")
        self.often = Button("", icon="list")
        self.drawer = DrawerButton(counter.hardware, self._tell_refusal)
        self.parked_button = Button("")
        self.parked_button.set_hint(shortcuts.shown("parked"))
        self.lines = LinesCard()
        self.table, self.park_button, self.clear_button = (
            self.lines.table,
            self.lines.park_button,
            self.lines.clear_button,
        )
        self.customer = CustomerPanel(model.customer.till)
        self.figures = FiguresView()
        self.tenders = TenderPanel(model)
        self.popup = ItemOffers(self.box, self)
        self.offers = self.popup.rows
        self.dialogs = CheckoutDialogs(model, parked, counter, self)
        self.setFocusProxy(self.box)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self._unbind = self._follow()
        parked.start()

    def unbind(self) -> None:
        """Let the view-models go."""
        self.tenders.unbind()
        self.request.unbind()
        for stop in self._unbind:
            stop()

    def enter(self) -> None:
        """Put the cursor into the item box."""
        self.drawer.look_again()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def scanned(self, code: str) -> bool:
        """Take what a scanner read: an item, a barcode not known yet, or a customer's card."""
        self.model.box.enter(code)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the panel what a small window can spare."""
        super().resizeEvent(event)
        look = theme()
        roomy = is_roomy(self.width())
        panel = panel_width(self.width(), self.lines.minimumSizeHint().width())
        self.tenders.show_keys(panel >= look.px(LEAST_PANEL))
        self._panel.setFixedWidth(panel)
        side = look.px(14 if roomy else 8)
        self._panel.body.setContentsMargins(side, side, side, side)
        self._body.setSpacing(look.px(16 if roomy else 8))
        taken = panel + look.px(_BESIDE_BUTTONS)
        fold_to_fit(((self.park_button, self.clear_button),), self.width() - taken)
        is_low = self.height() < look.px(_LOW)
        self.customer.set_narrow(not roomy)
        frame = self._panel.contentsMargins().left() + self._panel.contentsMargins().right()
        room = panel - frame - 2 * side - self._area.verticalScrollBar().sizeHint().width()
        self.figures.fit(room, low=is_low)
        self.tenders.fit(room)
        if is_low == self._head.isVisibleTo(self):  # the rail names the page as well
            (self._box_row if is_low else self._head_row).addWidget(self.parked_button)
            self._head.setVisible(not is_low)
        self._place_offers()
        self._show_ways_out(self.model.stopped.value)

    def _lay_out(self) -> None:
        look = theme()
        self._head = QWidget()
        self._head_row = QHBoxLayout(self._head)
        self._head_row.setContentsMargins(0, 0, 0, 0)
        self._head_row.addWidget(Title(self.tr("Checkout")))
        self._head_row.addStretch(1)
        self.parked_button.set_tall(44)
        self._head_row.addWidget(self.parked_button)
        self._box_row = QHBoxLayout()
        self._box_row.setSpacing(look.px(8))
        self.often.set_tall(44)
        self.often.setAccessibleName(self.tr("What is sold most"))
        self.often.set_hint(self.tr("What is sold most"))
        self._box_row.addWidget(self.box, 1)
        self._box_row.addWidget(self.often)
        self._box_row.addWidget(self.drawer)
        body = self._body = QHBoxLayout()
        body.addWidget(self.lines, 1)
        body.addWidget(self._panel_card())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(self._head)
        column.addLayout(self._box_row)
        column.addWidget(self.says)
        column.addWidget(self.request)
        column.addLayout(body, 1)
        self.says.hide()

    def _panel_card(self) -> Card:
        look = theme()
        self._panel = Card(padding=14)
        self._panel.body.setSpacing(look.px(10))
        inside = QFrame()
        set_role(inside, "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        column.addWidget(self.customer)
        column.addWidget(self.figures)
        column.addWidget(self.tenders, 1)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self._panel.body.addWidget(area, 1)
        self._panel.body.addWidget(self.tenders.finish)
        self.figures.setSizePolicy(self.figures.sizePolicy().horizontalPolicy(), _FIXED)
        return self._panel

    def _connect(self) -> None:
        model = self.model
        self.box.typed.connect(model.box.type)
        self.box.entered.connect(self._enter_item)
        self.box.went_down.connect(self._go_down)
        self.often.clicked.connect(model.box.offer_most_sold)
        self.offers.chosen.connect(self._choose_offer)
        self.offers.left_upwards.connect(self.enter)
        self.table.left_upwards.connect(self.enter)
        self.table.opened.connect(self.dialogs.open_line)
        self.table.removed.connect(model.remove_line)
        self.table.stepped.connect(model.step_line)
        self.park_button.clicked.connect(self._park)
        self.clear_button.clicked.connect(model.clear)
        self.parked_button.clicked.connect(self.dialogs.show_parked)
        self.customer.change_asked_for.connect(self.dialogs.choose_customer)
        self.customer.record_asked_for.connect(self._open_record)
        self.customer.dropped.connect(lambda: model.choose_customer(None))
        self.customer.credit_asked_for.connect(model.use_store_credit)
        self.customer.points_asked_for.connect(model.use_points)
        self.figures.discount_asked_for.connect(self.dialogs.ask_discount)
        self.figures.receipt_asked_for.connect(lambda: self._print(""))
        self.figures.invoice_asked_for.connect(lambda: self._print("A4"))
        self.figures.undo_asked_for.connect(self._undo)
        self.tenders.split_asked_for.connect(lambda: self.dialogs.ask_part(""))
        self.tenders.some_asked_for.connect(self.dialogs.ask_some)
        self.tenders.cash_asked_for.connect(self.dialogs.ask_cash)
        self.tenders.owner_asked_for.connect(self.dialogs.ask_owner)
        self.tenders.customer_asked_for.connect(self.dialogs.choose_customer)

    def _bind_keys(self) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "cash": lambda: self.tenders.pay_by(Way.CASH),
            "card": lambda: self.tenders.pay_by(Way.CARD),
            "transfer": lambda: self.tenders.pay_by(Way.TRANSFER),
            "on_account": lambda: self.tenders.pay_by(Way.ACCOUNT),
            "park": self._park,
            "finish": self.model.finish,
            "choose_customer": self.dialogs.choose_customer,
            "discount": self.dialogs.ask_discount,
            "split": lambda: self.dialogs.ask_part(""),
            "parked": self.dialogs.show_parked,
            "clear_sale": self._escape,
        }
        for name, deed in deeds.items():
            shortcuts.bind(name, self, deed)

    def _follow(self) -> tuple[Callable[[], None], ...]:
        model = self.model
        return (
            model.lines.bind(lambda _lines: self._show_lines()),
            model.figures.bind(self._show_figures),
            model.customer.card.bind(self._show_customer),
            model.customer.till.notes.bind(self.customer.till.show_notes),
            model.customer.error.listen(lambda _error: self._show_says()),
            model.points_words.bind(lambda _words: self._offer_credit()),
            model.tenders.listen(lambda _tenders: self._offer_credit()),
            model.done.bind(self.figures.show_done),
            model.done.listen(self._be_ready),
            model.notice.listen(self._tell),
            model.stopped.listen(self._show_ways_out),
            model.busy.bind(lambda _busy: self._allow()),
            model.box.suggestions.bind(self._show_offers),
            model.box.error.bind(lambda _error: self._show_says()),
            model.box.hint.bind(lambda _hint: self._show_says()),
            model.box.given_back.listen(self._take_back),
            self.parked.count.bind(self._show_parked_count),
        )

    def _enter_item(self) -> None:
        """Take the item; Enter in an empty box finishes the sale."""
        typed = self.box.text()
        self.box.clear()
        if typed.strip():
            self.model.box.enter(typed)
        else:
            self.model.finish()

    def _take_back(self, typed: str) -> None:
        """Show again what could not be taken, unless something else was typed meanwhile."""
        if typed and not self.box.text():
            self.box.setText(typed)

    def _go_down(self) -> None:
        if self.popup.isVisible():
            self.offers.enter()
        else:
            self.table.enter()

    def _choose_offer(self, place: int) -> None:
        item = self.model.box.suggestions.value[place]
        self.box.clear()
        self.model.box.choose(item)
        self.enter()

    def _show_offers(self, items: tuple[Item, ...]) -> None:
        self.popup.show_items(items, self.model.text)
        self._place_offers()

    def _place_offers(self) -> None:
        self.popup.hang(self.lines.width())

    def _show_says(self) -> None:
        box = self.model.box
        wrong = box.error.value or self.model.customer.error.value
        set_role(self.says, "error" if wrong else "hint")
        self.says.setText(wrong or box.hint.value)
        self.says.setVisible(bool(self.says.text()))

    def _escape(self) -> None:
        """Leave what is offered or asked, else empty the box, else clear the counter."""
        if self.popup.isVisible() or self.model.box.hint.value:
            self.model.box.forget()
            self.enter()
        elif self.box.text():
            self.box.clear()
        else:
            self.model.clear()
            self.enter()

    def _show_lines(self) -> None:
        self.lines.show_lines(self.model.lines.value)
        self._allow()

    def _show_figures(self, figures: Figures) -> None:
        self.figures.show_figures(figures)
        self.lines.count.setText(figures.items)
        self._offer_credit()

    def _show_ways_out(self, stopped: Stopped | None) -> None:
        """Bring what lets a stopped sale go on into sight, once it has found its place."""
        if stopped is not None:
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.tenders.ask_owner))

    def _show_customer(self, card: CustomerCard | None) -> None:
        self.customer.show_card(card)
        self._offer_credit()
        self._show_says()

    def _offer_credit(self) -> None:
        """Offer what the customer holds, unless it pays already."""
        card, money = self.model.customer.card.value, self.model.text.money
        credit = 0 if card is None else card.credit
        self.customer.offer_credit(self.tr("Use store credit {0}").format(money(credit)) if credit else "")
        used = Way.POINTS in dict(self.model.tenders.value.parts)
        worth = 0 if card is None or used else card.points_worth
        offer = self.tr("Use points {0}").format(money(worth)) if worth else ""
        self.customer.show_points(self.model.points_words.value, offer)
        self.customer.allow_offers(self.model.is_dirty(), self.tr("Nothing lies on the counter yet."))

    def _allow(self) -> None:
        dirty, busy = self.model.is_dirty(), self.model.busy.value
        why = self.tr("The sale is being saved.") if busy else self.tr("Nothing lies on the counter yet.")
        for button in (
            self.park_button,
            self.figures.discount,
            self.figures.give_discount,
            self.tenders.split,
        ):
            button.set_allowed(dirty and not busy, why)
        filled = dirty or self.model.customer.id is not None
        self.clear_button.set_allowed(filled and not busy, why)

    def _show_parked_count(self, count: int) -> None:
        words = self.tr("Parked sales {0}").format(self.model.text.count(count))
        self.parked_button.set_text(words if count else self.tr("Parked sales"))
        self.parked_button.set_allowed(bool(count), self.tr("Nothing is parked."))

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            self.told.emit(notice)

    def _tell_refusal(self, error: ShopDeskError) -> None:
        self.told.emit(Notice(self.model.text.say(error), "danger"))

    def _be_ready(self, done: SaleDone | None) -> None:
        if done is None:
            return
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)  # the field of the cash goes, and would hand it on
        if done.cash:
            self._counter.hardware.open_for_cash(self._tell_refusal)

    def _park(self) -> None:
        self.parked.park()
        self.enter()

    def _print(self, paper: str) -> None:
        done = self.model.done.value
        if done is not None:
            self._counter.print_receipt(done.receipt, paper)

    def _undo(self) -> None:
        done = self.model.done.value
        if done is not None:
            self._counter.undo_sale(done.reference, self.model.forget_done)

    def _open_record(self) -> None:
        customer = self.model.customer.id
        if customer is not None:
            self._counter.open_customer(customer)
