"""Who the sale is for: the account, what is left of its limit, allergies; or how to choose somebody."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.viewmodels.checkout_customer import CustomerCard
from shopdesk.viewmodels.till_notes import TillNotes
from ui import shortcuts
from ui.account.till_note_strip import TillNoteStrip
from ui.theme import set_role, theme
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import FINGER, Button, IconButton
from ui.widgets.cards import Label
from ui.widgets.chip import Chip
from ui.widgets.elided_label import ElidedLabel

_LEAST_BESIDE = 90
_SIDES = 20
"""The room that a name has beside the buttons at the least (pixels of the design)."""


class CustomerPanel(QFrame):
    """``change_asked_for`` chooses somebody else, ``record_asked_for`` opens the record, ``dropped`` nobody."""

    change_asked_for = Signal()
    record_asked_for = Signal()
    dropped = Signal()
    credit_asked_for = Signal()
    points_asked_for = Signal()

    def __init__(self, till: TillNotes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose = Button(self.tr("Customer…"), icon="user", key=shortcuts.shown("choose_customer"))
        self.choose.set_tall(52)
        self.choose.clicked.connect(self.change_asked_for)
        self._known = QFrame()
        set_role(self._known, "chosen-customer")
        self.avatar = Avatar(36)
        self.name = ElidedLabel("", "strong")
        self._words = Label("", "small-text")
        self._figure = Label("", "owed")
        self._remark = ElidedLabel("", "small-text")
        self.promise = ElidedLabel("", "small-text")
        self.allergies = Chip("", "allergy")
        self.record = IconButton("file-text", self.tr("Open the record"))
        self.change = IconButton("users", self.tr("Choose somebody else"))
        self.drop = IconButton("x", self.tr("Sell without a name"))
        self._small = (self.record, self.change, self.drop)
        for button, told in zip(
            self._small, (self.record_asked_for, self.change_asked_for, self.dropped), strict=True
        ):
            button.clicked.connect(told)
        self.till = TillNoteStrip(till)
        self.use_credit = Button("")
        self.use_credit.set_tall(44)
        self.use_credit.clicked.connect(self.credit_asked_for)
        self.points = ElidedLabel("", "small-text")
        self.use_points = Button("")
        self.use_points.set_tall(44)
        self.use_points.clicked.connect(self.points_asked_for)
        self._lay_out()
        self.set_narrow(narrow=False)
        self.show_card(None)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the name the room of its avatar and of large buttons where there is little."""
        self._is_narrow = narrow
        self.avatar.setVisible(not narrow)
        for button in self._small:
            button.set_tall(FINGER if narrow else 52)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out again."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Set the buttons below the name where it would be none any more beside them, or cut off in a small panel."""
        room = self.width() - sum(button.sizeHint().width() for button in self._small)
        is_cut = self._is_narrow and self.name.sizeHint().width() > room - theme().px(_SIDES)
        stands_alone = is_cut or room < theme().px(_LEAST_BESIDE)
        way = QBoxLayout.Direction.TopToBottom if stands_alone else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(way)

    def show_card(self, card: CustomerCard | None) -> None:
        """Show a customer, or the button that chooses one."""
        self.choose.setVisible(card is None)
        self._known.setVisible(card is not None)
        if card is None:
            return
        self.avatar.set_person(card.id, card.name)
        self.name.setText(card.name)
        self._share_room()
        self._words.setText(card.words)
        self._figure.setText(card.figure)
        self._figure.setVisible(bool(card.figure))
        set_role(self._figure, "small-owed" if card.stands == "owed" else "small-credit")
        self._remark.setText(card.remark)
        set_role(self._remark, "small-owed" if card.on_hold else "small-text")
        self.promise.setText("" if card.promise is None else card.promise.words)
        self.promise.setVisible(card.promise is not None)
        is_broken = card.promise is not None and card.promise.is_broken
        set_role(self.promise, "small-owed" if is_broken else "small-text")
        self.allergies.set_text(card.allergies)
        self.allergies.setVisible(bool(card.allergies))
        said = (card.words, card.figure, card.remark, self.promise.text())
        self.setAccessibleDescription(" ".join(filter(None, said)))

    def offer_credit(self, text: str) -> None:
        """Offer to use store credit; an empty text offers none."""
        self.use_credit.set_text(text)
        self.use_credit.setVisible(bool(text))

    def show_points(self, words: str, offer: str) -> None:
        """Say what is held and earned, and offer to pay with it; an empty text shows neither."""
        self.points.setText(words)
        self.points.setVisible(bool(words))
        self.use_points.set_text(offer)
        self.use_points.setVisible(bool(offer))

    def allow_offers(self, allowed: bool, why_not: str) -> None:
        """Let credit and points be used, or say why not."""
        for button in (self.use_credit, self.use_points):
            button.set_allowed(allowed, why_not)

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choose)
        column.addWidget(self._known)
        column.addWidget(self.till)
        column.setSpacing(look.px(8))
        inside = QVBoxLayout(self._known)
        inside.setContentsMargins(look.px(10), look.px(8), look.px(10), look.px(8))
        inside.setSpacing(look.px(8))
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(look.px(10))
        head.addWidget(self.avatar)
        head.addWidget(self.name, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in self._small:
            buttons.addWidget(button)
        head.addLayout(buttons)
        line = QHBoxLayout()
        line.setSpacing(look.px(4))
        line.addWidget(self._words)
        line.addWidget(self._figure)
        line.addWidget(self._remark, 1)
        account = QVBoxLayout()
        account.setSpacing(0)
        account.addLayout(head)
        account.addLayout(line)
        for words in (self.promise, self.points):
            account.addWidget(words)
        inside.addLayout(account)
        inside.addWidget(self.allergies, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.use_credit)
        inside.addWidget(self.use_points)
