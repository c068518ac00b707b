"""The shop's own hand: money, days and phones written in its currency, locale and zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shopdesk.domain.days import local_day
from shopdesk.domain.money import Currency, NumberStyle, check_positive, parse_money
from shopdesk.domain.phone import show_phone
from shopdesk.errors import ShopDeskError
from shopdesk.formatting import (
    format_count,
    format_country,
    format_date,
    format_money,
    format_month_year,
    format_short_date,
    format_time,
    format_weekday_date,
    isolate_sum,
    isolate_words,
    number_style,
)
from shopdesk.messages import sentence
from shopdesk.wording import language_of_days, spoken, tr, tr_count

if TYPE_CHECKING:
    from shopdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ShopText:
    """Writes figures as this shop reads them; ``today`` is the day it was made on.

    Days are worded in ``language``, if one is named, or else in the one that is spoken.
    """

    currency: Currency
    locale: str
    zone: ZoneInfo
    country: str
    today: date
    language: str = ""

    @property
    def style(self) -> NumberStyle:
        """Return the marks with which amounts are typed here."""
        return number_style(self.locale)

    @property
    def _words(self) -> str:
        return self.language or language_of_days()

    def money(self, minor: int) -> str:
        """Write minor units with the currency's sign."""
        return _whole(format_money(minor, self.currency, self.locale))

    def change(self, minor: int) -> str:
        """Write a change with its sign, also above zero: ``+$10.00``."""
        if minor <= 0:
            return self.money(minor)
        return _whole(f"+{format_money(minor, self.currency, self.locale)}")

    def amount(self, minor: int) -> str:
        """Write minor units without the sign, as they are typed into a field."""
        return format_money(minor, self.currency, self.locale, symbol=False)

    def count(self, number: int) -> str:
        """Write a whole number: ``10,000``."""
        return format_count(number, self.locale)

    def read_amount(self, text: str, field: str = "amount") -> int:
        """Read a typed amount above zero; raises `InvalidAmount`."""
        return check_positive(parse_money(text, self.currency, self.style, field), field)

    def day(self, day: date) -> str:
        """Write a day in full: ``3 Nov 2026``."""
        return _whole(format_date(day, self.locale, self._words))

    def near_day(self, day: date) -> str:
        """Write a day, its year only when it is another one: ``3 Nov``."""
        return _whole(format_short_date(day, self.locale, self.today, self._words))

    def without_year(self, day: date) -> str:
        """Write a day without its year: ``3 Nov``."""
        return _whole(format_short_date(day, self.locale, day, self._words))

    def weekday(self, day: date) -> str:
        """Write a day with its weekday (``Wed 18 Nov``), with its year instead when it is another one."""
        if day.year != self.today.year:
            return self.day(day)
        return _whole(format_weekday_date(day, self.locale, self._words))

    def weekdays_of_a_year(self) -> tuple[str, ...]:
        """Write a day of each month with its weekday, to see how long such days become."""
        return tuple(self.weekday(date(self.today.year, month, 28)) for month in range(1, 13))

    def month(self, day: date) -> str:
        """Write a month: ``Mar 2011``."""
        return _whole(format_month_year(day, self.locale, self._words))

    def time(self, instant: datetime) -> str:
        """Write the shop's time of an instant: ``14:20``."""
        return format_time(instant, self.zone, self.locale)

    def local_day(self, instant: datetime) -> date:
        """Return the shop's day of an instant."""
        return local_day(instant, self.zone)

    def phone(self, e164: str | None) -> str:
        """Write a stored number as it is dialled from here; empty for None."""
        return _whole(show_phone(e164, self.country))

    def understood_phone(self, e164: str, region: str | None) -> str:
        """Say how a number was understood: ``+61 412 345 004 · Australia ✓``."""
        country = "" if region is None else f" · {self.country_name(region)}"
        return f"{_whole(show_phone(e164, ''))}{country} ✓"

    def country_name(self, code: str) -> str:
        """Write a country (ISO 3166 alpha-2) by its name."""
        return format_country(code, self.locale)

    def name(self, full_name: str) -> str:
        """Return a name for the middle of a sentence: one that reads from the right scrambles nothing."""
        return full_name if full_name.isascii() else isolate_words(full_name)

    def say(self, error: ShopDeskError) -> str:
        """Return the sentence for an error, with amounts as this shop writes them."""
        return sentence(error, self.money)


def _whole(text: str) -> str:
    """Keep a figure, a day or a phone in one piece on a screen that is read from the right."""
    return isolate_sum(text) if spoken().right_to_left else text


def shop_text(desk: "Desk") -> ShopText:
    """Return the hand of a desk's shop, as of today."""
    settings = desk.settings
    return ShopText(settings.money, settings.locale, settings.time_zone, settings.country, desk.today())


def standing(balance: int, text: ShopText) -> tuple[str, str, str]:
    """Return how a balance is said: its words, its figure, and which way it stands.

    The third is ``owed``, ``credit`` or ``even``; the figure of ``even`` is empty.
    """
    if balance > 0:
        return tr("Owes the shop"), text.money(balance), "owed"
    if balance < 0:
        return tr("Store credit"), text.money(-balance), "credit"
    return tr("Owes nothing"), "", "even"


def said(balance: int, text: ShopText) -> str:
    """Return a balance as a sentence says it: ``Owes $1,084.00``, ``Store credit $20.00``, ``Owes nothing``."""
    if balance > 0:
        return tr("Owes {balance}", balance=text.money(balance))
    return tr("Store credit {balance}", balance=text.money(-balance)) if balance else tr("Owes nothing")


def back_again(numbers: Sequence[str]) -> str:
    """Say which archived customers a deed brought back; empty for none."""
    if not numbers:
        return ""
    return tr_count(
        "{numbers} was archived and is in the book again.",
        "{numbers} were archived and are in the book again.",
        len(numbers),
        numbers=listed(numbers),
    )


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: ``A and B``."""
    return reduce(_and, names) if names else ""


def _and(before: str, name: str) -> str:
    return tr("{before} and {name}", before=before, name=name)
