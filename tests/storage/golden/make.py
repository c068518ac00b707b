"""Makes the golden shop of the newest schema: ``python -m tests.storage.golden.make``; run once for each release.

The shops beside this script are frozen: the tests open copies of them with every later program.
"""

import shutil
from pathlib import Path

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.services.accounts import AdjustmentOrder, adjust
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.statements import issue
from shopdesk.shop import create_shop
from shopdesk.storage.schema import HEAD
from shopdesk.viewmodels.statement import build_statement
from tests.conftest import NEW_SHOP, StandingClock
from tests.fast_kdf import FAST


def tell_a_story(desk: Desk) -> CustomerId:
    """Write a customer with one of every kind of row; the balance comes to $25.00."""
    change = RecordChange(
        {"first_name": "Marai", "last_name": "Haddad", "email": "marai@example.com", "allergies": "nickel"},
        ("VIP", "Bridal"),
        note="Likes opals",
    )
    customer = add_customer(desk, change).id
    sell(desk, SaleOrder(customer, lines=(SaleLine("Opal ring", 5_000),), on_account=5_000), "sale")
    take_payment(desk, PaymentOrder(customer, 2_000, note="in the rain"), "payment")
    adjust(
        desk, AdjustmentOrder(customer, -500, AdjustmentKind.GOODWILL_CREDIT, "late delivery"), "adjustment"
    )
    issue(desk, build_statement(desk, customer))
    return customer


def main() -> None:
    """Make the shop of the newest schema anew."""
    folder = Path(__file__).parent / HEAD
    shutil.rmtree(folder, ignore_errors=True)
    shop, _ = create_shop(folder, NEW_SHOP, profile=FAST, clock=StandingClock())
    with shop:
        tell_a_story(shop.desk)
    for leftover in (*folder.glob("*-wal"), *folder.glob("*-shm"), *folder.glob("*.lock")):
        leftover.unlink()
    for place in folder.iterdir():
        if place.is_dir():
            place.rmdir()


if __name__ == "__main__":
    main()
