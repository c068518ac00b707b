"""The pieces of the window that are drawn ahead, with nobody's name on them."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.staff import Role
from shopdesk.viewmodels.customer_line import CustomerLine
from shopdesk.viewmodels.customer_list import Listing, State
from shopdesk.viewmodels.frame import Frame
from ui.customers.customer_table import CustomerTable
from ui.customers.kpi_card import KpiCard
from ui.customers.search_box import SearchBox
from ui.rail import DRAWINGS, Rail
from ui.widgets.buttons import Button

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz"
_FIGURES = "−$0,123,456,789.00"
_SIZE = (1200, 400)


def pieces() -> Sequence[Callable[[], QWidget]]:
    """Return what makes each piece."""
    return (_rail, _buttons, _card, _table)


def _rail() -> QWidget:
    rail = Rail(Frame("", 0, "", Role.OWNER))
    for name, icon in DRAWINGS.items():
        rail.add_page(name, name, icon, "")
    return rail


def _buttons() -> QWidget:
    strip = QWidget()
    row = QHBoxLayout(strip)
    row.addWidget(SearchBox())
    row.addWidget(Button("", kind="primary", icon="user-plus"))
    for icon in ("users", "upload", "download", "tag", "arrow-down-up", "check"):
        row.addWidget(Button("", icon=icon))
    return strip


def _card() -> QWidget:
    card = KpiCard(_LETTERS, _LETTERS)
    card.show_figure(_FIGURES, _LETTERS)
    return card


def _table() -> QWidget:
    line = CustomerLine(
        CustomerId(1), _LETTERS, "AB", _FIGURES, _LETTERS, ("VIP",), "", 1, _FIGURES, 1, "", False, "", ""
    )
    table = CustomerTable()
    table.show_listing(Listing(State.ROWS, (line,)))
    table.resize(*_SIZE)
    return table
