"""The lines and the discount of a sale as they are typed, and as they are sold."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from shopdesk.domain.basket import Discount
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


def draft_of(line: SaleLine, text: ShopText) -> LineDraft:
    """Return a line as it is typed."""
    quantity, rate = (write_quantity(number, text) for number in (line.quantity, line.tax_rate))
    return LineDraft(line.text, quantity, text.amount(line.price), rate)


def write_quantity(quantity: Decimal, text: ShopText) -> str:
    """Write a quantity without needless noughts, with the locale's mark."""
    return f"{quantity.normalize():f}".replace(".", text.style.decimal)


def read_discount(typed: str, text: ShopText) -> Discount:
    """Read ``10 %`` or an amount, nothing for none; raises InvalidAmount or InvalidValue."""
    bare = typed.strip().removesuffix("%").removesuffix("٪").strip()
    if not typed.strip():
        return Discount()
    if bare != typed.strip():
        return Discount(percent=parse_quantity(_plain(bare), "discount"))
    return Discount(amount=text.read_amount(typed, "discount"))


def _plain(number: str) -> str:
    """Write a number with a point, whichever mark it was typed with."""
    return re.sub(r"[,\u066b]", ".", number)
