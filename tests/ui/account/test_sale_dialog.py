"""Putting a sale on account with the keyboard and the mouse."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.accounts import account_events, account_state
from shopdesk.services.customers import RecordChange, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.loyalty import PointsOrder, adjust_points
from shopdesk.services.notes import add_note
from shopdesk.services.promising import add_promise
from shopdesk.services.selling import sell
from shopdesk.viewmodels.sale_on_account import SaleDraft
from tests.conftest import StandingClock
from tests.ui.opened import Opened, tab_order
from ui.account.sale_dialog import SaleDialog
from ui.widgets.cards import Label

SMALLEST_SCREEN = 768


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, marai: CustomerId) -> Opened:
    edit_customer(desk, marai, RecordChange({"credit_limit": "200000"}))
    made = Opened(qtbot, desk, True)
    made.opener.put_on_account(marai)
    return made


@pytest.fixture
def dialog(opened: Opened) -> SaleDialog:
    return opened.dialog(SaleDialog)


def test_with_all_that_can_stand_in_it_it_does_not_scroll_on_the_smallest_screen(
    opened: Opened, desk: Desk, marai: CustomerId
) -> None:
    add_promise(desk, marai, desk.today() + timedelta(days=7), 20_000, "promise")
    add_note(desk, marai, "Her ring box is in the drawer.", till_until_on=desk.today())
    adjust_points(desk, PointsOrder(marai, 1_200, "from the old card"), "points")
    opened.dialog(SaleDialog).done(0)
    opened.opener.put_on_account(marai)
    dialog = opened.dialog(SaleDialog)
    QTest.keyClicks(dialog.amount.line, "44.00")
    dialog.use_points.click()
    inside = dialog.head.parentWidget()
    assert inside is not None
    assert inside.sizeHint().height() + dialog.footer_frame.height() <= SMALLEST_SCREEN


def test_an_amount_and_enter_put_it_on_account(
    qtbot: QtBot, dialog: SaleDialog, opened: Opened, desk: Desk, marai: CustomerId
) -> None:
    QTest.keyClicks(dialog.amount.line, "1528")
    assert "$472.00 of the limit left" in dialog.preview.accessibleName()
    QTest.keyClick(dialog.amount.line, Qt.Key.Key_Return)
    assert account_state(desk, marai).balance == 152_800
    assert opened.told == ["$1,528.00 put on the account of Marai Haddad · S-00001. Owes $1,528.00"]


def test_lines_are_typed_one_after_the_other(
    qtbot: QtBot, dialog: SaleDialog, desk: Desk, marai: CustomerId
) -> None:
    dialog.list_items.click()
    for number, (text, price) in enumerate((("Bangle", "180"), ("Repair", "45"))):
        row = dialog.lines.row(number)
        QTest.keyClicks(row.text, text)
        QTest.keyClicks(row.price, price)
    dialog.save.click()
    assert (account_events(desk, marai).sales[0].total, account_events(desk, marai).sales[0].items) == (
        22_500,
        2,
    )


def test_a_removed_line_is_not_sold(qtbot: QtBot, dialog: SaleDialog) -> None:
    dialog.list_items.click()
    for number, text in enumerate(("Bangle", "Repair")):
        QTest.keyClicks(dialog.lines.row(number).text, text)
        QTest.keyClicks(dialog.lines.row(number).price, "10")
    dialog.lines.row(0).remove.click()
    assert [draft.text for draft in dialog.lines.drafts()] == ["Repair"]
    dialog.list_items.click()
    assert not dialog.amount.isHidden()
    dialog.reject()


def test_a_refusal_offers_to_pay_what_is_too_much(
    qtbot: QtBot, dialog: SaleDialog, desk: Desk, marai: CustomerId
) -> None:
    QTest.keyClicks(dialog.amount.line, "2500")
    assert "above the limit of $2,000.00" in dialog.refused.text()
    (pay,) = dialog.refused.actions_offered()
    pay.click()
    assert dialog.paid.text() == "500.00"
    assert dialog.refused.isHidden()
    dialog.save.click()
    assert account_state(desk, marai).balance == 200_000


def test_a_refused_sale_stays_open_with_what_was_typed(
    qtbot: QtBot, dialog: SaleDialog, opened: Opened, desk: Desk, marai: CustomerId
) -> None:
    QTest.keyClicks(dialog.amount.line, "2500")
    dialog.save.click()
    assert opened.is_open(SaleDialog)
    assert dialog.amount.text() == "2500"
    assert account_state(desk, marai).balance == 0
    dialog.reject()


def test_a_wrong_due_date_is_said_at_its_field(qtbot: QtBot, dialog: SaleDialog) -> None:
    QTest.keyClicks(dialog.amount.line, "10")
    dialog.due.line.clear()
    QTest.keyClicks(dialog.due.line, "soon")
    dialog.save.click()
    assert "not a date" in dialog.due.error()
    assert dialog.focusWidget() is dialog.due.line
    dialog.reject()


def test_tab_goes_through_the_lines_and_on(qtbot: QtBot, dialog: SaleDialog) -> None:
    dialog.list_items.click()
    QTest.keyClicks(dialog.lines.row(0).text, "Bangle")
    qtbot.waitUntil(dialog.lines.row(1).text.isVisible)
    names = [stop.accessibleName() for stop in tab_order(dialog)]
    assert names[:7] == [
        *("What was sold", "Quantity", "Price for one", "Remove this line"),
        *("What was sold", "Quantity", "Price for one"),
    ]
    assert names[7:10] == ["One amount instead", "Another day", "Paid now (part of it)"]
    dialog.reject()


@pytest.mark.parametrize(("typed", "words"), [("44.005", "too many decimals"), ("abc", "not an amount")])
def test_a_wrong_amount_is_said_when_typing_pauses(dialog: SaleDialog, typed: str, words: str) -> None:
    QTest.keyClicks(dialog.amount.line, typed)
    assert dialog.amount.error() == ""
    dialog.pauses[0].timeout.emit()
    assert words in dialog.amount.error()
    assert dialog.preview.accessibleName().startswith("Put right what is marked")
    dialog.amount.line.clear()
    QTest.keyClicks(dialog.amount.line, "44")
    assert dialog.amount.error() == ""


@pytest.mark.parametrize(
    ("days", "said", "role"),
    [(0, "Promised $20.00 by 28 Nov", "small-text"), (8, "Broken promise: $20.00 by 28 Nov", "small-owed")],
)
def test_a_promise_stands_at_the_head_of_the_next_credit_sale(
    qtbot: QtBot, desk: Desk, clock: StandingClock, marai: CustomerId, days: int, said: str, role: str
) -> None:
    sell(desk, SaleOrder(marai, total=2_000, on_account=2_000), "sale")
    add_promise(desk, marai, desk.today() + timedelta(days=7), 2_000, "promise")
    clock.forward(days=days)
    opened = Opened(qtbot, desk)
    opened.opener.put_on_account(marai)
    (line,) = (label for label in opened.dialog(SaleDialog).head.findChildren(Label) if label.text() == said)
    assert line.property("role") == role


def test_points_pay_a_part_by_a_button_and_the_rest_goes_on_account(
    qtbot: QtBot, desk: Desk, marai: CustomerId
) -> None:
    adjust_points(desk, PointsOrder(marai, 600, "from the old card"), "points")
    opened = Opened(qtbot, desk)
    opened.opener.put_on_account(marai)
    dialog = opened.dialog(SaleDialog)
    QTest.keyClicks(dialog.amount.line, "44")
    assert dialog.use_points.text() == "Use points $6.00"
    dialog.use_points.click()
    assert (dialog.points.text(), dialog.save.text()) == ("6.00", "Put on account")
    dialog.save.click()
    assert account_state(desk, marai).balance == 3_800


@pytest.mark.parametrize(
    ("points", "paid", "says"), [("6", "", "Pay $6.00 with points"), ("", "6", "Finish the sale")]
)
def test_the_button_says_so_where_nothing_goes_on_the_account(
    qtbot: QtBot, desk: Desk, marai: CustomerId, points: str, paid: str, says: str
) -> None:
    adjust_points(desk, PointsOrder(marai, 600, "from the old card"), "points")
    opened = Opened(qtbot, desk)
    opened.opener.put_on_account(marai)
    dialog = opened.dialog(SaleDialog)
    dialog.model.change(SaleDraft(amount="6", points=points, paid=paid))
    assert dialog.save.text() == says
    dialog.save.click()
    assert account_state(desk, marai).balance == 0


def test_without_points_nothing_is_said_of_them(dialog: SaleDialog) -> None:
    assert not dialog.points.isVisibleTo(dialog)
    dialog.reject()
