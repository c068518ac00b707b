"""The slip for what was just posted: built as a value, drawn when somebody asks for it."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.domain.account import customer_number
from shopdesk.domain.basket import Basket
from shopdesk.domain.correction import SaleStanding
from shopdesk.domain.customer import Customer
from shopdesk.domain.payment import Method, PaymentOrder, PaymentTaken
from shopdesk.domain.receipt import Receipt, ReceiptLine
from shopdesk.domain.sale import SaleMade, SaleOrder
from shopdesk.domain.sales_history import HistorySale
from shopdesk.domain.transfer import TransferMade, TransferOrder
from shopdesk.formatting import format_money
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.paper_language import on_paper
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.statement import letterhead
from shopdesk.wording import Worded, mark, tr

if TYPE_CHECKING:
    from shopdesk.documents.page import RenderedPaper

_METHODS = Worded(
    {Method.CASH: "Cash", Method.CARD: "Card", Method.TRANSFER: "Transfer", Method.OTHER: "Other"}
)


_COPY = "COPY"
"""What stands on every paper that is printed again, in any language."""


@on_paper
def payment_receipt(
    desk: Desk, name: str, number: str, order: PaymentOrder, taken: PaymentTaken, change: int = 0
) -> Receipt:
    """Return the receipt of a payment: what it settled, the balance before and after, and the change given."""
    lines = tuple(
        ReceiptLine(
            tr("Part of {reference}", reference=settled.reference)
            if settled.left
            else tr("Settles {reference}", reference=settled.reference),
            settled.amount,
        )
        for settled in taken.settlements
    )
    kept = (ReceiptLine(tr("Kept as store credit"), taken.unallocated),) if taken.unallocated else ()
    tenders = (ReceiptLine(_METHODS[order.method], order.amount),)
    old = taken.balance + order.amount
    title, total = tr("Payment received"), order.amount
    receipt = _receipt(
        desk,
        title,
        taken.reference,
        order.at,
        (name, number),
        (*lines, *kept),
        tenders,
        total,
        (old, taken.balance),
    )
    remarks = _handed_over(order.amount + change, change) if change else ()
    return replace(receipt, code=taken.code, remarks=(*remarks, *_points(desk, taken)))


@on_paper
def sale_receipt(desk: Desk, name: str, number: str, order: SaleOrder, made: SaleMade) -> Receipt:
    """Return the receipt of a sale: its lines, what was tendered, and the balance before and after."""
    include_tax = desk.settings.prices_include_tax
    lines = tuple(
        ReceiptLine(
            f"{line.quantity.normalize():f} × {line.text}", line.amount(prices_include_tax=include_tax)
        )
        for line in order.lines
    )
    tenders = [ReceiptLine(_METHODS[method], amount) for method, amount in order.tenders.items()]
    if order.redeemed:
        tenders.append(
            ReceiptLine(
                tr("Points ({points_used})", points_used=shop_text(desk).count(made.points_used)),
                order.redeemed,
            )
        )
    if made.on_account:
        tenders.append(ReceiptLine(tr("On account"), made.on_account))
    after = made.balance or 0
    total, balances = made.total, (after - made.on_account, after)
    receipt = _receipt(
        desk, tr("Sale"), made.reference, order.at, (name, number), lines, tuple(tenders), total, balances
    )
    return replace(receipt, code=made.code, remarks=_points(desk, made, made.points_later, made.points_used))


@on_paper
def counter_receipt(
    desk: Desk, whose: tuple[str, str] | None, basket: Basket, order: SaleOrder, made: SaleMade
) -> Receipt:
    """Return the receipt of a sale at the checkout: also discount, rounding, change and the tax within.

    ``whose`` is the customer's name and number, None for an anonymous sale.
    """
    name, number = whose or ("", "")
    receipt = sale_receipt(desk, name, number, order, made)
    taxes = basket.taxes()
    sums = []
    if made.total != basket.subtotal:
        sums.append(ReceiptLine(tr("Subtotal"), basket.subtotal))
    if basket.taken_off:
        sums.append(ReceiptLine(tr("Discount"), -basket.taken_off))
    if order.rounding:
        sums.append(ReceiptLine(tr("Rounding"), order.rounding))
    remarks = [] if order.cash_given is None else list(_handed_over(order.cash_given, made.change))
    remarks += [
        ReceiptLine(
            tr(
                "Includes {rate:f} % tax on {amount}",
                rate=part.rate.normalize(),
                amount=receipt_money(receipt, part.gross),
            ),
            part.tax,
        )
        for part in taxes
    ]
    remarks += receipt.remarks
    title = tr("Tax invoice") if taxes and desk.settings.registration else receipt.title
    return replace(receipt, title=title, sums=tuple(sums), remarks=tuple(remarks))


def _points(
    desk: Desk, made: SaleMade | PaymentTaken, later: int = 0, used: int = 0
) -> tuple[ReceiptLine, ...]:
    """Say what was earned or will be, and what is held after it; nothing where no points moved or are held."""
    count = shop_text(desk).count
    lines = []
    if made.points_earned:
        lines.append(tr("Points earned: {points_earned}", points_earned=count(made.points_earned)))
    if later:
        lines.append(tr("Points once it is paid: {later}", later=count(later)))
    if lines or used or made.points:
        lines.append(tr("Points now: {points}", points=count(made.points)))
    return tuple(ReceiptLine(line) for line in lines)


def _handed_over(cash: int, change: int) -> tuple[ReceiptLine, ...]:
    return (ReceiptLine(tr("Cash handed over"), cash), ReceiptLine(tr("Change"), change))


@on_paper
def transfer_receipts(desk: Desk, order: TransferOrder, made: TransferMade) -> tuple[Receipt, Receipt]:
    """Return the slips of a transfer, one for either account."""
    source, target = get_customer(desk, order.source), get_customer(desk, order.target)
    out, into = made.references
    amount, before = order.amount, made.to_balance - order.amount
    return (
        _transferred(desk, out, source, target, amount, (made.from_balance + amount, made.from_balance)),
        _transferred(desk, into, target, source, amount, (before, made.to_balance)),
    )


def _transferred(
    desk: Desk, reference: str, whose: Customer, other: Customer, amount: int, balances: tuple[int, int]
) -> Receipt:
    comes = balances[1] > balances[0]
    way = mark("From the account {number}") if comes else mark("To the account {number}")
    line = ReceiptLine(tr(way, number=other.number), amount)
    title, name = tr("Debt transferred"), (whose.record.full_name, whose.number)
    return _receipt(desk, title, reference, None, name, (line,), (), amount, balances)


def receipt_money(receipt: Receipt, minor: int) -> str:
    """Write an amount as the receipt's shop does."""
    return format_money(minor, receipt.currency, receipt.locale)


