"""The lines of sales as papers list them."""

import json
from collections.abc import Iterable
from decimal import Decimal

from shopdesk.domain.account import EventId
from shopdesk.domain.sale import BoughtGoods, BoughtLine
from shopdesk.storage.session import Session, read_many


def read_goods(session: Session, sales: Iterable[EventId]) -> dict[EventId, BoughtGoods]:
    """Return what these sales were for, of those only that have lines."""
    lines: dict[EventId, list[BoughtLine]] = {}
    taken_off: dict[EventId, tuple[int, int]] = {}
    rows = read_many(
        session,
        "SELECT sale.id, discount, rounding, text, quantity, amount FROM sale CROSS JOIN sale_line "
        "ON sale_id = sale.id WHERE sale.id IN (SELECT value FROM json_each(?)) ORDER BY sale.id, position",
        (json.dumps(list(sales)),),
    )
    for sale, discount, rounding, text, quantity, amount in rows:
        lines.setdefault(sale, []).append(BoughtLine(text, Decimal(quantity), amount))
        taken_off[sale] = (discount, rounding)
    return {sale: BoughtGoods(tuple(found), *taken_off[sale]) for sale, found in lines.items()}
