"""The item box of the checkout: what is typed or scanned into it, and what it turns out to be."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from shopdesk.domain.account import CustomerId, is_customer_number
from shopdesk.domain.barcode import is_barcode
from shopdesk.domain.folding import fold
from shopdesk.domain.item import Item
from shopdesk.domain.money import parse_money
from shopdesk.domain.sale import SaleLine, parse_quantity
from shopdesk.errors import InvalidAmount, NotFound, ShopDeskError
from shopdesk.services.customers import find_card, find_customer
from shopdesk.services.desk import Desk
from shopdesk.services.items import find_barcode, suggest_items
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import tr

UNNAMED = "Goods"
_TIMES = re.compile(r"\s*([0-9]+(?:[.,][0-9]{1,4})?)\s*[x×*]\s*(\S.*)", re.IGNORECASE)
_GROUPED = re.compile(r"(?:^|\s)[0-9]{1,3}\s[0-9]{3}[.,][0-9]+$", re.ASCII)
_SHORTEST_CODE = 8
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, taken apart: ``price`` is None where no amount stands at the end."""

    quantity: Decimal
    words: str
    price: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """What it is: a line to sell, a customer's card, a barcode not seen before, or words without a price."""

    line: SaleLine | None = None
    customer: CustomerId | None = None
    new_barcode: str = ""
    words: str = ""


def take_apart(typed: str, text: ShopText) -> Typed:
    """Read ``2 x Cleaning cloth 9.50``; the amount at the end is the price for one."""
    times = _TIMES.fullmatch(typed)
    quantity, rest = _ONE, typed.strip()
    if times is not None:
        quantity, rest = parse_quantity(times[1].replace(",", ".")), times[2].strip()
    for words, amount in (("", rest), _parted(rest, text)):
        price = _price(amount, text)
        if price is not None:
            return Typed(quantity, words.strip(), price)
    return Typed(quantity, rest, None)


class ItemBox:
    """Finds out what is meant and hands it on.

    The box is empty as soon as something is entered, so that typing goes on; ``given_back`` is what was entered
    and is nothing yet. ``error`` stands at the box until something else is typed, ``hint`` until something is taken.
    """

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        text: ShopText,
        sell: Callable[[SaleLine], None],
        sell_to: Callable[[CustomerId], None],
    ) -> None:
        self._desk = desk
        self._runner = runner
        self._text = text
        self._sell = sell
        self._sell_to = sell_to
        self.suggestions: Observable[tuple[Item, ...]] = Observable(())
        self.error: Observable[str] = Observable("")
        self.hint: Observable[str] = Observable("")
        self.given_back: Observable[str] = Observable("")
        self._lookups = 0
        self._barcode = ""
        self._question = 0

    @property
    def is_looking(self) -> bool:
        """Tell whether something entered is still being looked up, and may yet lie on the counter."""
        return self._lookups > 0

    def type(self, typed: str) -> None:
        """Offer what begins as typed."""
        self.error.value = ""
        self._question += 1
        if typed.strip():
            self._suggest(typed)
        else:
            self.suggestions.value = ()

    def offer_most_sold(self) -> None:
        """Offer what is sold most, for who has no keyboard."""
        self._question += 1
        self._suggest("")

    def enter(self, typed: str) -> None:
        """Take what was typed or scanned: an item, a price, a barcode, or a customer's card."""
        self._question += 1
        desk, text, barcode = self._desk, self._text, self._barcode
        rate = Decimal(desk.settings.tax_rate)
        self._lookups += 1

        def done(found: Found) -> None:
            self._lookups -= 1
            self._take(found, typed)

        def failed(error: ShopDeskError) -> None:
            self._lookups -= 1
            self._give_back(typed, self._text.say(error))

        self._runner.run(lambda: find_typed(desk, typed, text, rate, barcode), done, failed)

    def choose(self, item: Item) -> None:
        """Take one of those offered."""
        self._hand_over(line_of(item))

    def forget(self) -> None:
        """Begin anew: no barcode waits for its name."""
        self._barcode = ""
        self.error.value = self.hint.value = ""
        self.suggestions.value = ()

    def _suggest(self, typed: str) -> None:
        question, desk = self._question, self._desk

        def done(items: tuple[Item, ...]) -> None:
            if question == self._question:
                self.suggestions.value = items
                if not items and not typed:
                    self.hint.value = tr("Nothing was sold yet: what is sold is offered here next time.")

        self._runner.run(lambda: suggest_items(desk, typed), done, self._refuse)

    def _take(self, found: Found, typed: str) -> None:
        if found.line is not None:
            self._hand_over(found.line)
        elif found.customer is not None:
            self.forget()
            self._sell_to(found.customer)
        elif found.new_barcode:
            self._barcode = found.new_barcode
            self.hint.value = tr(
                "{new_barcode} is new: type what it is and its price.", new_barcode=found.new_barcode
            )
        else:
            price = self._text.amount(45 * self._text.currency.major)
            self._give_back(
                typed, tr("Type its price behind it, like: {words} {price}", words=found.words, price=price)
            )

    def _hand_over(self, line: SaleLine) -> None:
        self.forget()
        self._sell(line)

    def _give_back(self, typed: str, sentence: str) -> None:
        """Put what was entered back into the box, and say what is wrong with it."""
        self.given_back.value = ""
        self.given_back.value = typed
        self.error.value = sentence

    def _refuse(self, error: ShopDeskError) -> None:
        self.error.value = self._text.say(error)


