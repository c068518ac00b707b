"""The lines of a sale as they are typed, and as they are sold."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from shopdesk.domain.money import parse_money
from shopdesk.domain.sale import SaleLine, parse_quantity
from shopdesk.errors import InvalidValue
from shopdesk.viewmodels.shop_text import ShopText


class LineDraft(NamedTuple):
    """One line as it is typed; the price is for one."""

    text: str = ""
    quantity: str = "1"
    price: str = ""
    tax_rate: str = "0"

    def __bool__(self) -> bool:
        """Tell whether anything was typed into the line."""
        return bool(self.text.strip() or self.price.strip())


def read_lines(drafts: Iterable[LineDraft], text: ShopText) -> tuple[SaleLine, ...]:
    """Return the lines that something was typed into; raises the error of the first that is wrong.

    Its field reads ``lines``, so that a form can mark them.
    """
    return tuple(read_line(draft, text) for draft in drafts if draft)


def read_line(draft: LineDraft, text: ShopText) -> SaleLine:
    """Read one line; raises InvalidAmount or InvalidValue for the field ``lines``."""
    if not draft.text.strip():
        raise InvalidValue(field="lines", reason="line_without_text")
    price = parse_money(draft.price, text.currency, text.style, "lines")
    return SaleLine(
        draft.text.strip(),
        price,
        parse_quantity(_plain(draft.quantity), "lines"),
        parse_quantity(_plain(draft.tax_rate or "0"), "tax_rate"),
    )


def _plain(number: str) -> str:
    """Write a number with a point, whichever mark it was typed with."""
    return re.sub(r"[,\u066b]", ".", number)
