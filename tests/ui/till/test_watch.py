"""What the main window hears of without being asked: others at work, damage, a clock in doubt, and sums."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.staff import Role
from shopdesk.errors import ClockJumped, Damaged
from shopdesk.services.backups import make_backup
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.payments import take_payment
from shopdesk.services.staff import add_staff, disable_staff
from shopdesk.shop import open_shop
from shopdesk.viewmodels.customer_list import Listing
from shopdesk.viewmodels.observable import Observable
from tests.conftest import PASSPHRASE, StandingClock
from tests.ui.till.conftest import till_of
from ui.back_office.close_day_dialog import CloseDayDialog
from ui.start.front_door import FrontDoor
from ui.start.rescue_page import RescuePage
from ui.start.sign_in_page import SignInPage
from ui.window_ahead import BACK_OFFICE


def test_another_window_is_noticed(door: FrontDoor, shop_folder: Path, clock: StandingClock) -> None:
    till = till_of(door)
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as other:
        add_customer(other.desk, RecordChange({"first_name": "Julia"}))
    till.look_for_others()
    names = [line.name for line in till.customers.model.listing.value.near]
    assert sorted(names) == ["Julia", "Marai Haddad"]


def test_damage_that_is_met_at_work_stops_the_writing_and_shows_the_way_out(
    door: FrontDoor, qtbot: QtBot, marai_there: CustomerId
) -> None:
    till = till_of(door)
    make_backup(till.desk.book)
    till.desk.book.database.mark_damaged()
    with pytest.raises(Damaged):
        take_payment(till.desk, PaymentOrder(marai_there, 100), "one")
    till.look_for_others()
    assert "(shop.db) is damaged, so nothing more can be entered" in till.window.banner.text()
    till.window.banner.dismiss()
    till.look_for_others()
    (way_out,) = till.window.banner.actions_offered()
    way_out.click()
    qtbot.waitUntil(lambda: isinstance(door.start.page, RescuePage))
    assert door.shop is None
    assert isinstance(door.start.page, RescuePage)
    picture = door.start.page.model.picture.value
    assert picture is not None
    assert picture.said.startswith("The newest whole backup is of 21 Nov 2026")
    assert picture.parts[0][1] == "damaged"


def test_a_clock_that_was_set_back_is_confirmed_in_the_banner(
    door: FrontDoor, marai_there: CustomerId, clock: StandingClock
) -> None:
    till = till_of(door)
    clock.forward(days=-3)
    till.look_for_others()
    assert till.window.banner.text().startswith("The computer says that it is")
    with pytest.raises(ClockJumped):
        take_payment(till.desk, PaymentOrder(marai_there, 100), "one")
    (right,) = till.window.banner.actions_offered()
    right.click()
    till.look_for_others()
    assert till.window.banner.isHidden()
    take_payment(till.desk, PaymentOrder(marai_there, 100), "one")


def test_what_does_not_add_up_is_said_at_the_opening_and_after_the_close_of_the_day(
    door: FrontDoor, marai_there: CustomerId
) -> None:
    till = till_of(door)
    take_payment(till.desk, PaymentOrder(marai_there, 100), "one")
    with till.desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE customer SET debt_balance = debt_balance + 1")
        connection.commit()
    listing = Observable(Listing())
    till.watchman.begin(listing)
    assert till.window.banner.isHidden()
    listing.value = till.customers.model.listing.value
    assert "“Every balance is the sum of its entries”" in till.window.banner.text()
    till.window.banner.dismiss()
    till.watchman.file.trouble.value = ""
    till.close_day()
    (dialog,) = till.window.findChildren(CloseDayDialog)
    dialog.model.just_closed.value += 1
    assert "“What is open, less what waits, is the balance”" in till.window.banner.text()
    (proof,) = till.window.banner.actions_offered()
    proof.click()
    assert till.window.shown_page() == BACK_OFFICE


def test_whoever_is_disabled_in_another_window_is_signed_out(
    door: FrontDoor, shop_folder: Path, clock: StandingClock
) -> None:
    till = till_of(door)
    mina = add_staff(till.desk, "Mina", Role.CASHIER)
    till.desk = till.desk.as_staff(mina)
    till.look_for_others()
    assert till.window.isVisible()
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as other:
        disable_staff(other.desk, mina.id)
    till.look_for_others()
    assert not till.window.isVisible()
    assert isinstance(door.start.page, SignInPage)
    assert [tile.name for tile in door.start.page.model.staff.value] == ["Rosa Rossi"]
