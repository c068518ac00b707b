"""Merging two customers in the window, undoing it, and erasing an archived one."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    edit_customer,
    get_customer,
)
from shopdesk.services.desk import Desk
from shopdesk.services.erasing import is_erased
from shopdesk.services.merging import MergeOrder, merge, merged_into
from shopdesk.services.selling import sell
from tests.ui.opened import Opened
from ui.account.righting_dialog import RightingDialog
from ui.customers.detail_dialog import DetailDialog
from ui.customers.merge_dialog import MergeDialog
from ui.customers.twins_dialog import TwinsDialog


@pytest.fixture
def twin(desk: Desk, marai: CustomerId) -> CustomerId:
    """Marai owes 50 dollars; her twin has an email."""
    sell(desk, SaleOrder(marai, total=5_000, on_account=5_000), "sale")
    texts = {"first_name": "Marei", "last_name": "Haddad", "email": "marei@example.com"}
    return add_customer(desk, RecordChange(texts)).id


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, twin: CustomerId) -> Opened:
    del twin
    return Opened(qtbot, desk)


def detail(opened: Opened, customer: CustomerId) -> DetailDialog:
    opened.opener.open_customer(customer)
    return opened.dialog(DetailDialog)


def test_the_other_one_is_found_and_fields_are_picked(
    opened: Opened, desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    detail(opened, marai).merge.trigger()
    dialog = opened.dialog(MergeDialog)
    QTest.keyClicks(dialog.search, "marei")
    dialog.search.paused.emit()
    assert [button.text() for button in dialog.results] == ["Marei Haddad · C-000002 · Owes nothing"]
    dialog.results[0].click()
    assert dialog.rows["email"].choice() == "other"
    dialog.rows["first_name"].choose("other")
    dialog.save.click()
    record = get_customer(desk, marai).record
    assert (record.full_name, record.email) == ("Marei Haddad", "marei@example.com")
    assert merged_into(desk, marai) == (twin,)
    assert not opened.is_open(MergeDialog)


def test_the_other_one_may_stay_instead(
    opened: Opened, desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    opened.opener.merge(marai, twin)
    dialog = opened.dialog(MergeDialog)
    dialog.swap.click()
    dialog.save.click()
    assert merged_into(desk, twin) == (marai,)
    assert opened.told[-1] == "C-000001 is now part of C-000002."


def test_a_refusal_is_said_and_nothing_is_merged(
    opened: Opened, desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    archive_customer(desk, twin)
    opened.opener.merge(marai, twin)
    dialog = opened.dialog(MergeDialog)
    dialog.swap.click()
    assert "archived" in dialog.trouble.text()
    assert merged_into(desk, marai) == ()


def test_a_merging_is_undone_with_a_reason(
    opened: Opened, desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    page = detail(opened, marai)
    assert not page.unmerge.isEnabled()
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    assert page.model.picture.value is not None
    assert page.model.picture.value.hero.facts[-1] == "Also C-000002"
    page.unmerge.trigger()
    asked = opened.dialog(RightingDialog)
    asked.fill("reason", "two people after all")
    asked.save.click()
    assert merged_into(desk, marai) == ()
    assert page.banner_text() == "C-000002 is a customer of their own again. Owes $50.00"


def test_an_archived_customer_is_erased_once_the_number_is_typed(
    opened: Opened, desk: Desk, twin: CustomerId
) -> None:
    page = detail(opened, twin)
    assert not page.erase.isEnabled()
    archive_customer(desk, twin)
    page.erase.trigger()
    asked = opened.dialog(RightingDialog)
    asked.fill("reason", "C-000001")
    asked.save.click()
    assert not is_erased(desk, twin)
    asked.fill("reason", "c-000002")
    asked.save.click()
    assert is_erased(desk, twin)
    assert page.banner_text() == "C-000002 is erased."
    assert not page.erase.isEnabled()


def test_twins_are_dismissed_or_merged(opened: Opened, desk: Desk, marai: CustomerId) -> None:
    mobile = {"first_name": "Ann", "last_name": "Lee", "mobile": "0412 345 678"}
    for _ in range(3):
        add_customer(desk, RecordChange(mobile), allow_shared_phone=True)
    opened.opener.twins()
    dialog = opened.dialog(TwinsDialog)
    assert len(dialog.merges) == 3
    dialog.dismissals[0].click()
    assert len(dialog.merges) == 2
    dialog.merges[0].click()
    opened.dialog(MergeDialog).save.click()
    assert dialog.merges == []
    assert dialog.told.text() == "No two records look like one person."


def test_the_longest_names_leave_both_sides_in_sight(
    opened: Opened, desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    for customer in (marai, twin):
        edit_customer(
            desk, customer, RecordChange({"first_name": "W" * 99 + str(customer), "last_name": "W" * 100})
        )
    opened.opener.merge(marai, twin)
    dialog = opened.dialog(MergeDialog)
    (area,) = dialog.findChildren(QScrollArea)
    row = dialog.rows["first_name"]
    assert row.mapTo(area, QPoint(row.width(), 0)).x() <= area.width()
