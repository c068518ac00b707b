"""Looking up what was sold before: by its barcode, or by the words it begins with."""

from shopdesk.domain.item import Item
from shopdesk.domain.staff import Deed
from shopdesk.services.desk import Desk
from shopdesk.storage import items

_MOST = 8


def find_barcode(desk: Desk, barcode: str) -> Item | None:
    """Return the item that was sold under a barcode, or None."""
    with desk.read(Deed.SELL) as session:
        return items.find_barcode(session, barcode)


def suggest_items(desk: Desk, typed: str, limit: int = _MOST) -> tuple[Item, ...]:
    """Return items whose words begin as typed, the most sold first; the most sold of all for nothing typed."""
    with desk.read(Deed.SELL) as session:
        return items.find_items(session, typed, limit)
