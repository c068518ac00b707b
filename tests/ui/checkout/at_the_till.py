"""The checkout as a test drives it: what it asks of the window is noted down."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.receipt import Receipt
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.checkout import CheckoutViewModel
from shopdesk.viewmodels.customer_list import CustomerListViewModel
from shopdesk.viewmodels.parked_sales import ParkedSalesViewModel
from shopdesk.viewmodels.till_hardware import TillHardware
from tests.ports import InlineRunner, ScriptedPrompter
from ui.checkout.page import CheckoutPage

AnyDialog = TypeVar("AnyDialog", bound=QDialog)


class Counter:
    """What the window does for the page, noted down."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.opened: list[CustomerId] = []
        self.undone: list[str] = []
        self.printed: list[tuple[str, str]] = []
        self.prompter = ScriptedPrompter()
        self.hardware = TillHardware(desk, InlineRunner())

    def open_customer(self, customer: CustomerId) -> None:
        self.opened.append(customer)

    def new_customer_for(self, take: Callable[[CustomerId], None]) -> None:
        take(add_customer(self.desk, RecordChange({"first_name": "Ana"})).id)

    def customers(self) -> CustomerListViewModel:
        return CustomerListViewModel(self.desk, InlineRunner())

    def undo_sale(self, reference: str, undone: Callable[[], None]) -> None:
        self.undone.append(reference)
        undone()

    def print_receipt(self, receipt: Receipt, paper: str = "") -> None:
        self.printed.append((receipt.reference, paper))


class AtTheTill:
    """The page in a window, and hands to work it with."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot = qtbot
        self.desk = desk
        self.model = CheckoutViewModel(desk, InlineRunner())
        self.counter = Counter(desk)
        parked = ParkedSalesViewModel(desk, InlineRunner(), self.model)
        desk.feed.subscribe(self.model.on_changes)
        desk.feed.subscribe(parked.on_changes)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.page = CheckoutPage(self.model, parked, self.counter)
        QVBoxLayout(self.window).addWidget(self.page)
        self.window.resize(1180, 800)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.page.enter()

    def write(self, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """Type into whatever has the focus, and end with a key."""
        focused = self.window.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)
        QTest.keyClick(focused, key)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key of the page, once its window is to the fore again."""
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)
        QTest.keyClick(self.window, key, modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier)

    def dialog(self, kind: type[AnyDialog]) -> AnyDialog:
        """Return the dialog that is open."""
        (found,) = (dialog for dialog in self.window.findChildren(kind) if dialog.isVisible())
        found.activateWindow()
        self._qtbot.waitUntil(found.isActiveWindow)
        return found

    def texts(self) -> list[str]:
        """Return what lies on the counter."""
        return [line.text for line in self.model.lines.value]
