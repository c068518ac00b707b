"""Something the shop has sold before, as it was sold last: what the item box at the till offers."""

from decimal import Decimal
from typing import NamedTuple


class Item(NamedTuple):
    """``price`` is for one (minor units), ``tax_rate`` in per cent; ``times_sold`` counts the lines."""

    text: str
    barcode: str | None
    price: int
    tax_rate: Decimal
    times_sold: int
