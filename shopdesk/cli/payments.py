"""``payments``: taking money against an account."""

from typing import Annotated

import typer

from shopdesk.cli.command import RequestId, Text, command, group
from shopdesk.cli.reading import choice, moment, pairs, request_id
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.account import EventKind, parse_reference
from shopdesk.domain.money import parse_minor
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.errors import NotFound
from shopdesk.services.customers import find_customer
from shopdesk.services.payments import take_payment
from shopdesk.services.reversing import reverse as take_back
from shopdesk.viewmodels.shop_text import back_again, shop_text

app = group("Payments of debts.")


@command(app, "add")
def add(
    terminal: Terminal,
    customer: Annotated[str, typer.Option(metavar="C")],
    amount: Annotated[str, typer.Option(metavar="MINOR")],
    method: Annotated[str, typer.Option(metavar="M", help=", ".join(Method))],
    note: Text = None,
    to: Annotated[
        list[str] | None, typer.Option(metavar="REF=MINOR", help="Settle this charge first; may be repeated.")
    ] = None,
    at: Text = None,
    request: RequestId = None,
) -> Answer:
    """Take a payment; by default it settles the oldest charges."""
    desk = terminal.desk
    order = PaymentOrder(
        customer=find_customer(desk, customer),
        amount=parse_minor(amount),
        method=choice(Method, method, "method"),
        note=note,
        directed=tuple((ref, parse_minor(text, "to")) for ref, text in pairs(to or [], "to")),
        at=moment(at, desk),
    )
    taken = take_payment(desk, order, request_id(request))
    document = {
        "ref": taken.reference,
        "allocated": [{"ref": made.reference, "amount_minor": made.amount} for made in taken.settlements],
        "unallocated_minor": taken.unallocated,
        "debt_balance_minor": taken.balance,
    }
    text = shop_text(desk)

    def show() -> str:
        settled = "".join(f"\n{made.reference}: {text.money(made.amount)}" for made in taken.settlements)
        rest = f"\nWaits as store credit: {text.money(taken.unallocated)}" if taken.unallocated else ""
        balance = text.money(taken.balance)
        return f"Took {text.money(order.amount)}, {taken.reference}. Balance {balance}.{settled}{rest}"

    return Answer(document, show)


@command(app, "reverse")
def reverse(
    terminal: Terminal,
    payment: Annotated[str, typer.Argument(metavar="P")],
    reason: Annotated[str, typer.Option(metavar="R")] = "",
    request: RequestId = None,
) -> Answer:
    """Take a payment back, with a reason; what it settled is open again."""
    return reversed_event(terminal, EventKind.PAYMENT, payment, reason, request)


def reversed_event(terminal: Terminal, kind: EventKind, ref: str, reason: str, request: str | None) -> Answer:
    """Reverse an event of the kind that the command is for."""
    if parse_reference(ref)[0] is not kind:
        raise NotFound(kind=kind.value, reference=ref)
    made = take_back(terminal.desk, ref, reason, request_id(request))
    text = shop_text(terminal.desk)
    said = (
        f"Took {ref.upper()} back, {made.reference}. Balance {text.money(made.balance)}.",
        back_again(made.brought_back),
    )
    return Answer(
        {"ref": made.reference, "debt_balance_minor": made.balance},
        lambda: " ".join(filter(None, said)),
    )
