"""A purchase: its lines, what was tendered at the till, and what was put on account."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from shopdesk.domain.account import CustomerId, EventId
from shopdesk.domain.barcode import is_barcode
from shopdesk.domain.enquiry import EnquiryId
from shopdesk.domain.money import check_amount, check_positive
from shopdesk.domain.payment import Method
from shopdesk.errors import CustomerRequired, InvalidAmount, InvalidValue, TenderMismatch

_LONGEST_LINE_TEXT = 200
_LONGEST_NUMBER = 20
_HIGHEST_TAX = 100
_HIGHEST_QUANTITY = 1_000_000


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line: ``quantity`` may be 1.5, ``price`` is for one (minor units), ``tax_rate`` in per cent.

    ``barcode`` is learned with the item and is no part of the sale.
    """

    text: str
    price: int
    quantity: Decimal = Decimal(1)
    tax_rate: Decimal = Decimal(0)
    barcode: str | None = None

    def amount(self, *, prices_include_tax: bool = True) -> int:
        """Return what the line costs, rounded half away from zero."""
        rate = Decimal(0) if prices_include_tax else self.tax_rate / 100
        return round_half_away(self.quantity * self.price * (1 + rate))


@dataclass(frozen=True, slots=True)
class SaleOrder:
    """What is to be sold, and how it is paid: tenders and the part on account add up to the total.

    Either ``total`` (minor units) or ``lines``; from the lines ``discount`` is taken off, and ``rounding``
    (above or below zero) brings what is paid in cash to whole coins. ``cash_given`` is what the customer
    handed over in cash. ``redeemed`` is what the customer's points pay for.
    ``at`` is None for now; ``due_on`` is None for the customer's terms. ``enquiry`` is the request that becomes this
    sale, unless it has ended meanwhile or is somebody else's.
    """

    customer: CustomerId | None = None
    total: int | None = None
    lines: tuple[SaleLine, ...] = ()
    tenders: dict[Method, int] = field(default_factory=dict)
    on_account: int = 0
    cash_given: int | None = None
    at: datetime | None = None
    due_on: date | None = None
    note: str | None = None
    override: str | None = None
    discount: int = 0
    rounding: int = 0
    enquiry: EnquiryId | None = None
    redeemed: int = 0


@dataclass(frozen=True, slots=True)
class SaleMade:
    """What a sale (or the plan of one) does (minor units); ``balance`` is None without a customer.

    ``code`` stands on the receipt; a plan has none. Of its points, ``points_used`` paid for part of it,
    ``points_earned`` came at once, ``points_later`` come when it is paid; ``points`` are held after it.
    """

    reference: str
    total: int
    on_account: int
    change: int
    balance: int | None
    code: str = ""
    points_used: int = 0
    points_earned: int = 0
    points_later: int = 0
    points: int = 0


class Sale(NamedTuple):
    """One sale as it stands in the book (minor units); ``redeemed`` is what points paid of it."""

    event: EventId
    number: int
    customer: CustomerId | None
    total: int
    on_account: int
    tenders: tuple[tuple[Method, int], ...]
    items: int
    at: datetime
    entered_at: datetime
    due_on: str | None
    note: str | None
    staff: str
    redeemed: int = 0


class BoughtLine(NamedTuple):
    """One line as it was sold; ``amount`` (minor units) before any discount."""

    text: str
    quantity: Decimal
    amount: int


class BoughtGoods(NamedTuple):
    """What a sale was for: the lines less the ``discount`` with the ``rounding`` are its total (minor units)."""

    lines: tuple[BoughtLine, ...]
    discount: int
    rounding: int


def total_of(order: SaleOrder, *, prices_include_tax: bool = True) -> int:
    """Return the order's total, after judging its lines, tenders and part on account.

    Raises `InvalidAmount`, `InvalidValue`, or `TenderMismatch` when the parts do not add up.
    """
    if order.total is not None and order.lines:
        raise InvalidValue(field="total", reason="total_and_lines")
    if order.total is None:
        for line in order.lines:
            check_line(line)
        subtotal = sum(line.amount(prices_include_tax=prices_include_tax) for line in order.lines)
        if not 0 <= order.discount <= max(0, subtotal):
            raise InvalidAmount(
                field="discount", reason="more_than_sale" if order.discount > 0 else "negative"
            )
        total = subtotal - order.discount + order.rounding
    else:
        if order.discount or order.rounding:
            raise InvalidValue(field="discount", reason="total_and_lines")
        total = order.total
    check_positive(total, "total")
    _check_shares(order, total)
    return total


def _check_shares(order: SaleOrder, total: int) -> None:
    for method, amount in order.tenders.items():
        check_positive(amount, method.value)
    if order.on_account < 0:
        check_positive(order.on_account, "on_account")
    check_amount(order.on_account, "on_account")
    if order.redeemed:
        check_positive(order.redeemed, "redeemed")
        if order.customer is None:
            raise CustomerRequired(field="customer")
    given = sum(order.tenders.values()) + order.on_account + order.redeemed
    if given != total:
        raise TenderMismatch(total=total, given=given)
    if order.due_on is not None and not order.on_account:
        raise InvalidValue(field="due_on", reason="nothing_on_account")


def change_of(order: SaleOrder) -> int:
    """Return the change due on the cash handed over; raises `InvalidValue`, `TenderMismatch` when it is too little."""
    if order.cash_given is None:
        return 0
    cash = order.tenders.get(Method.CASH, 0)
    if not cash:
        raise InvalidValue(field="cash_given", reason="no_cash")
    if check_amount(order.cash_given, "cash_given") < cash:
        raise TenderMismatch(total=cash, given=order.cash_given)
    return order.cash_given - cash


def parse_quantity(text: str, field_name: str = "quantity") -> Decimal:
    """Read a plain decimal number without a sign, with at most four decimals; raises `InvalidValue`."""
    bare = text.strip()
    plain = bare.replace(".", "", 1)
    if not (plain.isascii() and plain.isdigit() and len(bare) <= _LONGEST_NUMBER):
        raise InvalidValue(field=field_name, reason="not_a_number")
    try:
        number = Decimal(bare)
    except InvalidOperation as error:
        raise InvalidValue(field=field_name, reason="not_a_number") from error
    if number != round(number, 4):
        raise InvalidValue(field=field_name, reason="too_many_decimals")
    return number


def round_half_away(value: Decimal) -> int:
    """Round to whole minor units, halves away from zero."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def check_line(line: SaleLine) -> None:
    """Judge a line; raises InvalidValue or InvalidAmount."""
    if not line.text.strip():
        raise InvalidValue(field="text", reason="empty")
    if len(line.text) > _LONGEST_LINE_TEXT:
        raise InvalidValue(field="text", reason="too_long")
    check_amount(line.price, "price")
    if line.quantity <= 0:
        raise InvalidValue(field="quantity", reason="not_positive")
    if line.quantity > _HIGHEST_QUANTITY:  # with more digits the product would no longer be exact
        raise InvalidValue(field="quantity", reason="out_of_range")
    if not 0 <= line.tax_rate <= _HIGHEST_TAX:
        raise InvalidValue(field="tax_rate", reason="out_of_range")
    if line.barcode is not None and not is_barcode(line.barcode):
        raise InvalidValue(field="barcode", reason="not_a_barcode")
