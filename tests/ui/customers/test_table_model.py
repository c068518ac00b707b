"""The item model keeps Qt's rules, whatever lines it is handed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.viewmodels.customer_line import CustomerLine
from ui.customers.table_model import BALANCE, NAME, CustomerTableModel


def line(number: int, balance: int = 0) -> CustomerLine:
    """Return a line with little on it."""
    return CustomerLine(
        id=CustomerId(number),
        name=f"Customer {number}",
        initials="C",
        phone="",
        email="",
        tags=(),
        location="",
        balance=balance,
        balance_text=f"${balance // 100}.00",
        days_owed=None,
        updated="",
        archived=False,
        words="",
        digits="",
    )


@pytest.mark.parametrize(("near", "far"), [(0, 0), (3, 0), (0, 2), (3, 2)])
def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot, near: int, far: int) -> None:
    model = CustomerTableModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_lines(
        [line(number) for number in range(near)], [line(number) for number in range(10, 10 + far)]
    )
    assert model.rowCount() == near + far + bool(far)
    model.set_lines([])
    assert model.rowCount() == 0
    assert tester.model() is model


def test_older_lines_are_added_without_moving_the_others() -> None:
    model = CustomerTableModel()
    model.set_lines([line(1), line(2)])
    assert model.set_lines([line(1), line(2), line(3)])
    assert not model.set_lines([line(3)])


def test_the_section_row_cannot_be_chosen_and_says_what_follows() -> None:
    model = CustomerTableModel()
    model.set_lines([line(1)], [line(2)])
    section = model.index(model.section_row(), NAME)
    assert section.data() == "Matches across all customers"
    assert model.flags(section) == Qt.ItemFlag.NoItemFlags
    assert model.row_of(CustomerId(2)) == 2


@pytest.mark.parametrize(
    ("balance", "said"), [(31_000, "$310.00 owes"), (-6_000, "$-60.00 store credit"), (0, "$0.00")]
)
def test_a_balance_is_said_in_words_too(balance: int, said: str) -> None:
    model = CustomerTableModel()
    model.set_lines([line(1, balance)])
    assert model.index(0, BALANCE).data(Qt.ItemDataRole.AccessibleTextRole) == said
