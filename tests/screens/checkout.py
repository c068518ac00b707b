"""The checkout and its dialogs."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.services.customers import RecordChange, edit_customer, list_customers
from shopdesk.viewmodels.tenders import Way
from tests.screens.frame import LARGE, SMALL, Frame, opened_by
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.checkout.amount_dialog import AmountDialog
from ui.checkout.customer_chooser import CustomerChooser
from ui.checkout.drawer_button import DrawerDialog
from ui.checkout.line_dialog import LineDialog
from ui.checkout.parked_dialog import ParkedDialog
from ui.till import ShopTill
from ui.window_ahead import CHECKOUT


def draw_checkout(frame: Frame, till: ShopTill) -> None:
    till.window.show_page(CHECKOUT)
    page, model = till.checkout, till.checkout.model
    frame.shoot(till.window, "checkout-empty")
    for typed in ("Sterling bangle 62 mm 180", "Chain repair 45", "2 x Cleaning cloth 9.50"):
        model.box.enter(typed)
    debtor = list_customers(till.desk, CustomerQuery(limit=1)).rows[0]
    limits = {"checkout-stopped": debtor.debt_balance, "checkout": debtor.debt_balance + 50_000}
    for name, limit in limits.items():
        edit_customer(till.desk, debtor.id, RecordChange({"credit_limit": str(limit)}))
        model.choose_customer(debtor.id)
        model.pay_by(Way.ACCOUNT)
        for size in (LARGE, SMALL):
            frame.shoot(till.window, f"{name}-{size[0]}", size)
    model.pay_by(Way.CASH)
    model.use_points()
    model.pay_part(Way.CARD, 5_000)
    model.type_cash("200")
    for size in (LARGE, SMALL):
        frame.shoot(till.window, f"checkout-cash-{size[0]}", size)
    _draw_checkout_dialogs(frame, till)
    model.finish()
    frame.shoot(till.window, "checkout-change")
    page.model.clear()


def _draw_checkout_dialogs(frame: Frame, till: ShopTill) -> None:
    dialogs = till.checkout.dialogs
    opened: tuple[tuple[str, Callable[[], None], type[QDialog]], ...] = (
        ("line", lambda: dialogs.open_line(0), LineDialog),
        ("discount", dialogs.ask_discount, AmountDialog),
        ("customer", dialogs.choose_customer, CustomerChooser),
        ("owner", dialogs.ask_owner, OwnerPinDialog),
        ("parked", dialogs.show_parked, ParkedDialog),
        ("drawer", till.checkout.drawer.ask, DrawerDialog),
    )
    for name, ask, kind in opened:
        ask()
        dialog = opened_by(till, kind)
        frame.shoot(dialog, f"checkout-{name}")
        dialog.done(0)
