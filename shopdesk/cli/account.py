"""``account``: adjusting an account, and proving its balance."""

from typing import Annotated

import typer

from shopdesk.cli.command import RequestId, Text, command, group
from shopdesk.cli.payments import reversed_event
from shopdesk.cli.reading import choice, moment, request_id
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.account import EventKind
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.money import parse_minor
from shopdesk.domain.payment import Method
from shopdesk.domain.transfer import TransferOrder
from shopdesk.services.adjusting import AdjustmentOrder
from shopdesk.services.adjusting import adjust as adjust_account
from shopdesk.services.customers import find_customer
from shopdesk.services.transferring import transfer as transfer_debt
from shopdesk.services.writing_off import write_off_below
from shopdesk.viewmodels.balance_proof import prove_balance
from shopdesk.viewmodels.shop_text import said, shop_text

app = group("Accounts.")


@command(app, "adjust")
def adjust(
    terminal: Terminal,
    customer: Annotated[str, typer.Option(metavar="C")],
    amount: Annotated[str, typer.Option(metavar="±MINOR", help="Above zero raises the debt.")],
    kind: Annotated[str, typer.Option(metavar="K", help="opening_balance, goodwill_credit, write_off, …")],
    reason: Annotated[str, typer.Option(metavar="R")] = "",
    reference: Text = None,
    method: Annotated[
        str | None, typer.Option(metavar="M", help="How credit was paid out: cash or transfer.")
    ] = None,
    at: Text = None,
    request: RequestId = None,
) -> Answer:
    """Adjust an account, with a reason."""
    desk = terminal.desk
    order = AdjustmentOrder(
        customer=find_customer(desk, customer),
        amount=parse_minor(amount),
        kind=choice(AdjustmentKind, kind, "kind"),
        reason=reason,
        reference=reference,
        method=None if method is None else choice(Method, method, "method"),
        at=moment(at, desk),
    )
    made = adjust_account(desk, order, request_id(request))
    text = shop_text(desk)
    return Answer(
        {"ref": made.reference, "debt_balance_minor": made.balance},
        lambda: (
            f"Adjusted by {text.money(order.amount)}, {made.reference}. Balance {text.money(made.balance)}."
        ),
    )


@command(app, "transfer")
def transfer(
    terminal: Terminal,
    source: Annotated[str, typer.Option("--from", metavar="C")],
    target: Annotated[str, typer.Option("--to", metavar="C")],
    amount: Annotated[str, typer.Option(metavar="MINOR")],
    reason: Annotated[str, typer.Option(metavar="R")] = "",
    request: RequestId = None,
) -> Answer:
    """Move debt from one account to another, with a reason."""
    desk = terminal.desk
    order = TransferOrder(
        find_customer(desk, source), find_customer(desk, target), parse_minor(amount), reason
    )
    made = transfer_debt(desk, order, request_id(request))
    document = {
        "refs": list(made.references),
        "from_balance_minor": made.from_balance,
        "to_balance_minor": made.to_balance,
    }
    text = shop_text(desk)
    return Answer(
        document,
        lambda: (
            f"Moved {text.money(order.amount)}, {' and '.join(made.references)}. "
            f"{said(made.from_balance, text)}, and the other: {said(made.to_balance, text)}."
        ),
    )


@command(app, "write-off-below")
def write_off(
    terminal: Terminal,
    amount: Annotated[str, typer.Argument(metavar="MINOR")],
    reason: Annotated[str, typer.Option(metavar="R")] = "",
    request: RequestId = None,
) -> Answer:
    """Write off every debt below an amount, with a reason."""
    done = write_off_below(terminal.desk, parse_minor(amount, "below"), reason, request_id(request))
    text = shop_text(terminal.desk)
    return Answer(
        {"customers": done.customers, "amount_minor": done.amount},
        lambda: f"Wrote off {text.money(done.amount)} of {done.customers} customers.",
    )


@command(app, "reverse")
def reverse(
    terminal: Terminal,
    adjustment: Annotated[str, typer.Argument(metavar="A")],
    reason: Annotated[str, typer.Option(metavar="R")] = "",
    request: RequestId = None,
) -> Answer:
    """Take an adjustment back, with a reason."""
    return reversed_event(terminal, EventKind.ADJUSTMENT, adjustment, reason, request)


@command(app, "why")
def why(terminal: Terminal, customer: Annotated[str, typer.Argument(metavar="C")]) -> Answer:
    """Prove a balance from its events, its age and its allocations."""
    proof = prove_balance(terminal.desk, find_customer(terminal.desk, customer))
    text = shop_text(terminal.desk)

    def show() -> str:
        proven = "Proven" if proof.ties else "NOT PROVEN"
        return (
            f"{proven}: the balance is {text.money(proof.balance)}; {proof.entries} entries add up to "
            f"{text.money(proof.sum)}, the ageing to {text.money(proof.ageing)}, and the allocations "
            f"{'agree' if proof.allocations_ok else 'do not agree'}."
        )

    document = {
        "balance_minor": proof.balance,
        "entries": proof.entries,
        "sum_minor": proof.sum,
        "ageing_minor": proof.ageing,
        "allocations_ok": proof.allocations_ok,
        "ties": proof.ties,
    }
    return Answer(document, show)
