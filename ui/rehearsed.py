"""What is drawn ahead with nobody's name on it, for the letters and figures that rows and cards are written with."""

from collections.abc import Iterator

from PySide6.QtWidgets import QTableView

from shopdesk.domain.account import CustomerId
from shopdesk.viewmodels.customer_line import CustomerLine
from shopdesk.viewmodels.customer_list import Listing, State
from ui.customers.customer_table import CustomerTable
from ui.customers.kpi_card import KpiCard

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz"
_FIGURES = "−$0,123,456,789.00"
_SIZE = (1200, 400)


def rehearsed() -> Iterator[None]:
    """Draw it, a step at a time."""
    QTableView().viewport()  # Python is told of all kinds of widgets when it first meets one that it did not make
    yield
    card = KpiCard(_LETTERS, _LETTERS)
    card.show_figure(_FIGURES, _LETTERS)
    card.grab()
    card.deleteLater()
    yield
    line = CustomerLine(
        CustomerId(1), _LETTERS, "AB", _FIGURES, _LETTERS, ("VIP",), "", 1, _FIGURES, 1, "", False, "", ""
    )
    table = CustomerTable()
    table.show_listing(Listing(State.ROWS, (line,)))
    table.resize(*_SIZE)
    yield
    table.header.grab()
    yield
    table.viewport().grab()
    table.deleteLater()
    yield
