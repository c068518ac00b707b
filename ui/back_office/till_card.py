"""What stands on the counter: where receipts are printed, what opens the drawer, how scanners are told from typing."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shopdesk.domain.till_hardware import SPEEDS, PrinterWay
from shopdesk.errors import ShopDeskError
from shopdesk.messages import sentence
from shopdesk.viewmodels.back_office import BackOfficeViewModel
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.till_hardware import TillHardware
from ui.back_office.field_grid import COLUMNS
from ui.back_office.scanner_dialog import ScannerDialog
from ui.back_office.settings_form import AnyField, SettingsForm
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.fields import ChoiceField, Field
from ui.widgets.flow_layout import FlowLayout

_EXAMPLES = {
    PrinterWay.NONE: "",
    PrinterWay.USB: "/dev/usb/lp0",
    PrinterWay.NETWORK: "192.168.1.50",
    PrinterWay.SERIAL: "/dev/ttyUSB0",
    PrinterWay.QUEUE: "Receipts",
    PrinterWay.FILE: "/home/shop/receipts.bin",
}


class TillCard(SettingsForm):
    """Shows the part of a `BackOfficeViewModel` that is about the counter, and tries the `TillHardware`."""

    help_topic = "counter"

    def __init__(
        self, model: BackOfficeViewModel, hardware: TillHardware, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, parent)
        self._hardware = hardware
        self.on_cash = CheckBox(self.tr("Open the drawer whenever cash goes in or out"))
        self.switches = {"drawer_on_cash": self.on_cash}
        self.test = Button(self.tr("Print a test"), icon="printer")
        self.drawer = Button(self.tr("Open the drawer"), icon="wallet")
        self.scanner = Button(self.tr("Scanner…"), icon="zap")
        self._make_fields()
        trying = FlowLayout(spacing=theme().px(10))
        for button in (self.test, self.drawer, self.scanner):
            trying.addWidget(button)
        explained = self.tr(
            "Receipts go to the receipt printer by themselves. Statements and other papers ask for a printer."
        )
        self.lay_out(self.tr("Printer, drawer and scanner"), explained, (self.grid, self.on_cash, trying))
        said = partial(self._say, self.tr("The test was sent: look at what the printer prints."))
        self.test.clicked.connect(lambda: hardware.print_test(said, self._fail))
        opened = partial(self._say, self.tr("The drawer was told to open."))
        self.drawer.clicked.connect(lambda: hardware.open_to_try(opened, self._fail))
        self.scanner.clicked.connect(self._try_scanner)
        self.begin()

    def _make_fields(self) -> None:
        speeds = [(str(speed), f"{speed}") for speed in SPEEDS]
        places: tuple[tuple[str, AnyField, int, int], ...] = (
            ("printer_way", ChoiceField(self.tr("Receipts are sent"), self._ways()), 0, 0),
            ("printer_place", Field(self.tr("To"), limit=200), 0, 3),
            ("printer_speed", ChoiceField(self.tr("Speed of the serial line"), speeds), 1, 3),
            ("drawer_pin", ChoiceField(self.tr("Cash drawer at the printer"), self._pins()), 1, 0),
        )
        for name, field, row, column in places:
            self.fields[name] = field
            self.grid.place(field, row, column, COLUMNS // 2)

    def _ways(self) -> list[tuple[str, str]]:
        return [
            (PrinterWay.NONE.value, self.tr("where I choose each time")),
            (PrinterWay.USB.value, self.tr("by USB")),
            (PrinterWay.NETWORK.value, self.tr("over the network")),
            (PrinterWay.SERIAL.value, self.tr("over a serial line")),
            (PrinterWay.QUEUE.value, self.tr("to a printer of this computer")),
            (PrinterWay.FILE.value, self.tr("to a file")),
        ]

    def _pins(self) -> list[tuple[str, str]]:
        return [
            ("none", self.tr("none")),
            ("2", self.tr("the usual one (pin 2)")),
            ("5", self.tr("the second one (pin 5)")),
        ]

    def _show_values(self, values: Mapping[str, str]) -> None:
        super()._show_values(values)
        way = PrinterWay(values["printer_way"])
        found = self._hardware.places_found(way.value)
        place, speed = self.fields["printer_place"], self.fields["printer_speed"]
        place.setEnabled(way is not PrinterWay.NONE)
        place.set_hint(self.tr("Found here: {0}").format(", ".join(found)) if found else "")
        if isinstance(place, Field):
            place.line.setPlaceholderText(found[0] if found else _EXAMPLES[way])
        speed.setEnabled(way is PrinterWay.SERIAL)

    def _allow(self) -> None:
        super()._allow()
        model = self.model
        changed = self.fields.keys() & model.typed().keys()
        unsaved = self.tr("Save first, then try it.") if changed else ""
        for button, missing in (
            (self.test, self._hardware.why_no_printer),
            (self.drawer, self._hardware.why_no_drawer),
        ):
            why_not = model.why_not or unsaved or missing
            button.set_allowed(not why_not, why_not)
        self.scanner.set_allowed(not model.why_not, model.why_not)

    def _try_scanner(self) -> None:
        dialog = ScannerDialog(self.model, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _say(self, text: str) -> None:
        self.model.tell(Notice(text))

    def _fail(self, error: ShopDeskError) -> None:
        self.model.tell(Notice(sentence(error), "danger"))
