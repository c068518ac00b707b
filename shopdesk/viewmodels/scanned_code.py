"""What a scanner read: a customer's card, an item that was sold before, or nothing that this shop knows."""

from dataclasses import dataclass

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sale import is_barcode
from shopdesk.errors import NotFound
from shopdesk.services.customers import find_customer
from shopdesk.services.desk import Desk
from shopdesk.services.items import find_barcode
from shopdesk.viewmodels.item_box import is_card


@dataclass(frozen=True, slots=True)
class KnownCode:
    """A code that the shop knows; ``customer`` is whose card it is, None for an item."""

    code: str
    customer: CustomerId | None = None


def find_code(desk: Desk, code: str) -> KnownCode | None:
    """Return whose card or which item's barcode it is, or None."""
    if is_card(code):
        try:
            return KnownCode(code, find_customer(desk, code))
        except NotFound:
            return None
    return KnownCode(code) if is_barcode(code) and find_barcode(desk, code) is not None else None
