"""What a set of faults came to, and the shop that they are done to."""

import shutil
from pathlib import Path
from random import Random
from typing import NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.shop import NewShop, create_shop
from tests.fast_kdf import FAST

PASSPHRASE = "correct horse battery"
CUSTOMERS = 12
_NEW = NewShop(
    "Rossi Jewellers", "AU", "AUD", "en_AU", "Australia/Melbourne", "Rosa Rossi", PASSPHRASE, "1234"
)


class Outcome(NamedTuple):
    """How many faults were made, how many deeds were acknowledged meanwhile, and what was wrong afterwards."""

    points: int
    done: int
    wrong: list[str]


def make_template(folder: Path) -> str:
    """Make a shop with some customers and their events; return its recovery key."""
    shop, key = create_shop(folder, _NEW, profile=FAST)
    with shop:
        for number in range(CUSTOMERS):
            add_customer(
                shop.desk, RecordChange({"first_name": f"Zebedee {number}"}, note="allergic to brass")
            )
        for number in range(30):
            post(shop.desk, Random(number), f"before {number}")  # noqa: S311  a story, not a secret
    return key


def copied(template: Path, work: Path, name: str) -> Path:
    """Return a fresh copy of a shop."""
    folder = work / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    return folder


def post(desk: Desk, chance: Random, request: str) -> str:
    """Post a sale on account or a payment and return its reference; the same request posts once."""
    customer = CustomerId(chance.randint(1, CUSTOMERS))
    amount = chance.randint(1, 99_999)
    if chance.random() < 0.5:
        return sell(desk, SaleOrder(customer, amount, on_account=amount), request).reference
    return take_payment(desk, PaymentOrder(customer, amount), request).reference