def draw_receipt(receipt: Receipt) -> "RenderedPaper":
    """Draw the slip; imports the papers only now, because the window starts without them."""
    from shopdesk.documents.receipt_pdf import render_receipt  # noqa: PLC0415 -- late on purpose

    return render_receipt(receipt)


def receipt_dots(receipt: Receipt) -> bytes:
    """Return the slip as a printer for rolls takes it."""
    from shopdesk.documents.receipt_raster import render_raster  # noqa: PLC0415 -- late on purpose

    return render_raster(receipt, receipt.paper)


@on_paper
def receipt_copy(desk: Desk, row: HistorySale, standing: SaleStanding) -> Receipt:
    """Return the receipt of an earlier sale as the sale stands now: without balances, which have moved on."""
    sale = row.sale
    lines = tuple(ReceiptLine(line.text, line.amount) for line in standing.lines)
    subtotal = sum(line.amount for line in standing.lines)
    tenders = [(_METHODS[method], standing.tendered.get(method, 0)) for method in Method]
    tenders += [(tr("Points"), standing.redeemed - standing.points_back), (tr("On account"), sale.on_account)]
    remarks = ((tr("Refunded"), sale.refunded), (tr("Still open"), sale.outstanding))
    whose = (row.full_name, customer_number(sale.customer)) if sale.customer else ("", "")
    paid = tuple(ReceiptLine(words, amount) for words, amount in tenders if amount)
    receipt = _receipt(desk, _COPY, sale.reference, sale.at, whose, lines, paid, sale.total, (0, 0))
    return replace(
        receipt,
        old_balance=None,
        new_balance=None,
        staff=sale.staff,
        sums=(ReceiptLine(tr("Subtotal"), subtotal),) if lines and subtotal != sale.total else (),
        remarks=tuple(ReceiptLine(words, amount) for words, amount in remarks if amount),
    )


def plain_receipt(desk: Desk, title: str, reference: str, lines: tuple[ReceiptLine, ...]) -> Receipt:
    """Return a slip of nobody's, made now: its lines and what they come to."""
    total = sum(line.amount or 0 for line in lines)
    return _receipt(desk, title, reference, None, ("", ""), lines, (), total, (0, 0))


def _receipt(
    desk: Desk,
    title: str,
    reference: str,
    at: datetime | None,
    whose: tuple[str, str],
    lines: tuple[ReceiptLine, ...],
    tenders: tuple[ReceiptLine, ...],
    total: int,
    balances: tuple[int, int],
) -> Receipt:
    settings = desk.settings
    return Receipt(
        letterhead=letterhead(settings),
        currency=settings.money,
        locale=settings.locale,
        zone=settings.time_zone,
        title=title,
        reference=reference,
        at=at or desk.clock.now(),
        customer_number=whose[1],
        customer_name=whose[0],
        lines=lines,
        tenders=tenders,
        total=total,
        old_balance=balances[0],
        new_balance=balances[1],
        staff=desk.staff.name,
        paper=settings.receipt_paper,
    )