def find_typed(desk: Desk, typed: str, text: ShopText, tax_rate: Decimal, barcode: str = "") -> Found:
    """Return what is meant; a ``barcode`` seen just before belongs to the line that is typed after it.

    Raises InvalidValue for a quantity that is none, NotFound for a card of nobody.
    """
    code = typed.strip()
    scanned = _scanned(desk, code)
    if scanned is not None:
        return scanned
    apart = take_apart(typed, text)
    known = _known(desk, apart.words) if apart.words else None
    whole = _known(desk, typed.strip()) if apart.price is not None and apart.words else None
    if whole is not None:  # its name ends in a figure
        return Found(line_of(whole))
    if apart.price is None:
        return Found(words=apart.words) if known is None else Found(line_of(known, apart.quantity))
    return Found(
        SaleLine(
            apart.words if known is None else known.text,
            apart.price,
            apart.quantity,
            tax_rate if known is None else known.tax_rate,
            barcode or None,
        )
        if apart.words
        else SaleLine(UNNAMED, apart.price, apart.quantity, tax_rate)
    )


def _scanned(desk: Desk, code: str) -> Found | None:
    """Return what a code on goods or on a card is, None for what is none."""
    if is_customer_number(code):
        return Found(customer=find_customer(desk, code))
    if not is_barcode(code):
        return None
    item = find_barcode(desk, code)
    if item is not None:
        return Found(line_of(item))
    try:
        return Found(customer=find_card(desk, code))
    except NotFound:
        return Found(new_barcode=code) if code.isdecimal() and len(code) >= _SHORTEST_CODE else None


def line_of(item: Item, quantity: Decimal = _ONE) -> SaleLine:
    """Return the line that sells an item as it was sold last."""
    return SaleLine(item.text, item.price, quantity, item.tax_rate, item.barcode)


def _parted(typed: str, shop: ShopText) -> tuple[str, str]:
    """Part words from the amount behind them, which may hold spaces: ``45 €``, or ``1 234,50`` where one writes so."""
    before, _, last = typed.rpartition(" ")
    is_sign = last == shop.currency.code or (len(last) == 1 and unicodedata.category(last) == "Sc")
    is_grouped = shop.style.group.isspace() and _GROUPED.search(typed)
    if is_sign or is_grouped:
        rest, _, figures = before.rpartition(" ")
        return rest, f"{figures} {last}"
    return before, last


def _known(desk: Desk, words: str) -> Item | None:
    """Return the item of exactly this name."""
    return next((item for item in suggest_items(desk, words) if fold(item.text) == fold(words)), None)


def _price(text: str, shop: ShopText) -> int | None:
    try:
        return parse_money(text, shop.currency, shop.style) if any(map(str.isdecimal, text)) else None
    except InvalidAmount:
        return None
