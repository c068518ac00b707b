"""What lies on the counter before it is sold: lines, a discount on all of them, the tax within, cash rounding."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from shopdesk.domain.money import Currency
from shopdesk.domain.sale import SaleLine, round_half_away
from shopdesk.errors import InvalidAmount, InvalidValue

_WHOLE = Decimal(100)

_SMALLEST_COINS = {
    ("AU", "AUD"): 5,
    ("BE", "EUR"): 5,
    ("BN", "BND"): 5,
    ("CA", "CAD"): 5,
    ("CH", "CHF"): 5,
    ("CZ", "CZK"): 100,
    ("DK", "DKK"): 50,
    ("EE", "EUR"): 5,
    ("FI", "EUR"): 5,
    ("FJ", "FJD"): 5,
    ("HK", "HKD"): 10,
    ("HU", "HUF"): 500,
    ("IE", "EUR"): 5,
    ("IL", "ILS"): 10,
    ("IT", "EUR"): 5,
    ("LI", "CHF"): 5,
    ("LT", "EUR"): 5,
    ("MY", "MYR"): 5,
    ("NL", "EUR"): 5,
    ("NO", "NOK"): 100,
    ("NZ", "NZD"): 10,
    ("SE", "SEK"): 100,
    ("SG", "SGD"): 5,
    ("SK", "EUR"): 5,
    ("ZA", "ZAR"): 10,
}
"""The smallest coin handed over, in minor units, where it is not the smallest unit of the currency."""


@dataclass(frozen=True, slots=True)
class Discount:
    """Taken off the whole: ``percent`` of it, or else a sum of minor units."""

    percent: Decimal = Decimal(0)
    amount: int = 0

    def of(self, subtotal: int) -> int:
        """Return what is taken off a subtotal (minor units); raises InvalidAmount, InvalidValue."""
        if not 0 <= self.percent <= _WHOLE:
            raise InvalidValue(field="discount", reason="out_of_range")
        taken = round_half_away(subtotal * self.percent / _WHOLE) if self.percent else self.amount
        if taken < 0:
            raise InvalidAmount(field="discount", reason="negative")
        if taken > subtotal:
            raise InvalidAmount(field="discount", reason="more_than_sale")
        return taken


class TaxPart(NamedTuple):
    """The tax within the lines of one rate: ``gross`` holds ``tax`` (minor units)."""

    rate: Decimal
    gross: int
    tax: int


@dataclass(frozen=True, slots=True)
class Basket:
    """Lines and the discount on them; every figure is in minor units and tax is within it."""

    lines: tuple[SaleLine, ...] = ()
    discount: Discount = field(default_factory=Discount)
    prices_include_tax: bool = True

    @property
    def subtotal(self) -> int:
        """The lines added up."""
        return sum(self._amounts())

    @property
    def taken_off(self) -> int:
        """The discount; raises what `Discount.of` raises."""
        return self.discount.of(self.subtotal)

    @property
    def total(self) -> int:
        """The subtotal less the discount."""
        return self.subtotal - self.taken_off

    def line_totals(self) -> tuple[int, ...]:
        """Return what each line costs after its share of the discount; together they are the total."""
        return spread_discount(self._amounts(), self.taken_off)

    def taxes(self) -> tuple[TaxPart, ...]:
        """Return the tax within the total, the highest rate first; lines without tax are left out."""
        gross: dict[Decimal, int] = {}
        for line, total in zip(self.lines, self.line_totals(), strict=True):
            gross[line.tax_rate] = gross.get(line.tax_rate, 0) + total
        return tuple(
            TaxPart(rate, gross[rate], round_half_away(gross[rate] * rate / (_WHOLE + rate)))
            for rate in sorted(gross, reverse=True)
            if rate
        )

    def with_line(self, line: SaleLine) -> "Basket":
        """Return it with one line more; more of the same raises a quantity."""
        for place, here in enumerate(self.lines):
            if replace(here, quantity=line.quantity) == line:
                return self.with_in_place(place, replace(here, quantity=here.quantity + line.quantity))
        return replace(self, lines=(*self.lines, line))

    def with_in_place(self, place: int, *lines: SaleLine) -> "Basket":
        """Return it with another line, or with none, in the place of one."""
        return replace(self, lines=(*self.lines[:place], *lines, *self.lines[place + 1 :]))

    def _amounts(self) -> tuple[int, ...]:
        return tuple(line.amount(prices_include_tax=self.prices_include_tax) for line in self.lines)


def spread_discount(amounts: tuple[int, ...], discount: int) -> tuple[int, ...]:
    """Return the amounts less their shares of a discount; together the shares are exactly the discount."""
    whole = sum(amounts)
    if not discount or not whole:
        return amounts
    left = discount - sum(amount * discount // whole for amount in amounts)
    totals = []
    for amount in amounts:
        share, rest = divmod(amount * discount, whole)
        if rest and left:
            share, left = share + 1, left - 1
        totals.append(amount - share)
    return tuple(totals)


def smallest_coin(country: str, currency: Currency) -> int:
    """Return the smallest coin a shop hands over, in minor units; 1 where cash is not rounded."""
    return _SMALLEST_COINS.get((country, currency.code), 1)


def round_cash(amount: int, coin: int) -> int:
    """Round an amount above zero to whole coins, halves up; what is smaller than half a coin costs one."""
    if amount <= 0 or coin == 1:
        return amount
    return max(coin, (2 * amount + coin) // (2 * coin) * coin)
