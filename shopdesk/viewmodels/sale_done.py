"""The sale just made at the checkout: what stays in sight until the next one begins."""

from dataclasses import dataclass

from shopdesk.domain.basket import Basket
from shopdesk.domain.payment import Method
from shopdesk.domain.receipt import Receipt
from shopdesk.domain.sale import SaleMade, SaleOrder
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.checkout_customer import CustomerCard
from shopdesk.viewmodels.receipt import counter_receipt
from shopdesk.viewmodels.shop_text import said, shop_text


@dataclass(frozen=True, slots=True)
class SaleDone:
    """``change`` is empty where none is due, ``account`` without a customer; ``cash`` tells that some was tendered.

    ``paid`` tells that nothing of it was put on account.
    """

    reference: str
    total: str
    change: str
    account: str
    receipt: Receipt
    cash: bool = False
    paid: bool = True


def sale_done(
    desk: Desk, card: CustomerCard | None, basket: Basket, order: SaleOrder, made: SaleMade
) -> SaleDone:
    """Put a sale into words, with its receipt."""
    text = shop_text(desk)
    return SaleDone(
        made.reference,
        text.money(made.total),
        text.money(made.change) if made.change else "",
        said(made.balance, text) if made.balance is not None else "",
        counter_receipt(desk, None if card is None else (card.name, card.number), basket, order, made),
        bool(order.tenders.get(Method.CASH)),
        not made.on_account,
    )
