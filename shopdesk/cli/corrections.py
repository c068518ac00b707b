"""``sales correct``, ``refund``, ``dispute`` and ``settle-dispute``: putting right what was sold."""

from typing import Annotated

import typer

from shopdesk.cli.command import Amount, RequestId, Text, command
from shopdesk.cli.reading import choice, count, request_id
from shopdesk.cli.sales import app
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.dispute import DisputeMade, DisputeOutcome, SettlementOrder
from shopdesk.domain.money import parse_minor
from shopdesk.domain.payment import Method
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sales_list import SaleMark
from shopdesk.errors import UsageError
from shopdesk.services.correcting import correct_sale
from shopdesk.services.customers import find_customer
from shopdesk.services.disputing import open_dispute, settle_dispute
from shopdesk.services.refunding import refund_sale
from shopdesk.viewmodels.shop_text import said, shop_text

Sale = Annotated[str, typer.Argument(metavar="S")]
Reason = Annotated[str, typer.Option(metavar="R")]


@command(app, "correct")
def correct(
    terminal: Terminal,
    sale: Sale,
    to: Annotated[str, typer.Option(metavar="MARK", help="debt or paid")],
    customer: Text = None,
    amount: Amount = None,
    method: Annotated[
        str | None, typer.Option(metavar="M", help="How it was paid: " + ", ".join(Method))
    ] = None,
    reason: Reason = "",
    request: RequestId = None,
) -> Answer:
    """Correct how a sale was marked; the sale keeps its first mark."""
    desk = terminal.desk
    mark = choice(SaleMark, to, "mark")
    if mark is SaleMark.DEBT:
        _only_with("--to paid", {"--method": method})
    else:
        _only_with("--to debt", {"--customer": customer, "--amount": amount})
    order = CorrectionOrder(
        sale=sale,
        to=mark,
        reason=reason,
        customer=None if customer is None else find_customer(desk, customer),
        amount=None if amount is None else parse_minor(amount),
        method=None if method is None else choice(Method, method, "method"),
    )
    made = correct_sale(desk, order, request_id(request))
    text = shop_text(desk)
    return Answer(
        {"ref": made.reference, "debt_balance_minor": made.balance},
        lambda: (
            f"Corrected {sale.upper()} by {text.money(made.amount)}, {made.reference}. {said(made.balance, text)}."
        ),
    )


@command(app, "refund")
def refund(
    terminal: Terminal,
    sale: Sale,
    to: Annotated[str, typer.Option(metavar="WAY", help=", ".join(RefundTo))],
    line: Annotated[
        list[str] | None, typer.Option(metavar="N", help="Give back this line; may be repeated.")
    ] = None,
    amount: Amount = None,
    reason: Reason = "",
    request: RequestId = None,
) -> Answer:
    """Refund a sale: lines of it, an amount, or all that is left."""
    desk = terminal.desk
    order = RefundOrder(
        sale=sale,
        to=choice(RefundTo, to, "refund_to"),
        reason=reason,
        lines=tuple(count(position, "line") for position in line or ()),
        amount=None if amount is None else parse_minor(amount),
    )
    made = refund_sale(desk, order, request_id(request))
    text = shop_text(desk)
    document = {
        "ref": made.reference,
        "debt_balance_minor": made.balance,
        "paid_out_minor": made.paid_out,
    }

    def show() -> str:
        paid = f" Pay out {text.money(made.paid_out)}." if made.paid_out else ""
        stands = "" if made.balance is None else f" {said(made.balance, text)}."
        return f"Refunded {text.money(made.amount)}, {made.reference}.{paid}{stands}"

    return Answer(document, show)


@command(app, "dispute")
def dispute(
    terminal: Terminal,
    sale: Sale,
    note: Annotated[str, typer.Option(metavar="N")] = "",
    request: RequestId = None,
) -> Answer:
    """Dispute what is open on a sale."""
    return _answer(terminal, open_dispute(terminal.desk, sale, note, request_id(request)))


@command(app, "settle-dispute")
def settle(
    terminal: Terminal,
    sale: Sale,
    outcome: Annotated[str, typer.Option(metavar="OUTCOME", help=", ".join(DisputeOutcome))],
    amount: Amount = None,
    reason: Reason = "",
    request: RequestId = None,
) -> Answer:
    """Settle a dispute: the charge stands, is lowered, or is written off."""
    ends = choice(DisputeOutcome, outcome, "outcome")
    if ends is not DisputeOutcome.LOWER:
        _only_with("--outcome lower", {"--amount": amount})
    order = SettlementOrder(
        sale=sale,
        outcome=ends,
        reason=reason,
        amount=None if amount is None else parse_minor(amount),
    )
    return _answer(terminal, settle_dispute(terminal.desk, order, request_id(request)))


def _only_with(other: str, given: dict[str, str | None]) -> None:
    """Refuse options that would say nothing here; raises UsageError."""
    for option, value in given.items():
        if value is not None:
            raise UsageError(detail=f"{option} goes with {other}")


def _answer(terminal: Terminal, made: DisputeMade) -> Answer:
    text = shop_text(terminal.desk)
    return Answer(
        {"ref": made.reference, "debt_balance_minor": made.balance},
        lambda: f"{made.reference}: {text.money(made.outstanding)} open. {said(made.balance, text)}.",
    )
