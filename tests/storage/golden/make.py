"""Makes the golden shop of the newest schema: ``python -m tests.storage.golden.make``; run once for each release.

The shops beside this script are frozen: the tests open copies of them with every later program, file format included.
"""

import shutil
from pathlib import Path

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.day_close import CloseOrder
from shopdesk.domain.dispute import DisputeOutcome, SettlementOrder
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.domain.sales_list import SaleMark
from shopdesk.domain.transfer import TransferOrder
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.correcting import correct_sale
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.day_close import close_day
from shopdesk.services.desk import Desk
from shopdesk.services.disputing import open_dispute, settle_dispute
from shopdesk.services.loyalty import PointsOrder, adjust_points
from shopdesk.services.payments import take_payment
from shopdesk.services.promising import add_promise
from shopdesk.services.refunding import refund_sale
from shopdesk.services.selling import sell
from shopdesk.services.statements import issue
from shopdesk.services.transferring import transfer
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
    adjust_points(desk, PointsOrder(customer, 120, "from the old card"), "points")
    issue(desk, build_statement(desk, customer))
    return customer


def put_things_right(desk: Desk) -> None:
    """Write a second customer with one of every deed that puts something right; owes $8.00 in the end."""
    ann = add_customer(desk, RecordChange({"first_name": "Ann"})).id
    ben = add_customer(desk, RecordChange({"first_name": "Ben"})).id
    sell(desk, SaleOrder(ann, lines=(SaleLine("Chain", 400),), on_account=400), "wrongly on account")
    sell(
        desk,
        SaleOrder(ann, lines=(SaleLine("Charm", 1_000), SaleLine("Box", 300)), tenders={Method.CASH: 1_300}),
        "paid",
    )
    correct_sale(desk, CorrectionOrder("S-00002", SaleMark.PAID, "was paid", method=Method.CASH), "correct")
    refund_sale(desk, RefundOrder("S-00003", RefundTo.CASH, "dented", lines=(2,)), "refund")
    refund_sale(desk, RefundOrder("S-00003", RefundTo.ACCOUNT, "dented", amount=100), "refund as credit")
    transfer(desk, TransferOrder(ann, ben, 200, "his"), "transfer")
    sell(desk, SaleOrder(ann, total=1_600, on_account=1_600), "disputed")
    open_dispute(desk, "S-00004", "too dear", "dispute")
    settle_dispute(desk, SettlementOrder("S-00004", DisputeOutcome.LOWER, "agreed", 500), "settle")
    add_promise(desk, ann, desk.today(), 800, "promise")
    close_day(desk, CloseOrder(10_000, cash_float=9_000), "close")
    sell(desk, SaleOrder(ann, total=10, redeemed=10), "with points")


def main() -> None:
    """Make the shop of the newest schema anew."""
    folder = Path(__file__).parent / HEAD
    shutil.rmtree(folder, ignore_errors=True)
    shop, _ = create_shop(folder, NEW_SHOP, profile=FAST, clock=StandingClock())
    with shop:
        tell_a_story(shop.desk)
        put_things_right(shop.desk)
    for leftover in (*folder.glob("*-wal"), *folder.glob("*-shm"), *folder.glob("*.lock")):
        leftover.unlink()
    for place in folder.iterdir():
        if place.is_dir():
            place.rmdir()


if __name__ == "__main__":
    main()
