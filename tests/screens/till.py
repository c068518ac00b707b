"""The till: its pages in their order, and an empty shop."""

from shopdesk.demo_door import PASSPHRASE
from shopdesk.services.settings import change_settings
from tests.conftest import NEW_SHOP
from tests.screens.back_office import draw_back_office, draw_day
from tests.screens.checkout import draw_checkout
from tests.screens.customers import draw_customer_dialogs, draw_marking
from tests.screens.frame import LARGE, SMALL, Frame, opened_by
from tests.screens.keeping_in_touch import draw_messages, draw_reminders
from tests.screens.requests import draw_requests
from tests.ui.start_pages import close_door
from ui.account.righting_dialog import RightingDialog
from ui.sales_history.sold_dialog import SoldDialog
from ui.statements.batch_dialog import StatementBatchDialog
from ui.till import ShopTill
from ui.window_ahead import CHECKOUT, CUSTOMERS, RECEIVABLES, REMINDERS, REQUESTS, SALES


def draw_till(frame: Frame) -> None:
    door = frame.door("demo", PASSPHRASE)
    till = door.till
    if not isinstance(till, ShopTill):
        raise TypeError("no till")
    change_settings(till.desk, {"theme": frame.theme})
    for size in (LARGE, SMALL):
        frame.shoot(till.window, f"customers-{size[0]}", size)
    till.customers.search.setText("mar")
    till.customers.search.paused.emit()
    frame.shoot(till.window, "customers-search")
    till.customers.search.setText("zzzz")
    till.customers.search.paused.emit()
    frame.shoot(till.window, "customers-none")
    till.customers.search.clear()
    draw_customer_dialogs(frame, till)
    draw_checkout(frame, till)
    draw_marking(frame, till)
    draw_reminders(frame, till)
    draw_requests(frame, till)
    draw_messages(frame, till)
    till.window.banner.dismiss()
    _draw_receivables(frame, till)
    _draw_sales(frame, till)
    draw_back_office(frame, till)
    draw_day(frame, till)
    till.window.show_page(CUSTOMERS)
    close_door(door)


def _draw_receivables(frame: Frame, till: ShopTill) -> None:
    till.window.show_page(RECEIVABLES)
    for size in (LARGE, SMALL):
        frame.shoot(till.window, f"receivables-{size[0]}", size)
    till.dialogs.statements()
    till.receivables.dust.trigger()
    dust = opened_by(till, RightingDialog)
    dust.fill("below", "30")
    frame.shoot(dust, "dust")
    dust.done(0)
    batch = opened_by(till, StatementBatchDialog)
    frame.shoot(batch, "statements")
    batch.done(0)


def _draw_sales(frame: Frame, till: ShopTill) -> None:
    till.window.show_page(SALES)
    till.sales.model.narrow(doubtful_first=True)
    for size in (LARGE, SMALL):
        frame.shoot(till.window, f"sales-{size[0]}", size)
    till.sales.table.clicked.emit(till.sales.table.lines.index(0, 0))
    sold = opened_by(till, SoldDialog)
    frame.shoot(sold, "sale-sold")
    sold.done(0)
    till.sales.model.narrow(least_text="lots")
    frame.shoot(till.window, "sales-mistake")
    till.sales.model.clear()


def draw_empty(frame: Frame) -> None:
    door = frame.door("empty", NEW_SHOP.passphrase)
    till = door.till
    if isinstance(till, ShopTill):
        for page in (CUSTOMERS, CHECKOUT, REMINDERS, REQUESTS, RECEIVABLES, SALES):
            till.window.show_page(page)
            frame.shoot(till.window, f"{page}-empty")
    close_door(door)
    shown_round = frame.door("demo", PASSPHRASE, in_demo=True)
    if shown_round.till is not None:
        for size in (LARGE, SMALL):
            frame.shoot(shown_round.till.window, f"demo-{size[0]}", size)
    close_door(shown_round)
