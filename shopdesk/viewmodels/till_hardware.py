"""Printer and drawer as the window asks for them: sent on a thread of their own, and what went wrong is said."""

from collections.abc import Callable
from dataclasses import replace

from shopdesk.domain.receipt import Receipt, ReceiptLine
from shopdesk.domain.till_hardware import DrawerReason, PrinterWay, RollPrinter
from shopdesk.errors import ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.drawer import note_drawer
from shopdesk.services.printer_ports import devices_found
from shopdesk.services.roll_printer import send
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.receipt import plain_receipt, receipt_dots
from shopdesk.wording import tr

Done = Callable[[], None]
Failed = Callable[[ShopDeskError], None]
_SHEET = "A4"


class TillHardware:
    """What stands on the counter, as the shop's settings say at that moment."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self._is_cut_short = False

    @property
    def why_no_drawer(self) -> str:
        """Why no drawer can be opened; nothing when it can."""
        settings = self._desk.settings
        has_one = settings.roll_printer is not None and settings.drawer_pin != "none"
        return "" if has_one else tr("No cash drawer is set up: the owner does that in the back office.")

    @property
    def why_no_printer(self) -> str:
        """Why nothing can be sent to a printer for rolls; nothing when it can."""
        has_one = self._desk.settings.roll_printer is not None
        return "" if has_one else tr("No receipt printer is set up and saved.")

    def places_found(self, way: str) -> tuple[str, ...]:
        """Return the devices of this computer that a printer may be behind."""
        return devices_found(PrinterWay(way))

    def takes(self, receipt: Receipt) -> bool:
        """Tell whether a receipt goes to the printer for rolls by itself."""
        return self._desk.settings.roll_printer is not None and receipt.paper != _SHEET

    def print_receipt(self, receipt: Receipt, done: Done, failed: Failed) -> None:
        """Draw a receipt in dots and send it."""
        self._send(lambda: receipt_dots(receipt), done, failed)

    def print_test(self, done: Done, failed: Failed) -> None:
        """Print a few lines by which width, letters and cutting can be judged."""
        desk = self._desk
        lines = (ReceiptLine("ÀÉÎÕÜ ßçñ · Привет · مرحبا · שלום · 你好", 0), ReceiptLine("1,234,567,890", 1))
        test = plain_receipt(desk, tr("Test print"), "A-Z a-z 0-9", lines)
        paper = desk.settings.receipt_paper
        roll = replace(test, paper="80" if paper == _SHEET else paper)
        self._send(lambda: receipt_dots(roll), done, failed)

    def open_for_cash(self, failed: Failed) -> None:
        """Open the drawer because cash goes in or out, if there is one and the shop wants that."""
        if not self.why_no_drawer and self._desk.settings.drawer_on_cash:
            self._open(lambda: None, failed)

    def open_without_sale(self, why: DrawerReason, done: Done, failed: Failed) -> None:
        """Write down that the drawer is opened, then open it."""
        desk = self._desk
        self._runner.run(
            lambda: note_drawer(desk, why), lambda _none: self._open(done, failed), failed, Lane.WRITE
        )

    def open_to_try(self, done: Done, failed: Failed) -> None:
        """Open the drawer for whoever sets it up; that too is written down."""
        self.open_without_sale(DrawerReason.TRY, done, failed)

    def _open(self, done: Done, failed: Failed) -> None:
        pin = self._desk.settings.drawer_pin

        def pulse() -> bytes:
            from shopdesk.documents.escpos import open_drawer  # noqa: PLC0415 -- late on purpose

            return open_drawer(pin)

        self._send(pulse, done, failed)

    def _send(self, make: Callable[[], bytes], done: Done, failed: Failed) -> None:
        printer = self._desk.settings.roll_printer
        if printer is None:
            return

        def sent(_none: None) -> None:
            self._is_cut_short = False
            done()

        def not_sent(error: ShopDeskError) -> None:
            self._is_cut_short = True
            failed(error)

        cut_short = self._is_cut_short
        self._runner.run(
            lambda: _hand_over(printer, make, after_failure=cut_short), sent, not_sent, Lane.DEVICE
        )


def _hand_over(printer: RollPrinter, make: Callable[[], bytes], *, after_failure: bool) -> None:
    send(printer, make(), after_failure=after_failure)
