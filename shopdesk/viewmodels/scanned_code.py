"""What a scanner read: a customer's card, an item that was sold before, or nothing that this shop knows."""

from dataclasses import dataclass

from shopdesk.domain.account import CustomerId, is_customer_number
from shopdesk.domain.barcode import is_barcode
from shopdesk.errors import NotFound
from shopdesk.services.customers import find_card, find_customer
from shopdesk.services.desk import Desk
from shopdesk.services.items import find_barcode


@dataclass(frozen=True, slots=True)
class KnownCode:
    """A code that the shop knows; ``customer`` is whose card it is, None for an item."""

    code: str
    customer: CustomerId | None = None


def find_code(desk: Desk, code: str) -> KnownCode | None:
    """Return whose card or which item's barcode it is, or None."""
    if not is_barcode(code):
        return None
    is_number = is_customer_number(code)
    if not is_number and find_barcode(desk, code) is not None:
        return KnownCode(code)
    try:
        return KnownCode(code, find_customer(desk, code) if is_number else find_card(desk, code))
    except NotFound:
        return None
