"""How the sale is paid: the ways, the parts fixed so far, cash and change, what will be owed, and what stops it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shopdesk.viewmodels.checkout import CheckoutViewModel
from shopdesk.viewmodels.checkout_words import WAY_WORDS, Outlook, Stopped
from shopdesk.viewmodels.tenders import Tenders, Way
from ui import shortcuts
from ui.checkout.note_strip import NoteStrip
from ui.theme import theme
from ui.widgets.buttons import FINGER, Button
from ui.widgets.cards import Label
from ui.widgets.level_line import LevelLine

_ORDER = (Way.CASH, Way.CARD, Way.TRANSFER, Way.ACCOUNT)
_KEYS = {Way.CASH: "cash", Way.CARD: "card", Way.TRANSFER: "transfer", Way.ACCOUNT: "on_account"}
_WAY_HEIGHT = 50
_FINISH_HEIGHT = 56


class TenderPanel(QWidget):
    """Shows the tenders of a `CheckoutViewModel`; what needs a dialog is told by signals."""

    split_asked_for = Signal()
    cash_asked_for = Signal()
    some_asked_for = Signal()
    owner_asked_for = Signal()
    customer_asked_for = Signal()

    def __init__(self, model: CheckoutViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.ways: dict[Way, Button] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.outlook = NoteStrip()
        self.stopped = NoteStrip()
        self.pay_some = Button("")
        self.pay_all = Button(self.tr("Pay all of it now"))
        self.ask_owner = Button(self.tr("Ask the owner…"))
        self.cash = LevelLine()
        self.change_word = Label(self.tr("Change"), "muted")
        self.change_figure = Label("", "key-group")
        self.split = Button(self.tr("Split: pay part now…"), kind="link")
        self.other = Button(WAY_WORDS[Way.OTHER], kind="link")
        self.finish = Button("", kind="primary", key=self.tr("Enter"))
        self._parts = QVBoxLayout()
        self._lay_out()
        self._connect()
        self._unbind = (
            model.tenders.bind(self._show_tenders),
            model.outlook.bind(self._show_outlook),
            model.stopped.bind(self._show_stopped),
            model.change_due.bind(self._show_change),
            model.cash_given.bind(self._show_cash),
            model.finish_words.bind(self.finish.set_text),
            model.why_not.bind(lambda _why: self._allow()),
            model.busy.bind(lambda _busy: self._allow()),
        )

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._unbind:
            stop()

    def pay_by(self, way: Way) -> None:
        """Choose a way: cash asks what is handed over, the account asks whose it is."""
        self.model.pay_by(way)
        if way is Way.CASH and self.model.is_dirty():
            self.cash.setFocus(Qt.FocusReason.OtherFocusReason)
            self.cash.selectAll()
        if way is Way.ACCOUNT and self.model.customer.id is None:
            self.customer_asked_for.emit()

    def show_keys(self, shown: bool) -> None:
        """Show the keys on the buttons, or leave them out where there is little room."""
        for button in (*self.ways.values(), self.finish):
            button.show_key(shown)

    def fit(self, room: int) -> None:
        """Set the ways side by side, or one below the other where so many pixels are too few for two."""
        widest = max(self.ways[way].minimumSizeHint().width() for way in _ORDER)
        columns = 2 if 2 * widest + self._grid.spacing() <= room else 1
        for place, way in enumerate(_ORDER):
            self._grid.addWidget(self.ways[way], place // columns, place % columns)
        links = sum(max(each.whole_width(), theme().px(FINGER)) for each in (self.split, self.other))
        along = QBoxLayout.Direction.LeftToRight if links <= room else QBoxLayout.Direction.TopToBottom
        self._link_row.setDirection(along)

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        grid = self._grid = QGridLayout()
        grid.setSpacing(look.px(8))
        for place, way in enumerate(_ORDER):
            button = Button(WAY_WORDS[way], key=shortcuts.shown(_KEYS[way]))
            button.set_tall(_WAY_HEIGHT)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, way=way: self.pay_by(way))
            self.ways[way] = button
            grid.addWidget(button, place // 2, place % 2)
        self.other.setCheckable(True)
        self.ways[Way.OTHER] = self.other
        column.addLayout(grid)
        column.addWidget(self.outlook)
        column.addWidget(self._cash_row())
        column.addWidget(self.stopped)
        column.addWidget(self._ways_out())
        self._parts.setSpacing(look.px(2))
        column.addLayout(self._parts)
        self._links = QWidget()
        links = self._link_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._links)
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(0)
        for button in (self.split, self.other):
            button.set_tall(44)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(theme().px(FINGER))
        links.addWidget(self.split)
        links.addStretch(1)
        links.addWidget(self.other)
        column.addWidget(self._links)
        column.addStretch(1)
        self.finish.set_tall(_FINISH_HEIGHT)

    def _cash_row(self) -> QWidget:
        look = theme()
        self._cash_line = QWidget()
        row = QHBoxLayout(self._cash_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        self.cash.setProperty("tall", True)
        self.cash.setPlaceholderText(self.tr("Cash given"))
        self.cash.setAccessibleName(self.tr("Cash given"))
        self.cash.setMaxLength(40)
        self.cash.setMinimumWidth(look.px(90))
        self.cash_pad = Button("", icon="keyboard")
        self.cash_pad.setAccessibleName(self.tr("Enter the cash with figures on the screen"))
        self.cash_pad.set_hint(self.tr("Figures on the screen"))
        self.cash_pad.set_tall(46)
        self.cash_pad.clicked.connect(self.cash_asked_for)
        row.addWidget(self.cash, 1)
        row.addWidget(self.cash_pad)
        row.addWidget(self.change_word)
        row.addWidget(self.change_figure)
        return self._cash_line

    def _ways_out(self) -> QWidget:
        look = theme()
        self._out = QWidget()
        grid = QGridLayout(self._out)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(8))
        for place, button in enumerate((self.pay_some, self.pay_all, self.ask_owner)):
            button.set_tall(44)
            grid.addWidget(button, place // 2, place % 2, 1, 2 if place == 2 else 1)  # noqa: PLR2004 - the third is wide
        return self._out

    def _connect(self) -> None:
        model = self.model
        self.other.clicked.connect(lambda: self.pay_by(Way.OTHER))
        self.cash.textEdited.connect(model.type_cash)
        self.cash.returnPressed.connect(model.finish)
        self.split.clicked.connect(self.split_asked_for)
        self.split.set_hint(shortcuts.shown("split"))
        self.pay_some.clicked.connect(self.some_asked_for)
        self.pay_all.clicked.connect(model.pay_all)
        self.ask_owner.clicked.connect(self.owner_asked_for)
        self.finish.clicked.connect(model.finish)

    def _show_tenders(self, tenders: Tenders) -> None:
        for way, button in self.ways.items():
            button.setChecked(way is tenders.way)
        cash = tenders.way is Way.CASH or Way.CASH in dict(tenders.parts)
        self._cash_line.setVisible(cash)
        while (item := self._parts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for way, amount in tenders.parts:
            self._parts.addWidget(self._part(way, self.model.text.money(amount)))

    def _part(self, way: Way, amount: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = self.tr("Store credit") if way is Way.ACCOUNT and self._in_credit() else WAY_WORDS[way]
        row.addWidget(Label(words))
        row.addStretch(1)
        row.addWidget(Label(amount, "amount"))
        drop = Button("", kind="quiet", icon="x")
        drop.set_tall(44)
        drop.setAccessibleName(self.tr("Give up {0}").format(words))
        drop.set_hint(drop.accessibleName())
        drop.clicked.connect(lambda: self.model.drop_part(way))
        row.addWidget(drop)
        return line

    def _in_credit(self) -> bool:
        card = self.model.customer.card.value
        return card is not None and card.balance < 0

    def _show_outlook(self, outlook: Outlook | None) -> None:
        self.outlook.setVisible(outlook is not None)
        if outlook is not None:
            self.outlook.tell(outlook.text, "warn" if outlook.stands == "owed" else "success")

    def _show_stopped(self, stopped: Stopped | None) -> None:
        self.stopped.setVisible(stopped is not None)
        self._out.setVisible(stopped is not None)
        self._links.setVisible(stopped is None)  # a part is paid by the buttons above then
        if stopped is None:
            return
        self.stopped.tell(stopped.text, "danger")
        self.pay_some.set_text(stopped.pay_some_label or self.tr("Pay some now"))
        nothing = self.tr("Nothing more can go on this account.")
        self.pay_some.set_allowed(stopped.pay_some is not None, nothing)
        self.pay_all.set_allowed(stopped.can_pay_all, self.tr("That would not mend it."))
        self.ask_owner.set_allowed(stopped.can_ask_owner, self.tr("The owner cannot mend it here."))

    def _show_change(self, change: str) -> None:
        self.change_figure.setText(change)
        self.change_word.setVisible(bool(change))

    def _show_cash(self, typed: str) -> None:
        if typed != self.cash.text():
            self.cash.setText(typed)

    def _allow(self) -> None:
        model = self.model
        why = self.tr("The sale is being saved.") if model.busy.value else model.why_not.value
        self.finish.set_allowed(not why, why)
