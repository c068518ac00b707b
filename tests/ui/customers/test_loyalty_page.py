"""The Loyalty page of the detail dialog."""

from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.services.desk import Desk
from shopdesk.services.loyalty import PointsOrder, adjust_points, points_book
from tests.ui.opened import Opened
from ui.account.righting_dialog import RightingDialog
from ui.customers.detail_dialog import DetailDialog


def test_points_are_given_from_the_page_that_shows_them(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    adjust_points(desk, PointsOrder(marai, 400, "from the old card"), "give")
    made = Opened(qtbot, desk)
    made.opener.open_customer(marai)
    page = made.dialog(DetailDialog).loyalty
    assert (page.held.text(), page.next.text()) == ("400 points", "100 points to Silver")
    page.adjust.click()
    dialog = made.dialog(RightingDialog)
    dialog.fill("points", "150")
    dialog.fill("reason", "a gift")
    dialog.save.click()
    assert points_book(desk, marai).state.points == 550
    assert (page.held.text(), page.table.lines.rowCount()) == ("550 points", 2)
