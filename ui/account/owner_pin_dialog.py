"""Asks an owner for the PIN and the reason, at the till of somebody else; shows an `OwnerPinViewModel`."""

import unicodedata

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from shopdesk.domain.account import StaffId
from shopdesk.viewmodels.open_shop import Desk
from shopdesk.viewmodels.owner_pin import OwnerPinViewModel
from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.sign_in import Tile
from ui.burst_watch import BurstWatch
from ui.scan_guard import KNOWS_SCANS
from ui.scanner import ENDS
from ui.start.keypad import Keypad, PinDots
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.fields import ChoiceField, Field
from ui.widgets.form_dialog import FormDialog

_SECOND = 1000
_LONGEST = 500
_PIN, _WHY = 430, 230
"""How much room digits and reason take."""


class OwnerPinDialog(FormDialog):
    """``approved`` tells the desk that may do it, and why."""

    help_topic = "staff"
    approved = Signal(object, str)

    def __init__(self, model: OwnerPinViewModel, prompter: Prompter, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Ask the owner"), model, prompter, parent)
        self.model = model
        self.reason = Field(self.tr("Why is it allowed this once?"), limit=_LONGEST)
        self.reason.line.setProperty("tall", True)
        self.owner = ChoiceField(self.tr("Owner"))
        self.dots = PinDots()
        self.says = Label("", "hint")
        self.keypad = Keypad()
        self.cancel = Button(self.tr("Cancel"))
        self.allow = Button(self.tr("Allow it"), kind="primary", key=self.tr("Enter"))
        self._lay_out()
        self._burst = BurstWatch(lambda: model.pin.scanner_habits)
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND)
        self._clock.timeout.connect(model.pin.tick)
        self._clock.start()
        self.reason.edited.connect(model.write_reason)
        self.reason.line.returnPressed.connect(self._reason_written)
        self.owner.edited.connect(lambda key: model.pin.choose(StaffId(int(key))))
        self.keypad.digit.connect(model.pin.press)
        self.keypad.rub_out.clicked.connect(model.pin.rub_out)
        self.keypad.ok.clicked.connect(model.submit)
        self.cancel.clicked.connect(self.reject)
        self.allow.clicked.connect(model.submit)
        self.follow(
            model.reason_error.bind(self._reason_wrong),
            model.pin.staff.bind(self._show_owners),
            model.pin.chosen.bind(lambda _owner: self._show_state()),
            model.pin.dots.bind(self.dots.show_count),
            model.pin.error.bind(lambda _text: self._show_state()),
            model.pin.seconds.bind(lambda _seconds: self._show_state()),
            model.busy.bind(
                lambda busy: self.allow.set_allowed(not busy, self.tr("The PIN is being judged."))
            ),
            model.approved.listen(self._approved),
        )
        model.load()

    def first_field(self) -> QWidget:
        """Begin with the reason; else the digits go to the dialog itself."""
        return self.reason.line if self.model.asks_why else self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the digits of the PIN of any script while the cursor is not in the reason; a scan is no try."""
        text, pin = event.text(), self.model.pin
        if self.model.needs_pin and self._burst.has_ended(event):
            pin.refuse_scan()
            if event.key() in ENDS:
                return
        if self.model.needs_pin and len(text) == 1 and text.isdecimal():
            pin.press(str(unicodedata.decimal(text)))
        elif event.key() == Qt.Key.Key_Backspace:
            pin.rub_out()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.model.submit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        look = theme()
        inside, column = self.sheet()
        column.addWidget(self.reason)
        column.addWidget(self.owner)
        column.addWidget(self.dots)
        column.addWidget(self.says)
        column.addWidget(self.keypad, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.says.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.says.setMinimumHeight(look.px(20))
        self.owner.hide()
        self.reason.setVisible(self.model.asks_why)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(KNOWS_SCANS, True)
        for part in (self.dots, self.says, self.keypad):
            part.setVisible(self.model.needs_pin)
        for button in (self.cancel, self.allow):
            button.set_tall(44)
        self.add_left(self.cancel)
        self.add_right(self.allow)
        self.take_size(440, (_PIN if self.model.needs_pin else 0) + (_WHY if self.model.asks_why else 0))
        self.scroll_over(inside)

    def _reason_written(self) -> None:
        """Go from the reason to the digits, or allow it where none are needed."""
        if self.model.needs_pin and not self.model.pin.dots.value:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.model.submit()

    def _reason_wrong(self, sentence: str) -> None:
        self.reason.set_error(sentence)
        if sentence:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_owners(self, owners: tuple[Tile, ...]) -> None:
        self.owner.set_options([(str(owner.id), owner.name) for owner in owners])
        if self.model.pin.chosen.value is not None:
            self.owner.set_text(str(self.model.pin.chosen.value))
        self.owner.setVisible(self.model.needs_pin and len(owners) > 1)
        self._show_state()

    def _show_state(self) -> None:
        pin = self.model.pin
        if pin.wait:
            self.says.setText(self.tr("Wait {0}.").format(pin.wait))
        elif pin.error.value:
            self.says.setText(pin.error.value)
        elif not pin.staff.value:
            self.says.setText(self.tr("No owner has a PIN yet."))
        else:
            name = next((owner.name for owner in pin.staff.value if owner.id == pin.chosen.value), "")
            self.says.setText(self.tr("The PIN of {0}").format(name))

    def _approved(self, desk: Desk | None) -> None:
        if desk is not None:
            self.approved.emit(desk, self.model.reason.value.strip())
            self.accept()
