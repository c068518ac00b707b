"""Opening the cash drawer without a sale: a button beside the item box, and why it is opened."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from shopdesk.domain.till_hardware import DrawerReason
from shopdesk.errors import ShopDeskError
from shopdesk.viewmodels.journal_words import DRAWER_WORDS
from shopdesk.viewmodels.till_hardware import TillHardware
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Muted
from ui.widgets.dialog import Dialog

_REASONS = (DrawerReason.CHANGE, DrawerReason.COUNT, DrawerReason.PUT_IN, DrawerReason.TAKE_OUT)


class DrawerButton(Button):
    """Rests, and says why, while no drawer is set up; ``failed`` is told what the printer refused."""

    def __init__(self, hardware: TillHardware, failed: Callable[[ShopDeskError], None]) -> None:
        super().__init__("", icon="wallet")
        self._hardware = hardware
        self._failed = failed
        self.set_tall(44)
        self.setAccessibleName(self.tr("Open the cash drawer"))
        self.look_again()
        self.clicked.connect(self.ask)

    def look_again(self) -> None:
        """Rest or not, as the settings are now."""
        why_not = self._hardware.why_no_drawer
        self.set_hint(self.tr("Open the cash drawer"))
        self.set_allowed(not why_not, why_not)

    def ask(self) -> None:
        """Ask why, then open it."""
        dialog = DrawerDialog(self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._open)
        dialog.open()

    def _open(self, why: str) -> None:
        self._hardware.open_without_sale(DrawerReason(why), lambda: None, self._failed)


class DrawerDialog(Dialog):
    """``chosen`` tells why."""

    help_topic = "counter"
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Open the cash drawer"), parent)
        self.body.addWidget(Label(self.tr("Why is the drawer opened?"), "heading"))
        self.body.addWidget(
            Muted(
                self.tr("Nothing is sold with it, so who opened it and why is written in the journal.")
            ).wrap()
        )
        self.reasons: dict[DrawerReason, Button] = {}
        for reason in _REASONS:
            button = self.reasons[reason] = Button(DRAWER_WORDS[reason])
            button.set_tall(44)
            button.clicked.connect(lambda _checked=False, reason=reason: self._choose(reason))
            self.body.addWidget(button)
        self.body.addStretch(1)
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.set_tall(44)
        self.cancel.clicked.connect(self.reject)
        self.add_right(self.cancel)
        self.take_size(440, 400)

    def _choose(self, reason: DrawerReason) -> None:
        self.chosen.emit(reason.value)
        self.accept()
