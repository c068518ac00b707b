"""Round sums that people hand over, by currency: what the buttons beside an amount offer."""

from dataclasses import dataclass

from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import tr

_USUAL = (50, 100, 200)
_NOTES = {
    "BHD": (5, 10, 20),
    "BRL": (50, 100, 200),
    "CLP": (5_000, 10_000, 20_000),
    "COP": (20_000, 50_000, 100_000),
    "EGP": (50, 100, 200),
    "IDR": (50_000, 100_000, 200_000),
    "INR": (100, 200, 500),
    "JOD": (10, 20, 50),
    "JPY": (1_000, 5_000, 10_000),
    "KES": (200, 500, 1_000),
    "KRW": (10_000, 50_000, 100_000),
    "KWD": (5, 10, 20),
    "LKR": (500, 1_000, 5_000),
    "MXN": (100, 200, 500),
    "NGN": (500, 1_000, 5_000),
    "OMR": (10, 20, 50),
    "PHP": (100, 500, 1_000),
    "PKR": (500, 1_000, 5_000),
    "THB": (100, 500, 1_000),
    "TZS": (2_000, 5_000, 10_000),
    "UGX": (10_000, 20_000, 50_000),
    "VND": (100_000, 200_000, 500_000),
    "XAF": (2_000, 5_000, 10_000),
    "XOF": (2_000, 5_000, 10_000),
}
"""What is usually handed over, in major units."""


@dataclass(frozen=True, slots=True)
class QuickAmount:
    """One button: what stands on it, and what it types into the field."""

    label: str
    typed: str


def quick_amounts(balance: int, overdue: int, text: ShopText) -> tuple[QuickAmount, ...]:
    """Return *All*, *Overdue* where that is another sum, and round sums (minor units in)."""
    offered = []
    if balance > 0:
        offered.append(QuickAmount(tr("All {balance}", balance=text.money(balance)), text.amount(balance)))
    if 0 < overdue < balance:
        offered.append(
            QuickAmount(tr("Overdue {overdue}", overdue=text.money(overdue)), text.amount(overdue))
        )
    for note in _NOTES.get(text.currency.code, _USUAL):
        minor = note * text.currency.major
        offered.append(QuickAmount(_whole(minor, text), text.amount(minor)))
    return tuple(offered)


def _whole(minor: int, text: ShopText) -> str:
    """Write a round sum without its decimals: ``$50``."""
    decimals = text.amount(0)[1:]
    return text.money(minor).replace(decimals, "", 1) if decimals else text.money(minor)
