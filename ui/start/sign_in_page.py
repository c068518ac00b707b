"""Who is at the till: tiles of staff, dots, a keypad; everything works from the keyboard as well."""

import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.account import StaffId
from shopdesk.viewmodels.sign_in import Asking, SignInViewModel, Tile
from ui.burst_watch import BurstWatch
from ui.scanner import ENDS
from ui.start.centred import Centred
from ui.start.forgotten_pin import ForgottenPinDialog
from ui.start.keypad import Keypad, PinDots
from ui.start.staff_tile import StaffTile
from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Muted, Title

_SECOND = 1000
_ABREAST = 4


class SignInPage(Centred):
    """Shows a `SignInViewModel`."""

    help_topic = "staff"

    def __init__(self, model: SignInViewModel, parent: QWidget | None = None) -> None:
        super().__init__(560, parent)
        self.model = model
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Sign in"))
        self._tiles_place = QWidget()
        self.tiles: dict[StaffId, StaffTile] = {}
        self.prompt = Muted()
        self.dots = PinDots()
        self.says = Label("", "hint")
        self.keypad = Keypad()
        self.forgotten = Button(self.tr("I have forgotten my PIN"), kind="quiet")
        self.forgotten.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # digits and Enter still come to the page
        self._burst = BurstWatch(lambda: model.scanner_habits)
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND)
        self._clock.timeout.connect(model.tick)
        self._lay_out()
        self.keypad.digit.connect(model.press)
        self.keypad.rub_out.clicked.connect(model.rub_out)
        self.keypad.ok.clicked.connect(model.submit)
        self.forgotten.clicked.connect(self._help)
        self._unbind = (
            model.staff.bind(self._show_staff),
            model.chosen.bind(self._show_chosen),
            model.asking.bind(lambda _asking: self._show_prompt()),
            model.dots.bind(self._show_dots),
            model.error.bind(lambda _error: self._show_state()),
            model.seconds.bind(self._show_wait),
            model.busy.bind(lambda _busy: self._show_state()),
        )

    def unbind(self) -> None:
        """Let the view-model go."""
        self._clock.stop()
        for stop in self._unbind:
            stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard."""
        super().showEvent(event)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits of any script, and the keys that move, rub out and send; a scan is no try."""
        text, model = event.text(), self.model
        if self._burst.has_ended(event):
            model.refuse_scan()
            if event.key() in ENDS:
                return
        deeds: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Backspace: model.rub_out,
            Qt.Key.Key_Delete: model.clear,
            Qt.Key.Key_Escape: model.clear,
            Qt.Key.Key_Return: self._send,
            Qt.Key.Key_Enter: self._send,
            Qt.Key.Key_Left: lambda: model.step(self._forward(-1)),
            Qt.Key.Key_Right: lambda: model.step(self._forward(1)),
        }
        deed = deeds.get(event.key())
        if deed is not None:
            deed()
        elif len(text) == 1 and text.isdecimal():
            model.press(str(unicodedata.decimal(text)))
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        if self.model.asking.value is Asking.PROOF:
            self._help()
        else:
            self.model.submit()

    def _help(self) -> None:
        """Let an owner choose a new PIN with the passphrase; send everybody else to the owner."""
        if self.model.may_reset:
            ForgottenPinDialog(self.model, self).open()
        else:
            self.says.setText(self.tr("The owner sets a new one: Back office, Staff, Set PIN."))

    def _forward(self, by: int) -> int:
        return -by if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else by

    def _lay_out(self) -> None:
        look = theme()
        title = Title(self.tr("Who is at the till?"))
        self.body.setSpacing(look.px(7))
        self.body.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.body.addWidget(title, 0, middle)
        self.body.addSpacing(look.px(8))
        self.body.addWidget(self._tiles_place)
        self.body.addSpacing(look.px(8))
        self.body.addWidget(self.prompt, 0, middle)
        self.body.addWidget(self.dots)
        self.says.setMinimumHeight(look.px(20))
        self.says.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self.says)
        self.body.addWidget(self.keypad, 0, middle)
        self.body.addWidget(self.forgotten, 0, middle)
        self.body.addStretch(1)

    def _show_staff(self, staff: Sequence[Tile]) -> None:
        place = QWidget()
        rows = QVBoxLayout(place)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme().px(14))
        self.tiles.clear()
        for member in staff:
            role = self.tr("Owner") if member.is_owner else self.tr("Cashier")
            tile = StaffTile(member.id, member.name, role)
            tile.clicked.connect(lambda _checked=False, staff_id=member.id: self._choose(staff_id))
            self.tiles[member.id] = tile
        shown = tuple(self.tiles.values())
        for first in range(0, len(shown), _ABREAST):
            line = QHBoxLayout()
            line.setSpacing(theme().px(14))
            line.addStretch(1)
            for each in shown[first : first + _ABREAST]:
                line.addWidget(each)
            line.addStretch(1)
            rows.addLayout(line)
        self.body.replaceWidget(self._tiles_place, place)
        self._tiles_place.deleteLater()
        self._tiles_place = place
        self._show_chosen(self.model.chosen.value)

    def _choose(self, staff: StaffId) -> None:
        self.model.choose(staff)
        self._show_chosen(staff)
        self.setFocus()

    def _show_chosen(self, chosen: StaffId | None) -> None:
        for staff, tile in self.tiles.items():
            tile.setChecked(staff == chosen)
        self._show_prompt()

    def _show_prompt(self) -> None:
        words = {
            Asking.PIN: self.tr("PIN"),
            Asking.NEW_PIN: self.tr("Choose a PIN of 4 to 8 digits"),
            Asking.NEW_PIN_AGAIN: self.tr("The same PIN once more"),
            Asking.PROOF: self.tr("The passphrase is needed to choose your first PIN"),
        }
        asking = self.model.asking.value
        self.prompt.setText(words[asking])
        first = asking is Asking.PROOF
        self.forgotten.setText(
            self.tr("Choose my first PIN") if first else self.tr("I have forgotten my PIN")
        )
        self._show_state()

    def _show_dots(self, count: int) -> None:
        self.dots.show_count(count)
        self._show_state()

    def _show_wait(self, seconds: int) -> None:
        if seconds:
            self._clock.start()
        else:
            self._clock.stop()
        self._show_state()

    def _show_state(self) -> None:
        model = self.model
        if model.seconds.value:
            text = self.tr("Too many wrong PINs. Next try in {0}.").format(model.wait)
        else:
            text = model.error.value
        set_role(self.says, "error" if text else "hint")
        self.says.setText(text)
        for key in self.keypad.digits.values():
            key.setEnabled(not model.seconds.value and model.asking.value is not Asking.PROOF)
        why_not = model.why_not_yet
        self.keypad.ok.set_allowed(not why_not and not model.busy.value, why_not)
        self.keypad.rub_out.set_allowed(model.dots.value > 0, self.tr("Nothing to delete"))
