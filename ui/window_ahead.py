"""The main window with its first page, made before there is a shop to show: nothing of any shop stands in it."""

from collections.abc import Generator, Iterator
from pathlib import Path

from PySide6.QtCore import QRect

from shopdesk.wording import tr
from ui.customers.customer_table import CustomerTable
from ui.customers.kpi_row import KpiRow
from ui.customers.list_tools import ListTools
from ui.customers.page import CustomersPage
from ui.customers.selection_bar import SelectionBar
from ui.dress import Dress
from ui.main_window import MainWindow
from ui.rail import DRAWINGS
from ui.remembered import Remembered

CHECKOUT = "checkout"
CUSTOMERS, RECEIVABLES, BACK_OFFICE = "customers", "receivables", "back_office"
SALES, REMINDERS, REQUESTS = "sales", "reminders", "requests"
_STRIPS = 6
"""In how many strips, one below the other, the window is drawn ahead: each takes less than a frame."""


class WindowAhead:
    """A window for the shop in a folder, or for a copy of one, which has no checkout; it wears ``dress``.

    It is made and drawn by `steps`, of which none takes longer than a frame, while somebody types. Whoever needs it
    takes it: what was not made by then is made at once, what was not drawn is drawn when it is shown.
    """

    def __init__(self, folder: Path, dress: Dress, *, is_copy: bool = False) -> None:
        self.dress = dress
        self._folder = folder
        self._is_copy = is_copy
        self._made: tuple[MainWindow, CustomersPage] | None = None
        self._making = self._make()

    def suits(self, folder: Path, dress: Dress, *, is_copy: bool) -> bool:
        """Tell whether it may be taken for that shop in that dress."""
        return (self._folder, self.dress, self._is_copy) == (folder, dress, is_copy)

    def steps(self) -> Iterator[None]:
        """Make the window and draw it where nobody sees it, a step at a time, until it is taken or let go."""
        yield from self._making
        for strip in range(-1, _STRIPS):
            if self._made is None:
                return
            _draw(self._made[0], strip)
            yield

    def take(self) -> tuple[MainWindow, CustomersPage]:
        """Return the window and its first page, for good; what is still to be made is made now."""
        for _ in self._making:
            pass
        if self._made is None:
            raise RuntimeError("somebody has taken it")
        made, self._made = self._made, None
        return made

    def drop(self) -> None:
        """Let a window go that nobody took."""
        self._making.close()
        if self._made is not None:
            self._made[0].deleteLater()
            self._made = None

    def _make(self) -> Generator[None]:
        window = MainWindow(Remembered(self._folder))
        yield
        if not self._is_copy:
            window.add_page(CHECKOUT, tr("Checkout"), DRAWINGS[CHECKOUT], "checkout")
        window.add_page(CUSTOMERS, tr("Customers"), DRAWINGS[CUSTOMERS], "search")
        window.add_page(REMINDERS, tr("Reminders"), DRAWINGS[REMINDERS])
        window.add_page(REQUESTS, tr("Requests"), DRAWINGS[REQUESTS])
        window.add_page(RECEIVABLES, tr("Receivables"), DRAWINGS[RECEIVABLES])
        window.add_page(SALES, tr("Sales history"), DRAWINGS[SALES])
        window.add_page(BACK_OFFICE, tr("Back office"), DRAWINGS[BACK_OFFICE])
        yield
        kpis = KpiRow()
        yield
        tools = ListTools()
        yield
        table = CustomerTable()
        yield
        bar = SelectionBar()
        yield
        page = CustomersPage(kpis, tools, table, bar)
        yield
        window.fill_page(CUSTOMERS, page)
        self._made = window, page
        yield


def _draw(window: MainWindow, strip: int) -> None:
    """Draw a strip; the first is a dot, because what is drawn is laid out before, which takes as long as a strip."""
    high = window.height() // _STRIPS + 1
    window.grab(QRect(0, 0, 1, 1) if strip < 0 else QRect(0, strip * high, window.width(), high))
