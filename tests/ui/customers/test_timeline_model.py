"""The timeline as rows: what each cell says, and turning it round."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.timeline import TimelineEntry, load_timeline
from tests.conftest import StandingClock
from ui.customers.timeline_model import SECOND_LINE, TONE, Column, TimelineModel


@pytest.fixture
def entries(desk: Desk, marai: CustomerId, clock: StandingClock) -> tuple[TimelineEntry, ...]:
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), "sale")
    clock.forward(hours=2)
    take_payment(desk, PaymentOrder(marai, 6_000), "payment")
    return load_timeline(desk, marai).entries


@pytest.fixture
def model(qtbot: QtBot, desk: Desk, entries: tuple[TimelineEntry, ...]) -> TimelineModel:
    made = TimelineModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.show_entries(entries, shop_text(desk))
    return made


def column(model: TimelineModel, which: Column, role: int = Qt.ItemDataRole.DisplayRole) -> list[object]:
    return [model.data(model.index(row, which), role) for row in range(model.rowCount())]


def test_the_newest_entry_stands_first(model: TimelineModel) -> None:
    assert column(model, Column.WHAT) == ["Payment · cash", "Sale on account S-00001"]
    assert column(model, Column.BALANCE) == ["−$16.00", "$44.00"]


@pytest.mark.parametrize("order", [Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder])
def test_older_entries_come_to_those_that_are_shown_without_moving_them(
    model: TimelineModel, desk: Desk, entries: tuple[TimelineEntry, ...], order: Qt.SortOrder
) -> None:
    model.show_entries(entries[1:], shop_text(desk))
    model.sort(Column.DATE, order)
    chosen = QPersistentModelIndex(model.index(0, 0))
    model.show_entries(entries, shop_text(desk))
    assert chosen.isValid()
    assert model.entry(chosen.row()) == entries[1]
    assert model.rowCount() == 2


def test_the_date_turns_it_round(model: TimelineModel) -> None:
    model.sort(Column.DATE, Qt.SortOrder.AscendingOrder)
    assert column(model, Column.BALANCE) == ["$44.00", "−$16.00"]


def test_a_date_has_its_time_below(model: TimelineModel) -> None:
    assert column(model, Column.DATE) == ["Sat 21 Nov", "Sat 21 Nov"]
    assert column(model, Column.DATE, SECOND_LINE) == ["14:00", "12:00"]


def test_each_side_stands_in_its_column(model: TimelineModel) -> None:
    assert column(model, Column.CHARGED) == ["", "$44.00"]
    assert column(model, Column.PAID) == ["$60.00", ""]


def test_where_there_is_little_room_both_sides_stand_in_one(model: TimelineModel) -> None:
    model.show_in_one(in_one=True)
    assert column(model, Column.CHARGED) == ["−$60.00", "+$44.00"]
    assert column(model, Column.CHARGED, TONE) == ["credit", ""]
    assert model.headerData(Column.CHARGED, Qt.Orientation.Horizontal) == "Moved"


def test_only_what_lowers_the_debt_is_green(model: TimelineModel) -> None:
    assert column(model, Column.BALANCE, TONE) == ["credit", ""]


def test_ten_thousand_entries_are_handed_over_at_once(
    model: TimelineModel, desk: Desk, entries: tuple[TimelineEntry, ...]
) -> None:
    many = tuple(entries[0]._replace(at=entries[0].at + timedelta(minutes=n)) for n in range(10_000))
    model.show_entries(many, shop_text(desk))
    assert model.rowCount() == 10_000
    assert model.entry(0).at > model.entry(9_999).at
