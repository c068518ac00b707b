"""The slip for one payment or one sale, as values: a view-model builds it, a document draws it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from shopdesk.domain.money import Currency
from shopdesk.domain.statement import Letterhead


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A text with its amount in minor units; None where there is nothing to add up."""

    text: str
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt: what was bought or settled, how it was paid, and the balance before and after.

    Amounts are minor units; balances are signed, above zero the customer owes. ``title`` says what it is
    (*Payment received*, *Sale*); balances are None without a customer. ``sums`` stand before the total
    (subtotal, discount, rounding), ``remarks`` after the tenders (change, the tax within). ``paper`` is a roll
    ``58`` or ``80`` mm wide, or ``A4``. ``code`` is what tells a genuine receipt from an altered one.
    """

    letterhead: Letterhead
    currency: Currency
    locale: str
    zone: ZoneInfo
    title: str
    reference: str
    at: datetime
    customer_number: str
    customer_name: str
    lines: tuple[ReceiptLine, ...]
    tenders: tuple[ReceiptLine, ...]
    total: int
    old_balance: int | None
    new_balance: int | None
    staff: str
    paper: str = "80"
    sums: tuple[ReceiptLine, ...] = ()
    remarks: tuple[ReceiptLine, ...] = ()
    code: str = ""
